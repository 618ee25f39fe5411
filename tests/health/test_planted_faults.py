"""`run_kiosk.py diagnose` finds each planted fault by its name, and says in both languages what to do."""

import shutil
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from unittest.mock import patch

import numpy as np
import pytest

from drivers import glyphs
from drivers.emulated.camera_pictures import CameraPictures
from drivers.emulated.card_reader import CardReader
from drivers.emulated.radar import Radar
from drivers.emulated.receipt_printer import ReceiptPrinter
from drivers.emulated.relay_board import LcusBoard, ModbusBoard
from drivers.emulated.scanner import Scanner
from drivers.emulated.speaker import Speaker
from drivers.emulated.ups import Ups
from drivers.ports import Line
from kiosk.documents.test_slip import TEST_CODE
from kiosk.health.machine import Limits
from kiosk.health.trial import Clock
from kiosk.platform.settings import SECRET_VARIABLE
from kiosk.storage.journal import Journal
from kiosk.storage.lock import hold
from kiosk.writing import lacking
from tests.health.planting import (
    NOWHERE,
    TLS,
    Plant,
    again_and_again,
    diagnosed,
    open_folder,
    platform,
    role,
    tls,
    without_rights,
)
from tests.platform.bad_platform import answers, bad_platform, hangs_up, is_silent, problem
from tests.platform.city import SECRET, city
from tests.stories.hall import HallClock

REAL = ("--level", "external")
FAST = Clock(seconds=lambda: 6 * time.monotonic())
LATER = Clock(now=lambda: datetime.now().astimezone() + timedelta(minutes=10))
PLANTS = {}


def fault(*names):
    """One that is found under one of these names, planted by a generator: what it yields is the terminal."""

    def plant(make):
        PLANTS[make.__name__] = names, contextmanager(make)
        return make

    return plant


# --- card readers


def card(path, **settings):
    return Plant(role("card", "sam", port=str(path), **settings), "card")


@fault("noDevice")
def reader_is_not_plugged_in(folder):
    yield card(folder / "card")


@fault("noAnswer")
def reader_is_mute(folder):
    with CardReader(folder / "card") as reader:
        reader.trouble.mute = True
        yield card(folder / "card")


@fault("noAnswer", "garbled")
def reader_runs_at_another_speed(folder):
    with CardReader(folder / "card", baudrate=9600):
        yield card(folder / "card", baudrate=115200)


@fault("garbled")
def reader_answers_with_wrong_checksums(folder):
    with CardReader(folder / "card", baudrate=None) as reader:
        reader.trouble.bad_checksum = True
        yield card(folder / "card")


@fault("inUse")
def reader_is_held_by_another_program(folder):
    with CardReader(folder / "card"):
        other = Line(str(folder / "card"), 115200)
        other.open()
        yield card(folder / "card")
        other.close()


@fault("nothingPresented")
def nobody_lays_a_card_down(folder):
    with CardReader(folder / "card", baudrate=None):
        yield Plant(card(folder / "card").tables, "card", REAL)


# --- scanners


def scanned(folder, data):
    scanner = Scanner(folder / "scanner", suffix="cr")
    table = role("code", "serial", port=str(folder / "scanner"), suffix="cr")
    return scanner, again_and_again(lambda: scanner.show(data)), Plant(table, "code", REAL, wait=10)


@fault("codeAltered")
def scanner_adds_an_identifier(folder):
    scanner, showing, plant = scanned(folder, b"]Q3" + TEST_CODE.encode())
    with scanner, showing:
        yield plant


@fault("codeAltered")
def scanner_changes_chinese(folder):
    scanner, showing, plant = scanned(folder, TEST_CODE.encode("ascii", "replace"))
    with scanner, showing:
        yield plant


@fault("otherCode")
def scanner_reads_something_else(folder):
    scanner, showing, plant = scanned(folder, b"A017")
    with scanner, showing:
        yield plant


# --- cameras


