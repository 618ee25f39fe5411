"""A UPS behind a server of NUT: mains and battery, what it is, and every way in which it may not answer."""

import socket
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers import About, Actor, Battery, DeviceError, Fault, State, Status
from drivers.emulated.ups import Ups
from drivers.protocols import nut as nut_text
from drivers.ups import Power, nut
from tests.waiting import wait_until

# From RFC 9271, 4.2.7.7: an answer to LIST VAR, of the same form as a server of NUT 2.8 gives it
WORKED = (
    b"BEGIN LIST VAR su700\n"
    b'VAR su700 device.mfr "EATON"\n'
    b'VAR su700 ups.status "OL CHRG"\n'
    b'VAR su700 battery.charge "77"\n'
    b'VAR su700 ups.mfr "He said \\"hi\\" and \\\\"\n'
    b"END LIST VAR su700\n"
)


@pytest.fixture
def ups():
    with Ups() as ups:
        yield ups


@pytest.fixture
def driver(ups):
    driver = nut.Driver(nut.Settings(ups=ups.name, port=ups.port, enough=30))
    driver.open()
    yield driver
    driver.close()


def fault_of(call):
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value


def test_a_worked_answer_is_understood():
    told = nut_text.variables("su700", WORKED)
    assert told["ups.mfr"] == 'He said "hi" and \\'
    assert nut_text.tokens(told).all == {"OL", "CHRG"}
    assert nut_text.number(told, "battery.charge") == 77
    assert nut_text.question("su700") == b"LIST VAR su700\n"


@settings(deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z]+(\.[a-z]+)*", fullmatch=True), st.text("ab \\\"'é电\t", max_size=20)))
def test_what_an_emulated_server_tells_is_what_is_read(values):
    assert nut_text.variables("hall", nut_text.listed("hall", values)) == values


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.lists(st.sampled_from(WORKED.split(b"\n"))).map(b"\n".join) | st.just(b"ERR \n"))
def test_no_bytes_make_the_reader_fail_in_another_way(said):
    nut_text.complete(said)
    try:
        told = nut_text.variables("su700", said)
    except (nut_text.RefusedError, nut_text.NoAnswerError):
        return
    assert set(told) <= {"device.mfr", "ups.status", "battery.charge", "ups.mfr"}


def test_with_mains_all_is_well(driver):
    assert driver.status() == Status(battery=Battery.FULL)
    assert driver.power() == Power(mains=True, charge=100, seconds_left=1800)


def test_without_mains_staff_are_told_and_the_battery_is_counted_down(ups, driver):
    ups.pull_mains(80)
    status = driver.status()
    assert (status.fault, status.battery) == (Fault.ON_BATTERY, Battery.OPERATIONAL)
    assert status.fault.actor is Actor.STAFF
    assert driver.power() == Power(mains=False, charge=80, seconds_left=18 * 80)
    ups.pull_mains(29)
    assert driver.status().battery is Battery.LOW
    ups.mains_back(31)
    assert driver.status() == Status(battery=Battery.OPERATIONAL)


@pytest.mark.parametrize("status", ["OB LB", "OB FSD", "OB DISCHRG LB"])
def test_the_last_minutes_are_critical_whatever_the_charge(ups, driver, status):
    ups.tell(status, 90)
    assert driver.status().battery is Battery.CRITICAL


@pytest.mark.parametrize("token", ["RB", "OVER", "BYPASS", "OFF"])
def test_a_ups_that_would_not_carry_the_terminal_is_broken_though_the_mains_is_there(ups, driver, token):
    ups.tell(f"OL {token}", 100)
    status = driver.status()
    assert (status.state, status.fault) == (State.HARDWARE_ERROR, Fault.HARDWARE_ERROR)
    assert token in status.detail


def test_a_battery_that_has_to_be_replaced_is_a_failure(ups, driver):
    ups.tell("OL RB", 100)
    assert driver.status().battery is Battery.FAILURE


@pytest.mark.parametrize("token", ["HB", "CHRG", "DISCHRG", "CAL", "TRIM", "BOOST", "ALARM", "SOMETHING-NEW"])
def test_other_words_change_nothing(ups, driver, token):
    ups.tell(f"OL {token}", 100)
    assert driver.status() == Status(battery=Battery.FULL)


