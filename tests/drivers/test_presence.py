"""Somebody stands before the terminal, or nobody does: by a radar's reports, and by a camera's pictures."""

from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers import About, DeviceError, Fault, State, Status
from drivers.camera import Frame, opencv
from drivers.emulated.camera_pictures import CameraPictures
from drivers.emulated.radar import Radar
from drivers.presence import NOBODY, SOMEBODY, camera, ld2410
from drivers.protocols import ld2410 as radar_bytes
from drivers.protocols.ld2410 import Report
from tests.drivers.passer_by import person, wall
from tests.waiting import wait_until

# Worked bytes of the maker's protocol description, V1.02, sections 2.2 and 2.3
BASIC = bytes.fromhex("F4 F3 F2 F1 0D 00 02 AA 02 51 00 00 00 00 3B 00 00 55 00 F8 F7 F6 F5")
ENGINEERING = bytes.fromhex(
    "F4 F3 F2 F1 23 00 01 AA 03 1E 00 3C 00 00 39 00 00 08 08 3C 22 05 03 03 04 03 06 05 00 00 39 10 13 06 06 08 04"
    "03 05 55 00 F8 F7 F6 F5"
)
VERSION = bytes.fromhex("FD FC FB FA 0C 00 A0 01 00 00 00 01 07 01 16 15 09 22 04 03 02 01")
ASK_VERSION = bytes.fromhex("FD FC FB FA 02 00 A0 00 04 03 02 01")


def contents(data):
    return [content for _, content in radar_bytes.Frames().feed(data)]


def test_the_reports_of_the_manual_are_understood():
    (basic,), (engineering,) = contents(BASIC), contents(ENGINEERING)
    assert radar_bytes.parse_report(basic) == Report(moving=False, still=True, moving_cm=81, still_cm=0)
    assert radar_bytes.parse_report(engineering) == Report(moving=True, still=True, moving_cm=30, still_cm=0)


def test_the_question_and_the_version_of_the_manual_are_right():
    assert radar_bytes.command(radar_bytes.FIRMWARE) == ASK_VERSION
    (content,) = contents(VERSION)
    assert radar_bytes.acknowledges(content, radar_bytes.FIRMWARE)
    assert radar_bytes.firmware(content) == "V1.07.22091516"


@settings(deadline=None)
@given(st.builds(Report, st.booleans(), st.booleans(), st.integers(0, 800), st.integers(0, 800)))
def test_what_an_emulated_radar_reports_is_what_is_read(report):
    (content,) = contents(radar_bytes.report_frame(report))
    assert radar_bytes.parse_report(content) == report


def starts_nothing(noise):
    return radar_bytes.REPORT[:1] not in noise and radar_bytes.COMMAND not in noise


@settings(deadline=None)
@given(st.binary(max_size=80).filter(starts_nothing), st.lists(st.integers(0, 100)))
def test_a_report_is_found_behind_noise_however_the_bytes_are_cut(noise, cuts):
    data, found, frames = noise + BASIC, [], radar_bytes.Frames()
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    for begin, end in pairwise(edges):
        found += frames.feed(data[begin:end])
    assert found[-1] == (radar_bytes.REPORT, contents(BASIC)[0])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.binary(max_size=40) | st.sampled_from([BASIC, BASIC[:9], ENGINEERING[:20], VERSION]), max_size=20))
def test_no_bytes_break_the_reader_or_fill_the_memory(chunks):
    frames = radar_bytes.Frames()
    for chunk in chunks:
        for _, content in frames.feed(chunk):
            radar_bytes.parse_report(content)
            radar_bytes.firmware(content)
        assert len(frames._bytes) <= radar_bytes.LONGEST + 10


@pytest.fixture
def radar(tmp_path):
    with Radar(tmp_path / "radar") as radar:
        yield radar


@pytest.fixture
def driver(radar):
    driver = ld2410.Driver(ld2410.Settings(port=str(radar.wire.path), reach_cm=150))
    driver.open()
    yield driver
    driver.close()


@pytest.mark.parametrize("moving", [True, False])
def test_who_steps_up_is_there_and_who_leaves_is_not(radar, driver, moving):
    assert driver.present() is False
    radar.step_up(80, moving=moving)
    wait_until(driver.present)
    assert driver.status() == Status(detail=SOMEBODY)
    radar.leave()
    wait_until(lambda: driver.present() is False)
    assert driver.status() == Status(detail=NOBODY)


def test_who_passes_by_farther_away_does_not_count(radar, driver):
    radar.step_up(400, moving=True)
    wait_until(lambda: radar.report.moving_cm == 400)
    assert driver.present() is False
    radar.step_up(150)
    wait_until(driver.present)


def test_a_radar_that_measures_its_surroundings_cannot_tell(radar, driver):
    radar.report = Report(measuring=True)
    wait_until(lambda: driver.present() is None)
    assert driver.status() == Status()


