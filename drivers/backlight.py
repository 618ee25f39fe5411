"""How bright the panel is, by the kernel's backlight class: panels wired to the board, not monitors on a cable.

Source: Linux, Documentation/ABI/stable/sysfs-class-backlight (`brightness` from 0 to `max_brightness`, device units).
"""

from pathlib import Path

from drivers import DeviceError, Fault

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

        Raises DeviceError: NO_DEVICE, NOT_PERMITTED when a udev rule is missing, HARDWARE_ERROR.
        """
        for light in self._lights():
            file = light / "brightness"
            try:
                file.write_text(str(max(_most(light) * percent // 100, 1)), encoding="ascii")
            except PermissionError as error:
                raise DeviceError(Fault.NOT_PERMITTED, str(file)) from error
            except OSError as error:
                raise DeviceError(Fault.HARDWARE_ERROR, f"{file}: {error.strerror}") from error

    def _lights(self) -> list[Path]:
        lights = sorted(one.parent for one in self._folder.glob("*/max_brightness"))
        if not lights:
            raise DeviceError(Fault.NO_DEVICE, f"no light in {self._folder}")
        return lights


def _most(light: Path) -> int:
    return max(_number(light / "max_brightness"), 1)


def _number(file: Path) -> int:
    try:
        return int(file.read_text(encoding="ascii"))
    except PermissionError as error:
        raise DeviceError(Fault.NOT_PERMITTED, str(file)) from error
    except (OSError, ValueError) as error:
        raise DeviceError(Fault.HARDWARE_ERROR, f"{file} says no number") from error
