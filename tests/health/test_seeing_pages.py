"""The real test of a document camera: it sees, and it finds a page when somebody lays one there in time."""

from contextlib import contextmanager

import pytest

from drivers import Fault
from drivers.document_camera import opencv
from drivers.emulated.camera_pictures import CameraPictures
from drivers.emulated.page_view import Pose
from drivers.emulated.sheets import A4
from kiosk.health import seeing
from kiosk.health.checks import external
from kiosk.health.flaws import Flaw
from kiosk.health.model import Verdict
from kiosk.texts import words
from tests.waiting import wait_until


@pytest.fixture(autouse=True)
def briefly(monkeypatch):
    monkeypatch.setattr(seeing, "CHANGE", 0.2)  # the emulated desk stands still


@pytest.fixture
def desk(tmp_path):
    with CameraPictures(tmp_path / "desk", 800, 600) as emulated:
        yield emulated


@contextmanager
def camera_above(desk):
    camera = opencv.Driver(opencv.Settings(str(desk.folder), 800, 600, fps=50))
    camera.open()
    yield camera
    camera.close()


def finding_of(camera, wait=10.0):
    return external("document_camera", camera, words("zh"), wait)


def test_a_page_that_lies_there_is_found_and_measured(desk):
    desk.lay(A4)
    with camera_above(desk) as camera:
        found = finding_of(camera)
    wide, tall = map(int, found.values["page"].split("×"))
    assert found.verdict is Verdict.PASSED
    assert tall > wide > 200
    assert float(found.values["sharpness"]) > 0


@pytest.mark.parametrize("pose", [None, Pose(place=(0.5, 0.2))], ids=["none", "partly outside"])
def test_without_a_whole_page_nobody_can_tell_and_the_remedy_says_what_to_do(desk, pose):
    if pose:
        desk.lay(A4, pose)
    with camera_above(desk) as camera:
        found = finding_of(camera, wait=0.3)
    assert (found.verdict, found.flaw) == (Verdict.UNKNOWN, Flaw.NO_PAGE)
    assert "page" not in found.values


def test_a_camera_that_is_gone_has_failed_by_name(desk):
    with camera_above(desk) as camera:
        desk.trouble.unplugged = True
        wait_until(lambda: not desk.folder.exists())
        found = finding_of(camera, wait=0.3)
    assert (found.verdict, found.fault) == (Verdict.FAILED, Fault.NO_DEVICE)
