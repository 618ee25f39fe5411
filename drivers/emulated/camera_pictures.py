"""A camera made of a picture file: what lies on the desk or is held over it is drawn, and put where a driver looks.

`folder` is the driver's source. Of the troubles it obeys `unplugged` (the folder is gone), `mute` (reading the picture
blocks, as reading a stalled camera does), `garbage` and `half` (what is read is no picture). It has no pace: `slow`
and `bad_checksum` mean nothing here.
"""

import contextlib
import errno
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.emulated import Trouble
from drivers.emulated.desk import desk, with_code, with_sheet
from drivers.emulated.device import TICK, EmulatedDevice
from drivers.emulated.page_view import Pose
from drivers.emulated.sheets import A4, Sheet

Picture = NDArray[np.uint8]
MOST = 600  # bytes or characters; a denser code is finer than the camera resolves
LAID = Pose(share=0.85, turn=-4, tilt=(3, -2))  # as somebody puts a sheet down without looking
VIEW = "view.jpg"
NEW = ".new"  # the driver does not look at it, and then it is moved: what the driver sees is always whole


class CameraPictures(EmulatedDevice):
    """There from `start` to `stop`. The folder is its own: it refuses one in which somebody else keeps files."""

    def __init__(self, folder: Path, width: int = 1280, height: int = 720) -> None:
        super().__init__()
        self.folder = folder
        self._desk = desk(width, height)
        self.laid: tuple[Sheet, Pose] | None = None  # the sheet that lies there, and how
        self._wanted: Callable[[], Picture] = lambda: self._desk
        self._drawn = self._wanted
        self._picture = self._desk
        self._obeyed = Trouble()

    def _appear(self) -> None:
        """Raises FileExistsError when the folder holds files of somebody else."""
        self._refuse_files_of_others()
        self._follow(replace(self.trouble))

    def _vanish(self) -> None:
        self.clear()
        self._remove()

    def show(self, data: bytes | str, turn: float = 8) -> None:
        """Hold a phone with a QR code of these bytes over the desk, turned by so many degrees.

        It is drawn on the device's own thread; this returns at once. Raises ValueError beyond `MOST` bytes.
        """
        if len(data) > MOST:
            raise ValueError(f"more than {MOST} do not fit a code that a camera can see")
        self.laid, self._wanted = None, partial(with_code, self._desk, data, turn)

    def lay(self, sheet: Sheet = A4, pose: Pose = LAID) -> None:
        """Lay a sheet of sample text on the desk; a pose of which a part lies outside the picture is welcome."""
        self.laid, self._wanted = (sheet, pose), partial(with_sheet, self._desk, sheet, pose)

    def show_picture(self, picture: Picture) -> None:
        """Let the camera see this, BGR."""
        self.laid, self._wanted = None, lambda: picture

    def clear(self) -> None:
        """Take away whatever was shown."""
        self.laid, self._wanted = None, lambda: self._desk

    def _run(self) -> None:
        while not self._stopping.wait(TICK):
            trouble = replace(self.trouble)
            if trouble != self._obeyed or self._wanted is not self._drawn:
                self._follow(trouble)

    def _follow(self, trouble: Trouble) -> None:
        """Draw what is wanted, and make the folder what it and the trouble demand."""
        self._obeyed, self._drawn = trouble, self._wanted
        self._picture = self._drawn()
        self._put()

    def _put(self) -> None:
        if self._obeyed.unplugged:
            self._remove()
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / NEW
        new.unlink(missing_ok=True)  # a pipe that a killed program left behind would block for ever
        if self._obeyed.mute:
            os.mkfifo(new)
        else:
            new.write_bytes(self._file())
        new.replace(self.folder / VIEW)

    def _file(self) -> bytes:
        if self._obeyed.garbage:
            return os.urandom(4096)
        _, sent = cv2.imencode(".jpg", self._picture, [cv2.IMWRITE_JPEG_QUALITY, 90])
        whole = sent.tobytes()
        return whole[: len(whole) // 50] if self._obeyed.half else whole

    def _refuse_files_of_others(self) -> None:
        if self.folder.exists() and {path.name for path in self.folder.iterdir()} - {VIEW, NEW}:
            raise FileExistsError(errno.EEXIST, "somebody else keeps files here", str(self.folder))

    def _remove(self) -> None:
        """Take away what was put here, and nothing else."""
        for name in (VIEW, NEW):
            (self.folder / name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # gone already, or somebody has put a file here meanwhile
            self.folder.rmdir()
