"""Tests of the third kind: the real thing is done, and what the device itself can tell of it decides."""

import time

from drivers.emulated.radar import Radar
from drivers.emulated.relay_board import LcusBoard, ModbusBoard
from drivers.emulated.sample_cards import SOCIAL
from drivers.emulated.social_card import SocialCardReader
from drivers.emulated.speaker import Speaker
from drivers.emulated.ups import Ups
from drivers.lights import lcus, modbus
from drivers.presence import ld2410
from drivers.smartcard import pcsc
from drivers.sound import alsa
from drivers.ups import nut
from drivers.voice import espeak
from kiosk.health.checks import external
from kiosk.health.model import Verdict
from kiosk.health.trial import Clock
from kiosk.texts import words
from tests.health.planting import again_and_again

ZH = words("zh")


def real(role, driver, rest=lambda _: None, wait=0.3):
    driver.open()
    try:
        return external(role, driver, ZH, wait, clock=Clock(rest=rest))
    finally:
        driver.close()


def test_lamps_of_a_board_that_answers_have_shone_and_are_dark_again(tmp_path):
    seen = []
    with ModbusBoard(tmp_path / "lamps") as board:
        driver = modbus.Driver(modbus.Settings(port=str(board.wire.path)))
        made = real("lights", driver, rest=lambda _: seen.append(dict(board.lamps)))
        assert made.verdict is Verdict.PASSED
        assert [seen[0][number] for number in (1, 2, 3)] == [True] * 3
        assert not any(board.lamps.values())


def test_lamps_of_a_board_that_never_answers_are_for_a_person_to_look_at(tmp_path):
    with LcusBoard(tmp_path / "lamps") as board:
        made = real("lights", lcus.Driver(lcus.Settings(port=str(board.wire.path))))
    assert (made.verdict, made.detail, made.wrong) == (Verdict.UNKNOWN, ZH("look.lights"), False)


def test_a_chime_was_played_and_only_a_person_knows_whether_it_was_heard(tmp_path):
    with Speaker(tmp_path / "sound" / "asound.conf") as speaker:
        made = real("sound", alsa.Driver(alsa.Settings(device=speaker.device, config=str(speaker.config))))
        assert len(speaker.heard) == 1
    assert (made.verdict, made.detail) == (Verdict.UNKNOWN, ZH("look.sound"))


def test_a_sentence_was_said_and_only_a_person_knows_whether_it_was_heard(tmp_path):
    with Speaker(tmp_path / "voice" / "asound.conf") as speaker:
        settings = espeak.Settings(device=speaker.device, config=str(speaker.config))
        made = real("voice", espeak.Driver(settings), rest=lambda _: time.sleep(0.01))
        assert len(speaker.heard) == 1
    assert (made.verdict, made.detail) == (Verdict.UNKNOWN, ZH("look.voice"))


def test_somebody_who_steps_up_is_noticed_and_nothing_else_is_told(tmp_path):
    with Radar(tmp_path / "radar") as radar, again_and_again(lambda: radar.step_up(80)):
        made = real("presence", ld2410.Driver(ld2410.Settings(port=str(radar.wire.path))), wait=10)
    assert (made.verdict, set(made.values)) == (Verdict.PASSED, {"noticed"})


def test_a_ups_tells_its_charge_and_how_long_it_would_last():
    with Ups() as one:
        made = real("ups", nut.Driver(nut.Settings(ups=one.name, port=one.port)))
    assert made.verdict is Verdict.PASSED
    assert (made.values["charge"], made.values["left"], made.values["battery"]) == ("100 %", "30 min", "full")


def test_a_social_security_card_that_is_put_in_is_told_by_its_kind_and_nothing_else(tmp_path):
    with SocialCardReader(tmp_path / "pcscd") as reader:
        reader.insert(SOCIAL)
        made = real("smartcard", pcsc.Driver(pcsc.Settings(socket=str(reader.service.socket))), wait=10)
    assert (made.verdict, made.values) == (Verdict.PASSED, {"kind": "socialCard"})


def test_a_role_without_a_real_test_says_so():
    assert external("nothing", object(), ZH, 0).verdict is Verdict.UNKNOWN