def seen(folder, picture):
    view = CameraPictures(folder / "view", 320, 240)
    if picture is not None:
        view.show_picture(picture)
    return view, Plant(role("camera", "opencv", source=str(folder / "view"), fps=30), "camera", REAL)


def plain(grey):
    return np.full((240, 320, 3), grey, np.uint8)


@fault("noDevice")
def camera_is_not_plugged_in(folder):
    yield seen(folder, None)[1]


@fault("pictureDark")
def camera_has_its_cap_on(folder):
    view, plant = seen(folder, plain(2))
    with view:
        yield plant


@fault("pictureBright")
def camera_looks_into_the_sun(folder):
    view, plant = seen(folder, plain(254))
    with view:
        yield plant


@fault("picturePlain")
def camera_looks_at_its_own_housing(folder):
    view, plant = seen(folder, plain(120))
    with view:
        yield plant


@fault("pictureStill")
def camera_shows_the_same_for_ever(folder):
    view, plant = seen(folder, None)
    with view:
        yield replace(plant, asked={"clock": FAST})


# --- receipt printers


def receipt(port, *given):
    table = role("receipt", "escpos", connection="network", host="127.0.0.1", port=port, timeout=0.3)
    return Plant(table, "receipt", given)


@fault("noDevice")
def printer_is_switched_off(_folder):
    with ReceiptPrinter() as printer:
        port = printer.port
    yield receipt(port)


@fault("noAnswer", "silent")
def printer_is_mute(_folder):
    with ReceiptPrinter() as printer:
        printer.trouble.mute = True
        yield receipt(printer.port)


@fault("garbled")
def printer_answers_noise(_folder):
    with ReceiptPrinter() as printer:
        printer.trouble.garbage = True
        yield receipt(printer.port)


@fault("paperOut")
def roll_is_empty(_folder):
    with ReceiptPrinter() as printer:
        printer.load_roll(0)
        yield receipt(printer.port)


@fault("paperLow")
def roll_runs_out_soon(_folder):
    with ReceiptPrinter() as printer:
        printer.machine.near_end = True
        yield receipt(printer.port)


@fault("coverOpen")
def cover_is_open(_folder):
    with ReceiptPrinter() as printer:
        printer.open_cover()
        yield receipt(printer.port)


@fault("hardwareError", "paperJammed")
def cutter_is_stuck(_folder):
    with ReceiptPrinter() as printer:
        printer.machine.cutter_stuck = True
        yield receipt(printer.port, *REAL)


@fault("printUnsure")
def printer_cannot_answer(folder):
    table = role("receipt", "escpos", connection="file", path=str(folder / "paper"))
    yield Plant(table, "receipt", REAL)


# --- lamps, loudspeaker, radar, UPS


@fault("noAnswer")
def lamps_are_on_a_board_that_does_not_answer(folder):
    with LcusBoard(folder / "lamps"):
        yield Plant(role("lights", "lcus", port=str(folder / "lamps"), answers=True), "lights")


@fault("hardwareError")
def a_relay_is_stuck(folder):
    with ModbusBoard(folder / "lamps") as board:
        board.stuck.add(1)
        yield Plant(role("lights", "modbus", port=str(folder / "lamps")), "lights", REAL, asked={"clock": HASTE})


HASTE = Clock(rest=lambda _: None)


def speaker(folder):
    config = folder / "sound" / "asound.conf"
    return Speaker(config), Plant(role("sound", "alsa", device="speaker", config=str(config)), "sound")


@fault("noDevice")
def sound_card_is_gone(folder):
    heard, plant = speaker(folder)
    heard.trouble.unplugged = True
    with heard:
        yield plant


@fault("driverMissing")
def aplay_is_not_installed(folder):
    heard, plant = speaker(folder)
    with heard, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(folder))
        yield plant


@fault("noAnswer")
def radar_is_mute(folder):
    with Radar(folder / "radar") as radar:
        radar.trouble.mute = True
        yield Plant(role("presence", "ld2410", port=str(folder / "radar")), "presence")


@fault("nobodySeen")
def radar_looks_the_wrong_way(folder):
    with Radar(folder / "radar"):
        yield Plant(role("presence", "ld2410", port=str(folder / "radar")), "presence", REAL)


