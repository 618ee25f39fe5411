"""How bright the panel is, by the kernel's backlight class: panels wired to the board, not monitors on a cable.

Whoever may not write to it asks the session manager, which lets the one who sits at the panel set it.

Source: Linux, Documentation/ABI/stable/sysfs-class-backlight (`brightness` from 0 to `max_brightness`, device units);
org.freedesktop.login1(5), SetBrightness.
"""

import errno
import subprocess
from pathlib import Path

from drivers import DeviceError, Fault

SESSION = (
    "busctl", "call", "org.freedesktop.login1", "/org/freedesktop/login1/session/auto",
    "org.freedesktop.login1.Session", "SetBrightness", "ssu", "backlight",
)  # fmt: skip
LIMIT = 5.0  # seconds that the session manager may take
NOT_MINE = {errno.EACCES, errno.EPERM, errno.EROFS}
FOLDER = Path("/sys/class/backlight")


class Backlight:
    """Every light that the kernel knows, as one. A machine may have none: a monitor has a button of its own."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or FOLDER

    def percent(self) -> int:
        """How bright it is, from 0 to 100. Raises DeviceError: NO_DEVICE, NOT_PERMITTED, HARDWARE_ERROR."""
        light = self._lights()[0]
        return round(100 * _number(light / "brightness") / _most(light))

    def shine(self, percent: int) -> None:
        """Make it so bright; never dark altogether, so that whoever has set it sees what to press.

        Raises DeviceError: NO_DEVICE, NOT_PERMITTED, HARDWARE_ERROR.
        """
        for light in self._lights():
            value = max(_most(light) * percent // 100, 1)
            try:
                (light / "brightness").write_text(str(value), encoding="ascii")
            except OSError as error:  # no right to it, or everything below /sys is read-only for a service
                if not _asked(light.name, value):
                    refused = Fault.NOT_PERMITTED if error.errno in NOT_MINE else Fault.HARDWARE_ERROR
                    raise DeviceError(refused, f"{light / 'brightness'}: {error.strerror}") from error

    def _lights(self) -> list[Path]:
        lights = sorted(one.parent for one in self._folder.glob("*/max_brightness"))
        if not lights:
            raise DeviceError(Fault.NO_DEVICE, f"no light in {self._folder}")
        return lights


def _asked(name: str, value: int) -> bool:
    """Whether the session manager has set it."""
    try:
        subprocess.run([*SESSION, name, str(value)], check=True, capture_output=True, timeout=LIMIT)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _most(light: Path) -> int:
    return max(_number(light / "max_brightness"), 1)


def _number(file: Path) -> int:
    try:
        return int(file.read_text(encoding="ascii"))
    except PermissionError as error:
        raise DeviceError(Fault.NOT_PERMITTED, str(file)) from error
    except (OSError, ValueError) as error:
        raise DeviceError(Fault.HARDWARE_ERROR, f"{file} says no number") from error
