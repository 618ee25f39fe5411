"""The document camera: a page captured from a live desk, on bad days too, and nothing of it kept."""

import time
from threading import Timer

import numpy as np
import pytest

from drivers import DeviceError, Fault
from drivers.document_camera import opencv
from drivers.emulated.camera_pictures import CameraPictures
from drivers.emulated.page_view import Pose, corners_of
from drivers.emulated.sheets import A4
from drivers.vision.pages import Sight
from kiosk.config.loading import load
from kiosk.config.mistakes import ConfigError
from tests.drivers.desks import error
from tests.drivers.showing import GREEN, RED, plain, put
from tests.waiting import wait_until

WIDTH, HEIGHT = 800, 600


@pytest.fixture
def desk(tmp_path):
    with CameraPictures(tmp_path / "desk", WIDTH, HEIGHT) as emulated:
        yield emulated


@pytest.fixture
def camera(desk):
    driver = driver_of(desk.folder)
    driver.open()
    yield driver
    driver.close()


def driver_of(source, **more):
    return opencv.Driver(opencv.Settings(str(source), WIDTH, HEIGHT, fps=50, **more))


def captured(camera):
    return wait_until(lambda: (page := camera.capture()).found and page)


def test_a_page_laid_on_the_desk_is_captured_straight_and_sharp(desk, camera):
    desk.lay(A4)
    page = captured(camera)
    tall, wide = page.pixels.shape[:2]
    assert tall / wide == pytest.approx(2**0.5, rel=0.01)
    assert page.view.shape == (HEIGHT, WIDTH, 3)
    assert page.sharpness > 0


def test_its_corners_are_where_the_page_lies(desk, camera):
    desk.lay(A4, Pose(0.8, turn=-8))
    page = captured(camera)
    assert error(page.corners, A4, truth=corners_of(A4, Pose(0.8, turn=-8), WIDTH, HEIGHT)) < 1


def test_an_empty_desk_gives_the_whole_picture_and_says_that_there_is_no_page(camera):
    page = camera.capture()
    assert page.sight is Sight.NONE
    assert page.corners is None
    assert page.pixels is page.view


def test_a_page_partly_outside_is_said_to_be_so(desk, camera):
    desk.lay(A4, Pose(place=(0.5, 0.2)))
    wait_until(lambda: camera.capture().sight is Sight.CUT_OFF)


def test_a_page_taken_away_is_not_captured_from_an_older_picture(desk, camera):
    desk.lay(A4)
    captured(camera)
    desk.clear()
    wait_until(lambda: camera.capture().sight is Sight.NONE)


def test_only_pictures_taken_after_the_call_are_captured(tmp_path):
    put(tmp_path / "view.png", plain(RED, WIDTH, HEIGHT))
    camera = driver_of(tmp_path / "view.png")
    camera.open()
    camera.latest()
    put(tmp_path / "view.png", plain(GREEN, WIDTH, HEIGHT))
    wait_until(lambda: tuple(camera.capture().view[0, 0]) == GREEN)
    asked = time.monotonic()
    assert all(shot.taken >= asked for shot in camera._shots())
    camera.close()


def test_the_sharpest_of_the_new_pictures_is_taken(camera, monkeypatch):
    rough = np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
    shots = [opencv.Frame(pixels, 0.0, number) for number, pixels in enumerate((plain(RED), rough, plain(GREEN)))]
    monkeypatch.setattr(camera, "_shots", lambda: shots)
    assert (camera.capture().view == rough).all()


@pytest.mark.parametrize(("trouble", "fault"), [("unplugged", Fault.NO_DEVICE), ("mute", Fault.STALE)])
def test_a_camera_lost_while_it_captures_is_a_fault_within_seconds(desk, camera, monkeypatch, trouble, fault):
    monkeypatch.setattr(opencv, "SHOTS", 10_000)  # capture would go on for minutes
    begun = time.monotonic()
    strike = Timer(0.2, setattr, (desk.trouble, trouble, True))
    strike.start()
    with pytest.raises(DeviceError) as caught:
        camera.capture()
    strike.join()
    assert caught.value.fault is fault
    assert time.monotonic() - begun < 10


def test_a_camera_that_is_not_open_captures_nothing(desk):
    with pytest.raises(DeviceError):
        driver_of(desk.folder).capture()


@pytest.mark.parametrize(("turn", "corner"), [(90, (0, -1)), (180, (-1, -1)), (270, (-1, 0))])
def test_the_picture_is_turned_as_the_camera_hangs(tmp_path, turn, corner):
    """What was at the top left is at `corner`: 90 degrees clockwise bring it to the top right."""
    picture = plain(GREEN, WIDTH, HEIGHT)
    picture[:40, :40] = RED
    put(tmp_path / "view.png", picture)
    camera = driver_of(tmp_path / "view.png", turn=turn)
    camera.open()
    pixels = camera.latest().pixels
    assert pixels.shape[:2] == ((WIDTH, HEIGHT) if turn % 180 else (HEIGHT, WIDTH))
    assert tuple(pixels[corner]) == RED
    assert camera.capture().view.flags.c_contiguous
    camera.close()


def test_nothing_of_a_page_is_in_its_repr(desk, camera):
    desk.lay(A4)
    shown = repr(captured(camera))
    assert "pixels" not in shown
    assert "view" not in shown
    assert "uint8" not in shown


def test_closing_overwrites_the_pictures(desk, camera):
    desk.lay(A4)
    captured(camera)
    shared = camera._camera._shared
    camera.close()
    assert not any(shared._memory[: 4096 + WIDTH * HEIGHT * 3])
    assert camera.latest() is None


def test_pictures_too_large_for_the_memory_are_refused_in_the_configuration(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text(
        '[terminal]\nid = "T1"\nhall = "H1"\n[platform]\nurl = "embedded"\n'
        f'[devices.document_camera]\ndriver = "opencv"\nsource = "{tmp_path}"\nwidth = 4096\nheight = 3072\n'
    )
    with pytest.raises(ConfigError, match="must not exceed"):
        load(file)