def ups(one):
    return Plant(role("ups", "nut", ups="hall", host="127.0.0.1", port=one.port), "ups")


@fault("onBattery")
def mains_is_gone(_folder):
    with Ups() as one:
        one.pull_mains(80)
        yield ups(one)


@fault("hardwareError")
def battery_is_old(_folder):
    with Ups() as one:
        one.tell("OL RB", 100)
        yield ups(one)


@fault("noAnswer")
def cable_of_the_ups_is_out(_folder):
    with Ups() as one:
        one.refusal = "DATA-STALE"
        yield ups(one)


# --- platform and network


def reached(url, *given, **more):
    return Plant(platform(url, **more), "platform", given)


@fault("platformAway")
def platform_is_down(_folder):
    yield reached(NOWHERE)


@fault("platformAway")
def platform_hangs_up(_folder):
    with bad_platform(hangs_up) as bad:
        yield reached(bad.url)


@fault("platformSlow")
def platform_is_silent(_folder):
    with bad_platform(is_silent) as bad:
        yield reached(bad.url)


@fault("platformGarbled")
def platform_says_something_else(_folder):
    with bad_platform(answers(200, b"<html>please log in</html>", "text/html")) as bad:
        yield reached(bad.url)


@fault("platformRefuses")
def platform_refuses(_folder):
    with bad_platform(problem(403, "not_permitted")) as bad:
        yield reached(bad.url)


@fault("platformFailing")
def platform_fails_by_itself(_folder):
    with bad_platform(answers(500, b"{}")) as bad:
        yield Plant(platform(bad.url), "network")


@fault("notTrusted")
def secret_is_wrong(folder):
    with city(folder, clock=HallClock()) as town, pytest.MonkeyPatch.context() as patch:
        patch.setenv(SECRET_VARIABLE, SECRET + " and something")
        yield reached(town.url, timeout=5)


@fault("clockDrift")
def clock_is_ten_minutes_ahead(folder):
    with city(folder, clock=HallClock()) as town:
        yield Plant(platform(town.url, timeout=5), "platform", asked={"clock": LATER})


@fault("nameNotResolved")
def name_of_the_platform_is_none(_folder):
    yield Plant(platform("https://platform.invalid"), "network")


@fault("noConnection")
def port_of_the_platform_is_shut(_folder):
    yield Plant(platform(NOWHERE), "network")


def secured(certificate, trusted):
    return bad_platform(answers(200, b"{}"), tls(certificate)), lambda url: Plant(
        platform(url, ca_file=trusted), "network"
    )


@fault("tlsExpired")
def certificate_has_expired(_folder):
    server, plant = secured("expired", str(TLS / "expired.pem"))
    with server as bad:
        yield plant(bad.url)


@fault("tlsUntrusted")
def certificate_is_nobodys(_folder):
    server, plant = secured("elsewhere", "")
    with server as bad:
        yield plant(bad.url)


@fault("tlsWrongName")
def certificate_is_anothers(_folder):
    server, plant = secured("elsewhere", str(TLS / "elsewhere.pem"))
    with server as bad:
        yield plant(bad.url)


@fault("linkDown")
def network_cable_is_out(folder):
    wire = folder / "sys/class/net/eth0"
    wire.mkdir(parents=True)
    (wire / "operstate").write_text("down\n")
    yield Plant(platform(NOWHERE), "network", asked={"root": folder})


# --- the machine and its configuration


def limited(**limits):
    return Plant("", "system", asked={"limits": Limits(**limits)})


@fault("diskFull")
def disk_is_nearly_full(_folder):
    yield limited(disk_full=1 << 62)


@fault("diskFilling")
def disk_fills(_folder):
    yield limited(disk_full=0, disk_filling=0.0)


@fault("databaseDamaged")
def page_of_the_journal_is_spoilt(folder):
    (folder / "state").mkdir()
    Journal(folder / "state" / "journal.db").close()
    with (folder / "state" / "journal.db").open("r+b") as file:
        file.write(bytes(100))
    yield Plant("", "system")


