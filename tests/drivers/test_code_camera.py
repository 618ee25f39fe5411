"""Codes shown to the camera: returned once, forgotten by nobody's next visit, and honest when the camera is not."""

import numpy as np
import pytest

from drivers import DeviceError, Fault, State, Status
from drivers.camera import Frame
from drivers.code.camera import LOOKS, OUT_OF_VIEW, Driver, Settings
from drivers.emulated.desk import desk, with_code

DESK = desk(640, 360)
MINE, YOURS = (with_code(DESK, data, 5) for data in ("mine", "yours"))
PACE = 0.1  # seconds between two pictures


class StoryCamera:
    """Shows the pictures of a story, one after the other, in a time of its own; then goes on with the last one."""

    def __init__(self):
        self.now, self.number, self.story, self.fault = 100.0, 0, [DESK], None

    def clock(self):
        self.now += PACE / 10
        return self.now

    def latest(self):
        if self.fault:
            return None
        self.now += PACE
        self.number += 1
        picture = self.story.pop(0) if len(self.story) > 1 else self.story[0]
        return Frame(picture, self.now, self.number)

    def status(self):
        return Status(State.OFFLINE, self.fault) if self.fault else Status()


@pytest.fixture
def camera():
    return StoryCamera()


@pytest.fixture
def reader(camera):
    driver = Driver(Settings(), camera, camera.clock)
    driver.open()
    driver.arm()
    return driver


def said(reader, camera, *story):
    """What the reader says while these pictures pass."""
    camera.story = [*story, DESK]
    codes = []
    while len(camera.story) > 1:
        if code := reader.poll(PACE):
            codes.append(code.text)
    return codes


def test_a_code_is_returned_when_it_comes_into_view(reader, camera):
    assert said(reader, camera, DESK, MINE) == ["mine"]


def test_a_code_that_stays_in_view_is_returned_once(reader, camera):
    assert said(reader, camera, *[MINE] * 30) == ["mine"]


def test_a_code_missed_for_a_moment_is_still_the_same_showing(reader, camera):
    assert said(reader, camera, MINE, *[DESK] * 5, MINE) == ["mine"]


def test_a_code_that_was_out_of_view_for_long_enough_is_a_new_showing(reader, camera):
    away = max(LOOKS, round(OUT_OF_VIEW / PACE)) + 3
    assert said(reader, camera, MINE, *[DESK] * away, MINE) == ["mine", "mine"]


def test_another_code_is_returned_at_once(reader, camera):
    assert said(reader, camera, MINE, YOURS) == ["mine", "yours"]


def test_a_code_left_from_the_last_visit_does_not_start_the_next(reader, camera):
    assert said(reader, camera, MINE) == ["mine"]
    reader.disarm()
    reader.arm()
    assert said(reader, camera, *[MINE] * 30) == []


def test_a_code_left_lying_starts_nothing_after_the_camera_was_away(reader, camera):
    assert said(reader, camera, MINE) == ["mine"]
    reader.close()
    reader.open()
    reader.arm()
    assert said(reader, camera, *[MINE] * 30) == []


def test_after_the_left_code_is_taken_away_it_can_be_shown_again(reader, camera):
    said(reader, camera, MINE)
    reader.arm()
    away = max(LOOKS, round(OUT_OF_VIEW / PACE)) + 3
    assert said(reader, camera, MINE, *[DESK] * away, MINE) == ["mine"]


def test_two_codes_shown_together_are_not_two_readings(reader, camera):
    both = np.hstack([MINE, YOURS])
    assert len(said(reader, camera, both, both, both)) == 1


def test_pictures_taken_before_listening_began_are_not_looked_at(reader, camera):
    camera.story = [MINE]
    frame = camera.latest()
    camera.latest = lambda: frame
    reader.arm()
    assert reader.poll(PACE) is None


def test_a_picture_is_looked_at_only_once(reader, camera):
    camera.story = [DESK]
    frame, looks = camera.latest(), []
    camera.latest = lambda: frame
    reader._finder.look = lambda grey: looks.append(1) or []
    reader.poll(PACE)
    assert len(looks) == 1


def test_a_camera_without_pictures_is_told_and_not_waited_for(reader, camera):
    camera.fault = Fault.STALE
    with pytest.raises(DeviceError) as caught:
        reader.poll(5.0)
    assert caught.value.fault is Fault.STALE
    assert reader.status().fault is Fault.STALE


def test_nothing_of_a_code_stays_behind_in_the_reader(reader, camera):
    said(reader, camera, MINE)
    assert "mine" not in repr(vars(reader)) + repr(vars(reader._shown))


def test_unknown_symbologies_are_refused_with_the_known_ones():
    (known,) = [field.metadata["check"] for field in Settings.__dataclass_fields__.values()]
    assert known(("qrCode",)) is None
    assert "qrcode" in known(("qrcode",))
    assert "qrCode" in known(("qrcode",))