def test_what_waited_in_the_line_is_not_taken_for_now(radar, driver):
    old = radar_bytes.report_frame(Report(still=True, still_cm=10)) * 20
    radar.wire.send(old)
    wait_until(lambda: driver._line._serial.in_waiting >= len(old))
    assert driver.present() is False


def test_noise_between_reports_does_not_matter(radar, driver):
    radar.trouble.garbage = True
    radar.step_up(80)
    wait_until(driver.present)


def test_halves_of_reports_are_garbled(radar, driver):
    radar.trouble.half = True
    with pytest.raises(DeviceError) as caught:
        wait_until(lambda: driver.present() is None)
    assert caught.value.fault is Fault.GARBLED


def test_a_radar_that_falls_silent_does_not_go_on_saying_what_it_said_last(radar, driver):
    radar.step_up(80)
    wait_until(driver.present)
    radar.trouble.mute = True
    with pytest.raises(DeviceError) as caught:
        wait_until(lambda: driver.present() is None)
    assert caught.value.fault is Fault.NO_ANSWER


def test_the_radar_tells_its_firmware_and_goes_on_reporting(radar, driver):
    assert driver.about() == About("Hi-Link", "HLK-LD2410", "V1.07.22091516")
    radar.step_up(80)
    wait_until(driver.present)


def test_a_radar_that_hears_nothing_still_reports(radar, driver):
    radar.deaf = True
    assert driver.about().firmware == ""
    assert driver.present() is False


class Album:
    """A camera that shows one picture after the other, again and again."""

    def __init__(self, *pictures, fault=None):
        self.pictures, self.fault, self._numbers = pictures, fault, count()

    def latest(self):
        if self.fault:
            return None
        number = next(self._numbers)
        return Frame(self.pictures[number % len(self.pictures)], 0.0, number)

    def status(self):
        return Status(State.OFFLINE, self.fault) if self.fault else Status()

    def about(self):
        return About("Sample")


def looking(album, **settings):
    driver = camera.Driver(camera.Settings(**settings), album)
    driver.open()
    return driver


def test_an_empty_hall_is_nobody():
    assert looking(Album(wall())).present() is False


def test_who_walks_through_the_picture_is_there():
    walk = [person(x) for x in range(80, 600, 60)]
    assert looking(Album(*walk), outlines=False).present() is True


def test_who_stands_still_is_seen_by_the_outline():
    assert looking(Album(person())).present() is True
    assert looking(Album(person()), outlines=False).present() is False


def test_a_lamp_that_is_switched_on_is_nobody():
    dark, bright = wall() // 3, wall()
    album = Album(dark, dark, *[bright] * 20)
    assert looking(album).present() is False


def test_grain_in_the_dark_is_nobody():
    import numpy as np

    dice = np.random.default_rng(3)
    grain = [np.clip(40 + dice.normal(0, 8, (480, 640, 3)), 0, 255).astype(np.uint8) for _ in range(5)]
    assert looking(Album(*grain)).present() is False


def test_who_was_seen_counts_as_there_for_a_while():
    now = [0.0]
    album = Album(person())
    driver = camera.Driver(camera.Settings(stay=5.0), album, clock=lambda: now[0])
    driver.open()
    assert driver.present()
    album.pictures = (wall(),)
    now[0] = 4.0
    assert driver.present()
    now[0] = 6.0
    assert driver.present() is False


def test_a_camera_without_pictures_is_the_cameras_fault():
    album = Album(fault=Fault.STALE)
    driver = looking(album)
    assert driver.status().fault is Fault.STALE
    with pytest.raises(DeviceError) as caught:
        driver.present()
    assert caught.value.fault is Fault.STALE


def test_a_camera_that_shows_the_same_picture_for_ever_cannot_tell():
    class Frozen(Album):
        def latest(self):
            return Frame(wall(), 0.0, 1)

    assert looking(Frozen()).present() is None


def test_a_camera_that_has_no_outlines_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(camera, "OUTLINES", ("no-such-outline.xml",))
    with pytest.raises(DeviceError) as caught:
        looking(Album(wall()))
    assert caught.value.fault is Fault.DRIVER_MISSING
    assert "no-such-outline.xml" in caught.value.detail


def test_through_a_real_camera_driver_a_person_comes_and_goes(tmp_path):
    with CameraPictures(tmp_path / "view", 640, 480) as view:
        view.show_picture(wall())
        eye = opencv.Driver(opencv.Settings(source=str(view.folder), fps=30))
        eye.open()
        driver = camera.Driver(camera.Settings(stay=0), eye)
        try:
            wait_until(lambda: eye.latest() is not None)
            driver.open()
            wait_until(lambda: driver.present() is False)
            view.show_picture(person())
            wait_until(driver.present)
            wait_until(lambda: driver.status().detail == SOMEBODY)
            view.show_picture(wall())
            wait_until(lambda: driver.present() is False)
        finally:
            driver.close()
            eye.close()