@fault("memoryLow")
def memory_is_low(_folder):
    yield limited(memory_low=1 << 62)


@fault("overloaded")
def machine_is_busy(_folder):
    yield limited(load=-1.0)


@fault("glyphsMissing")
def fonts_lack_rare_characters(_folder):
    with patch.object(glyphs, "_RARE", ()):
        yield Plant("", "system")


@fault("writingMissing")
def library_of_pinyin_is_not_installed(_folder):
    with patch.dict(lacking.PACKAGES, {"librime.so.77": "librime77"}):
        yield Plant("", "system")


@fault("configWrong")
def setting_is_misspelt(folder):
    yield Plant(role("card", "sam", prot=str(folder / "card")), "card")


@fault("configWrong")
def driver_is_unknown(_folder):
    yield Plant(role("receipt", "escpso"), "receipt")


@fault("configWrong")
def file_is_not_toml(_folder):
    yield Plant("[devices\n", "system")


@pytest.fixture(autouse=True)
def secret(monkeypatch):
    monkeypatch.setenv(SECRET_VARIABLE, SECRET)


@pytest.mark.parametrize("planted", PLANTS)
def test_a_planted_fault_is_found_by_its_name_and_has_a_remedy(planted, tmp_path, capsys):
    names, planting = PLANTS[planted]
    with planting(tmp_path) as plant:
        status, told = diagnosed(plant, tmp_path, capsys)
    found = [one for one in told["findings"] if one["name"] in names]
    assert {one["subject"] for one in found} == {plant.subject}, told
    for one in found:
        assert one["remedy"]["zh"] != one["remedy"]["en"]
        assert all(one["remedy"].values())
        assert one["verdict"] == "passed" or (status, told["ok"]) == (1, False)


def test_a_device_that_this_user_may_not_open_is_named_so_with_the_group_that_may(capsys):
    with ExitStack() as stack:
        folder = stack.enter_context(open_folder())
        reader = stack.enter_context(CardReader(folder / "card"))
        diagnosed(card(folder / "card"), folder, capsys)  # everything is loaded while it may be read
        stack.enter_context(without_rights(reader.wire.node))
        _, told = diagnosed(card(folder / "card"), folder, capsys)
    (one,) = told["findings"]
    assert (one["subject"], one["name"]) == ("card", "notPermitted")
    assert "belongs to the group" in one["detail"]


def test_at_least_twenty_names_are_planted():
    assert len({name for names, _ in PLANTS.values() for name in names}) >= 20


def test_nothing_is_found_where_nothing_is_wrong(tmp_path, capsys):
    with city(tmp_path, clock=HallClock()) as town, ReceiptPrinter() as printer:
        plant = Plant(receipt(printer.port).tables + platform(town.url, timeout=5), "receipt")
        for subject in ("receipt", "platform"):
            status, told = diagnosed(plant, tmp_path, capsys, "--device", subject)
            assert (status, told["ok"]) == (0, True), told
            assert [one["verdict"] for one in told["findings"]] == ["passed"]


def test_while_a_kiosk_runs_its_devices_are_left_to_it(tmp_path, capsys):
    (tmp_path / "state").mkdir()
    with ReceiptPrinter() as printer, hold(tmp_path / "state"):
        status, told = diagnosed(receipt(printer.port), tmp_path, capsys)
    assert (status, told["running"]) == (0, True)
    assert [one["verdict"] for one in told["findings"]] == ["unknown"]


def test_what_was_found_stands_in_the_history_that_the_terminal_shows(tmp_path, capsys):
    from kiosk.health.history import FILE, History

    (tmp_path / "state").mkdir()
    with ReceiptPrinter() as printer:
        printer.load_roll(0)
        diagnosed(receipt(printer.port), tmp_path, capsys)
    history = History(tmp_path / "state" / FILE)
    assert [event.finding.name for event in history.events("receipt")] == ["paperOut"]
    history.close()
    shutil.rmtree(tmp_path / "state")
