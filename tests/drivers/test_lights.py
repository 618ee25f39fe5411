"""Lamps at relay boards: which relay, when it flashes, what a board says of itself, and what happens on a bad wire."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers import DeviceError, Fault, State
from drivers.emulated.relay_board import LcusBoard, ModbusBoard
from drivers.lights import Flash, Place, lcus, modbus
from drivers.lights._lamps import PERIODS, Lamps
from drivers.protocols import lcus as lcus_bytes
from drivers.protocols import modbus as modbus_bytes
from tests.waiting import wait_until

CARD, SCANNER, RECEIPT = Place.CARD_READER, Place.SCANNER, Place.RECEIPT_PRINTER
THREE = (CARD, SCANNER, RECEIPT)


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def connect(tmp_path):
    """A board and its open driver."""
    opened = []

    def connected(kind, *, channels=THREE, clock=None, relays=8, answers=False, **more):
        path = tmp_path / "board"
        if kind is lcus:
            board = LcusBoard(path, relays, answers=answers)
            more["answers"] = answers
        else:
            board = ModbusBoard(path, relays, address=more.get("address", 1))
        board.start()
        driver = kind.Driver(kind.Settings(port=str(path), channels=channels, **more), clock or Clock())
        opened.extend([driver.close, board.stop])
        driver.open()
        return board, driver

    yield connected
    for close in opened:
        close()


def lit(board):
    return {number for number, on in board.lamps.items() if on}


BOARDS = pytest.mark.parametrize("kind", [lcus, modbus])


@pytest.mark.parametrize(
    ("number", "on", "frame"), [(1, True, "A0 01 01 A2"), (1, False, "A0 01 00 A1"), (2, True, "A0 02 01 A3")]
)
def test_a_simple_board_gets_the_bytes_of_its_sellers(number, on, frame):
    assert lcus_bytes.command(number, on=on) == bytes.fromhex(frame)


@pytest.mark.parametrize(
    ("frame", "worked"),
    [  # from the operating manual of a four-relay board, and its table for reading
        (modbus_bytes.write_coil(1, 1, on=True), "01 05 00 00 FF 00 8C 3A"),
        (modbus_bytes.write_coil(1, 1, on=False), "01 05 00 00 00 00 CD CA"),
        (modbus_bytes.write_coil(1, 4, on=True), "01 05 00 03 FF 00 7C 3A"),
        (modbus_bytes.read_coils(1, 8), "01 01 00 00 00 08 3D CC"),
    ],
)
def test_a_modbus_board_gets_the_bytes_of_a_manual(frame, worked):
    assert frame == bytes.fromhex(worked)


@BOARDS
def test_each_lamp_is_the_relay_that_the_configuration_says(connect, kind):
    board, driver = connect(kind, channels=("", RECEIPT, CARD))
    driver.light(CARD, Flash.CONTINUOUS)
    wait_until(lambda: lit(board) == {3})
    driver.light(RECEIPT, Flash.CONTINUOUS)
    wait_until(lambda: lit(board) == {2, 3})
    driver.light(CARD, Flash.OFF)
    wait_until(lambda: lit(board) == {2})


@BOARDS
def test_a_lamp_that_the_terminal_does_not_have_is_no_trouble(connect, kind):
    board, driver = connect(kind, channels=(CARD,))
    driver.light(RECEIPT, Flash.QUICK)
    assert driver.beat() is None
    driver.light(CARD, Flash.CONTINUOUS)
    wait_until(lambda: lit(board) == {1})


@BOARDS
@pytest.mark.parametrize("flash", PERIODS)
def test_a_flashing_lamp_is_half_of_the_time_lit_and_says_when_it_changes(connect, kind, flash):
    clock = Clock()
    board, driver = connect(kind, clock=clock)
    driver.light(CARD, flash)
    seen = []
    for _ in range(6):
        seen.append(driver._lamps.lit == [1])
        wait_until(lambda: (1 in lit(board)) == seen[-1])
        pause = driver.beat()
        assert pause == pytest.approx(PERIODS[flash] / 2)
        clock.now += pause
        driver.beat()
    assert seen == [True, False] * 3


def test_no_lamp_flashes_more_often_than_three_times_a_second():
    assert min(PERIODS.values()) > 1 / 3


@BOARDS
def test_lamps_that_should_flash_can_shine_steadily(connect, kind):
    board, driver = connect(kind, flash=False)
    driver.light(CARD, Flash.QUICK)
    wait_until(lambda: lit(board) == {1})
    assert driver.beat() is None


@BOARDS
def test_a_relay_is_moved_only_when_something_changes(connect, kind):
    board, driver = connect(kind)
    for _ in range(5):
        driver.light(CARD, Flash.CONTINUOUS)
    driver.light(SCANNER, Flash.CONTINUOUS)
    wait_until(lambda: lit(board) == {1, 2})
    assert board.switched == 2


@BOARDS
def test_what_an_earlier_program_has_left_on_is_dark_when_it_begins_and_everything_when_it_ends(tmp_path, kind):
    with (LcusBoard if kind is lcus else ModbusBoard)(tmp_path / "board") as board:
        board.lamps[2] = True
        driver = kind.Driver(kind.Settings(port=str(tmp_path / "board")))
        driver.open()
        wait_until(lambda: not lit(board))
        driver.light(RECEIPT, Flash.CONTINUOUS)
        wait_until(lambda: lit(board) == {3})
        driver.close()
        wait_until(lambda: not lit(board))


def test_a_board_without_an_answer_is_unknown_and_not_in_trouble(connect):
    _, driver = connect(lcus)
    assert driver.status().state is State.UNKNOWN
    assert driver.status().ok


ANSWERING = pytest.mark.parametrize(("kind", "answers"), [(lcus, True), (modbus, False)])


@ANSWERING
def test_a_board_that_has_been_without_power_is_told_again_what_it_should_be(connect, kind, answers):
    board, driver = connect(kind, answers=answers)
    driver.light(SCANNER, Flash.CONTINUOUS)
    wait_until(lambda: lit(board) == {2})
    board.power_cut()
    assert driver.status().state is State.ONLINE
    wait_until(lambda: lit(board) == {2})


@ANSWERING
def test_a_relay_that_is_stuck_is_named(connect, kind, answers):
    board, driver = connect(kind, answers=answers)
    board.stuck.add(2)
    driver.light(CARD, Flash.CONTINUOUS)
    driver.light(SCANNER, Flash.CONTINUOUS)
    status = driver.status()
    assert (status.state, status.fault) == (State.HARDWARE_ERROR, Fault.HARDWARE_ERROR)
    assert status.detail.endswith(": 2")


def fault(call):
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value


@ANSWERING
def test_a_mute_board_does_not_answer(connect, kind, answers):
    board, driver = connect(kind, answers=answers)
    board.trouble.mute = True
    assert fault(driver.status).fault is Fault.NO_ANSWER


@pytest.mark.parametrize(
    ("kind", "answers", "trouble"), [(lcus, True, "half"), (modbus, False, "half"), (modbus, False, "bad_checksum")]
)
def test_an_answer_that_is_spoilt_every_time_is_garbled(connect, kind, answers, trouble):
    board, driver = connect(kind, answers=answers, relays=3)
    setattr(board.trouble, trouble, True)
    assert fault(driver.status).fault is Fault.GARBLED


@ANSWERING
def test_sparks_before_an_answer_do_not_matter(connect, kind, answers):
    board, driver = connect(kind, answers=answers)
    board.trouble.garbage = True
    driver.light(CARD, Flash.CONTINUOUS)
    assert driver.status().state is State.ONLINE
    assert lit(board) == {1}


def test_a_board_with_fewer_relays_than_lamps_says_so(connect):
    with pytest.raises(DeviceError) as caught:
        connect(modbus, relays=2)
    assert caught.value.fault is Fault.HARDWARE_ERROR
    assert "no such relay" in caught.value.detail


def test_a_modbus_board_at_another_address_does_not_answer(connect, tmp_path):
    with ModbusBoard(tmp_path / "other", address=7):
        driver = modbus.Driver(modbus.Settings(port=str(tmp_path / "other"), address=1))
        assert fault(driver.open).fault is Fault.NO_ANSWER


@pytest.mark.parametrize("declared", [lcus.Settings, modbus.Settings])
def test_a_misspelt_lamp_is_found_in_the_configuration(declared):
    check = declared.__dataclass_fields__["channels"].metadata["check"]
    assert check((CARD, "", RECEIPT)) is None
    assert "card" in check(("card",))


def test_a_simple_board_has_no_more_than_eight_relays():
    check = lcus.Settings.__dataclass_fields__["channels"].metadata["check"]
    assert check(("",) * 9) is not None


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(THREE), st.sampled_from(Flash)), max_size=12), st.integers(0, 10_000))
def test_whatever_is_asked_a_lamp_ends_as_was_asked_last(asked, at):
    lamps = Lamps(THREE, flash=True)
    for place, flash in asked:
        lamps.want(place, flash)
        for number, on in lamps.due(at / 1000):
            lamps.switched(number, on=on)
    last = dict(asked)
    for number, place in enumerate(THREE, 1):
        flash = last.get(place, Flash.OFF)
        if flash not in PERIODS:
            assert (number in lamps.lit) == (flash is Flash.CONTINUOUS)
    assert lamps.due(at / 1000) == [(number, False) for number in (1, 2, 3) if not asked]


@settings(deadline=None)
@given(st.binary(max_size=60), st.integers(1, 247), st.integers(1, 8))
def test_no_noise_makes_a_modbus_answer_and_none_hides_one(noise, address, number):
    request = modbus_bytes.write_coil(address, number, on=True)
    assert modbus_bytes.answer_to(request, noise + request) == modbus_bytes.Answer(request[2:6])
    if request not in noise:
        found = modbus_bytes.answer_to(request, noise)
        assert found is None or found.refusal  # 16 bits of check: noise that is shaped like a refusal


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_boards_or_their_readers(noise):
    lcus_bytes.states(noise)
    found, rest = lcus_bytes.commands(noise)
    assert len(rest) < 4
    assert 4 * len(found) <= len(noise)
    modbus_bytes.answer_to(modbus_bytes.read_coils(1, 8), noise)


def test_relays_are_packed_as_the_standard_packs_them():
    """The example of the standard, 6.1: coils 20 to 38 are CD 6B 05."""
    states = modbus_bytes.coils(bytes.fromhex("CD 6B 05"), 19)
    assert [number for number, on in states.items() if not on] == [2, 5, 6, 11, 13, 16, 18]
    assert modbus_bytes.coil_bytes(list(states.values())) == bytes.fromhex("CD 6B 05")


def test_a_hundred_sparks_never_switch_a_wrong_lamp(connect):
    board, driver = connect(modbus)
    dice = Random(7)
    for _ in range(100):
        board.trouble.garbage = dice.random() < 0.5
        place, flash = dice.choice(THREE), dice.choice((Flash.OFF, Flash.CONTINUOUS))
        driver.light(place, flash)
        assert lit(board) == set(driver._lamps.lit)