@pytest.mark.parametrize(("status", "state"), [("WAIT", State.STARTING), ("", State.UNKNOWN), ("TEST", State.UNKNOWN)])
def test_a_ups_that_does_not_say_where_its_power_comes_from_is_not_taken_for_well(ups, driver, status, state):
    ups.tell(status, 100)
    assert driver.status().state is state
    assert fault_of(driver.power).fault is Fault.NO_ANSWER


@pytest.mark.parametrize("charge", [None, "", "unknown", "nan", "inf", "-1"])
def test_a_charge_that_is_no_number_is_not_known(ups, driver, charge):
    ups.values = {name: told for name, told in ups.values.items() if name != "battery.charge"}
    if charge is not None:
        ups.values = {**ups.values, "battery.charge": charge}
    assert driver.power().charge is None
    assert driver.status().battery is Battery.UNKNOWN


def test_it_says_what_it_is(ups, driver):
    assert driver.about() == About("Emulated", 'Hall "1500"', "1.0", "SAMPLE-1")


def test_an_old_server_names_it_by_the_ups(ups, driver):
    ups.values = {"ups.mfr": "APC ", "ups.model": "Smart-UPS", "ups.serial": "X1", "ups.status": "OL"}
    assert driver.about() == About("APC", "Smart-UPS", "", "X1")


@pytest.mark.parametrize(
    ("word", "fault"),
    [
        ("DATA-STALE", Fault.NO_ANSWER),
        ("DRIVER-NOT-CONNECTED", Fault.NO_ANSWER),
        ("ACCESS-DENIED", Fault.NOT_PERMITTED),
        ("FEATURE-NOT-CONFIGURED", Fault.GARBLED),
    ],
)
def test_what_the_server_refuses_is_told_as_a_fault_with_its_word(ups, driver, word, fault):
    ups.refusal = word
    error = fault_of(driver.status)
    assert error.fault is fault
    assert word in error.detail


def test_a_name_that_the_server_does_not_know_is_no_device(ups):
    error = fault_of(nut.Driver(nut.Settings(ups="hal", port=ups.port)).open)
    assert error.fault is Fault.NO_DEVICE
    assert "UNKNOWN-UPS" in error.detail


@pytest.mark.parametrize("name", ["hall ups", "hall\nLIST UPS", "", '"', "x" * 65])
def test_a_name_that_is_none_is_found_in_the_configuration(name):
    check = nut.Settings.__dataclass_fields__["ups"].metadata["check"]
    assert check(name)
    assert check("hall-1.ups_2") is None


def test_noise_before_the_answer_is_garbled(ups, driver):
    ups.trouble.garbage = True
    assert fault_of(driver.status).fault is Fault.GARBLED


@pytest.mark.parametrize("trouble", ["mute", "half"])
def test_what_does_not_come_to_its_end_is_no_answer(ups, driver, trouble):
    setattr(ups.trouble, trouble, True)
    assert fault_of(driver.status).fault is Fault.NO_ANSWER


def serving(answer):
    """A server that is none of NUT: it answers the first question with anything, and hangs up."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        client, _ = server.accept()
        with client, server:
            client.recv(100)
            client.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    return server.getsockname()[1]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", Fault.GARBLED),
        (b"BEGIN LIST VAR other\nEND LIST VAR other\n", Fault.GARBLED),
        (b"BEGIN LIST VAR hall\n" + b'VAR hall x "y"\n' * 5000, Fault.GARBLED),
        (b"BEGIN LIST VAR hall\n", Fault.NO_DEVICE),
        (b"", Fault.NO_DEVICE),
    ],
)
def test_whatever_else_listens_on_the_port_is_not_taken_for_a_ups(answer, fault):
    driver = nut.Driver(nut.Settings(ups="hall", port=serving(answer)))
    assert fault_of(driver.open).fault is fault


def test_a_server_that_was_restarted_is_asked_again(ups, driver):
    ups.trouble.unplugged = True
    wait_until(lambda: ups._server is None)
    assert fault_of(driver.status).fault is Fault.NO_DEVICE
    ups.trouble.unplugged = False
    driver.close()

    def back():
        try:
            driver.open()
        except DeviceError:
            return False
        return True

    wait_until(back)
    assert driver.status().ok
