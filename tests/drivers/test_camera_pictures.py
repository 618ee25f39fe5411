"""Where a camera's pictures come from and how they are handed over: files, cameras that fail, shared memory."""

import os

import pytest

from drivers.camera import _sources, opencv
from drivers.camera._frames import MOST, SharedFrames
from drivers.emulated.camera_pictures import CameraPictures
from tests.drivers.showing import GREEN, RED, plain, put
from tests.waiting import wait_until


def test_one_picture_file_is_a_source_and_its_change_is_seen(tmp_path):
    put(tmp_path / "view.png", plain(RED))
    camera = opencv.Driver(opencv.Settings(str(tmp_path / "view.png"), fps=50))
    camera.open()
    assert _shows(camera, RED)
    put(tmp_path / "view.png", plain(GREEN, 32, 24))
    wait_until(lambda: _shows(camera, GREEN))
    camera.close()


def test_a_folder_shows_its_pictures_in_turn_and_a_new_one_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(_sources, "DWELL", 0)
    for name, colour in (("a.png", RED), ("b.png", GREEN)):
        put(tmp_path / name, plain(colour))
    files = _sources.Files(tmp_path)
    assert [tuple(files.current()[0, 0]) for _ in range(4)] == [GREEN, RED, GREEN, RED]
    put(tmp_path / "0.png", plain((9, 9, 9)))
    assert tuple(files.current()[0, 0]) == (9, 9, 9)
    (tmp_path / "0.png").unlink()
    assert tuple(files.current()[0, 0]) in {RED, GREEN}


def test_a_picture_too_large_for_the_shared_memory_is_made_smaller(tmp_path):
    put(tmp_path / "huge.jpg", plain(RED, 5000, 4000))
    picture = _sources.Files(tmp_path).current()
    assert 0.9 * MOST < picture.size <= MOST


def test_a_camera_that_chooses_larger_pictures_than_asked_for_is_made_smaller_too(monkeypatch):
    monkeypatch.setattr(_sources, "camera", lambda *wanted: iter([plain(RED, 4096, 3072), plain(RED)]))
    large, small = _sources.pictures("/dev/video0", 1280, 720, 15)
    assert 0.9 * MOST < large.size <= MOST
    assert small.shape == plain(RED).shape


def test_reading_that_fails_again_and_again_ends_the_source_without_taking_a_core(monkeypatch):
    class Unplugged:
        reads = 0

        def read(self):
            self.reads += 1
            return (True, plain(RED)) if self.reads == 1 else (False, None)

    pauses = []
    monkeypatch.setattr(_sources.time, "sleep", pauses.append)
    assert len(list(_sources.taken_from(capture := Unplugged()))) == 1
    assert capture.reads == 1 + _sources.FAILURES
    assert pauses == [_sources.PAUSE] * _sources.FAILURES


def test_a_reader_is_never_given_half_a_picture():
    descriptor = SharedFrames.memory()
    writer, reader = SharedFrames(descriptor), SharedFrames(descriptor)
    os.close(descriptor)
    assert reader.newest() is None
    writer.put(plain(RED), 1.0, 1.0)
    slot = 128 + 1 % 3 * 64
    writer._memory[slot : slot + 8] = (4).to_bytes(8, "little")  # the fourth picture is being written over the first
    assert reader.newest() is None


def test_the_emulated_camera_touches_no_folder_in_which_somebody_keeps_files(tmp_path):
    put(tmp_path / "holiday.png", plain(RED))
    with pytest.raises(FileExistsError):
        CameraPictures(tmp_path).start()
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.png"]


def test_the_emulated_camera_leaves_nothing_behind_and_removes_nothing_of_others(tmp_path):
    emulated = CameraPictures(tmp_path / "view", 320, 240)
    for _ in range(2):  # it can be started again
        with emulated:
            emulated.show("1")
            assert (emulated.folder / "view.jpg").exists()
        assert not emulated.folder.exists()
    with emulated:
        put(emulated.folder / "holiday.png", plain(RED))
        emulated.trouble.unplugged = True
        wait_until(lambda: not (emulated.folder / "view.jpg").exists())
    assert [path.name for path in emulated.folder.iterdir()] == ["holiday.png"]


def _shows(camera, colour):
    frame = camera.latest()
    return frame is not None and tuple(frame.pixels[0, 0]) == colour
