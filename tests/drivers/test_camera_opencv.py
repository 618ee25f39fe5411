"""The camera: captured by a process that may hang, die or lose its source, and never takes the kiosk with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drivers import DeviceError, Fault
from drivers.camera import STALE_AFTER, opencv
from drivers.code import camera as code_camera
from drivers.emulated.camera_pictures import CameraPictures
from tests.drivers.sensing import reading_of
from tests.drivers.showing import RED, plain
from tests.waiting import wait_until

FPS = 50  # a fast camera makes short tests


def faults(camera):
    """The fault that its status raises, if it does."""
    try:
        camera.status()
    except DeviceError as error:
        return error.fault
    return None


@pytest.fixture
def pictures(tmp_path):
    with CameraPictures(tmp_path / "view", 320, 240) as emulated:
        yield emulated


@pytest.fixture
def camera(pictures):
    driver = opencv.Driver(opencv.Settings(source=str(pictures.folder), fps=FPS))
    driver.open()
    yield driver
    driver.close()


def driver_of(source, **more):
    return opencv.Driver(opencv.Settings(source=str(source), fps=FPS), **more)


def test_an_open_camera_has_a_picture_at_once(camera):
    frame = camera.latest()
    assert frame.pixels.shape == (240, 320, 3)
    assert camera.status().ok


def test_every_picture_has_its_own_number_and_time(camera):
    first = camera.latest()
    later = wait_until(lambda: (frame := camera.latest()).number > first.number and frame)
    assert later.taken > first.taken


def test_the_same_picture_asked_for_twice_is_not_copied_twice(camera):
    wait_until(lambda: camera.latest() is camera.latest())


def test_a_picture_older_than_a_second_is_not_given_and_is_a_fault(pictures):
    late = 0.0
    camera = opencv.Driver(opencv.Settings(str(pictures.folder)), lambda: time.monotonic() + late)
    camera.open()
    late = STALE_AFTER + 1
    assert camera.latest() is None
    assert faults(camera) is Fault.STALE
    camera.close()


def test_a_stalled_camera_is_stale_and_its_process_can_be_killed_at_once(pictures, camera):
    pictures.trouble.mute = True
    wait_until(lambda: faults(camera) is Fault.STALE)
    pid = camera._process.pid
    begun = time.monotonic()
    camera.close()
    assert time.monotonic() - begun < 1
    assert not Path(f"/proc/{pid}").exists()


def test_a_stalled_camera_opens_within_its_limit_or_not_at_all(pictures):
    pictures.trouble.mute = True
    wait_until((pictures.folder / "view.jpg").is_fifo)
    camera = driver_of(pictures.folder, open_within=0.5)
    with pytest.raises(DeviceError) as caught:
        camera.open()
    assert caught.value.fault is Fault.NO_ANSWER
    assert camera.status().fault is Fault.NO_ANSWER


def test_a_camera_that_stalled_works_again_when_it_is_opened_again(pictures, camera):
    pictures.trouble.mute = True
    wait_until(lambda: faults(camera) is Fault.STALE)
    camera.close()
    pictures.trouble.mute = False
    wait_until((pictures.folder / "view.jpg").is_file)
    camera.open()
    assert camera.status().ok


def test_a_killed_capturing_process_is_a_fault_and_comes_back(camera):
    os.kill(camera._process.pid, signal.SIGKILL)
    wait_until(lambda: faults(camera) is Fault.HARDWARE_ERROR)
    camera.open()
    assert camera.status().ok


def test_an_unplugged_camera_is_no_device_and_comes_back(pictures, camera):
    pictures.trouble.unplugged = True
    wait_until(lambda: faults(camera) is Fault.NO_DEVICE)
    camera.close()
    assert camera.status().fault is Fault.NO_DEVICE
    with pytest.raises(DeviceError):
        camera.open()
    pictures.trouble.unplugged = False
    wait_until(pictures.folder.exists)
    camera.open()
    assert camera.status().ok


@pytest.mark.parametrize("trouble", ["garbage", "half"])
def test_what_is_no_picture_is_not_shown_and_is_a_fault(pictures, camera, trouble):
    setattr(pictures.trouble, trouble, True)
    wait_until(lambda: faults(camera))
    wait_until(lambda: camera.latest() is None)


@pytest.mark.parametrize("source", ["/dev/v4l/by-id/usb-none-video-index0", "97", "nowhere/pictures", "/dev/null"])
def test_a_source_that_is_not_there_is_no_device(source):
    camera = opencv.Driver(opencv.Settings(source))
    with pytest.raises(DeviceError) as caught:
        camera.open()
    assert caught.value.fault is Fault.NO_DEVICE
    assert camera.latest() is None


def test_a_source_must_be_named():
    check = opencv.Settings.__dataclass_fields__["source"].metadata["check"]
    assert check(" ")
    assert not check(0)
    assert not check("/dev/video0")


def test_a_live_camera_whose_pictures_stay_the_same_to_the_bit_is_stale(camera):
    os.kill(camera._process.pid, signal.SIGSTOP)  # from here on this test is what writes the pictures
    now = time.monotonic()
    camera._shared.put(plain(RED), now, now - opencv.FROZEN_AFTER - 1)
    assert faults(camera) is None  # pictures that stand for a camera may stay the same
    camera._settings = opencv.Settings("/dev/video0")
    with pytest.raises(DeviceError, match="the same picture"):
        camera.status()


def test_the_capturing_process_tells_when_the_pictures_last_changed(camera, pictures):
    before = camera._shared.pulse()
    wait_until(lambda: camera._shared.pulse().newest > before.newest + 2)
    assert camera._shared.pulse().changed == before.changed
    pictures.show("another picture")
    wait_until(lambda: camera._shared.pulse().changed > before.changed)


def test_closing_overwrites_the_pictures_and_leaves_nothing_running_or_open(pictures):
    before = len(list(Path("/proc/self/fd").iterdir()))
    camera = driver_of(pictures.folder)
    camera.open()
    shared, pid = camera._shared, camera._process.pid
    camera.latest()
    camera.close()
    assert not any(shared._memory[: 4096 + 320 * 240 * 3])
    del shared
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert not Path(f"/proc/{pid}").exists()
    assert camera.latest() is None
    camera.close()


def test_the_capturing_process_ends_with_the_kiosk_however_that_ends(pictures):
    program = f"""
import os, signal
from drivers.camera import opencv
camera = opencv.Driver(opencv.Settings({str(pictures.folder)!r}))
camera.open()
print(camera._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    kiosk = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=opencv.ROOT, check=False
    )
    assert kiosk.returncode == -signal.SIGKILL
    wait_until(lambda: not _running(int(kiosk.stdout)))


def _running(pid):
    """Whether a process runs. An orphan that has ended may stay a zombie where nobody collects it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_capturing_process_knows_no_toolkit(camera):
    maps = Path(f"/proc/{camera._process.pid}/maps").read_text()
    assert "cv2" in maps
    assert "kivy" not in maps


def test_a_code_held_over_the_emulated_desk_is_read_through_the_whole_chain(pictures, camera):
    reader = code_camera.Driver(code_camera.Settings(), camera)
    reader.open()
    reader.arm()
    pictures.show("测试员甲 1")
    assert reading_of(reader).text == "测试员甲 1"
    pictures.clear()
    pictures.show("测试员甲 2".encode("gbk"))
    assert reading_of(reader).text == "测试员甲 2"
