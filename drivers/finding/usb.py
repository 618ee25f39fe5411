"""The USB tree as the kernel keeps it below /sys/bus/usb/devices: readable for everybody, without asking a device."""

from pathlib import Path

from drivers.finding import Usb
from drivers.finding.system import System, inside, text

HUB = 0x09


def devices(system: System) -> list[tuple[Usb, Path]]:
    """Every USB device but hubs, with its folder, in the order of the sockets."""
    folders = [one.resolve() for one in inside(system.sys / "bus/usb/devices") if ":" not in one.name]
    read = ((_read(folder), folder) for folder in folders)
    return [(one, folder) for one, folder in read if one is not None and HUB not in one.classes]


def above(folder: Path) -> tuple[Usb, Path] | None:
    """The USB device that a part of it belongs to (a port, a camera); None for what is not on USB."""
    for one in (folder, *folder.parents):
        if (one / "idVendor").exists() and (device := _read(one)) is not None:
            return device, one
    return None


def _read(folder: Path) -> Usb | None:
    """None when it has gone in between, or is none."""
    try:
        vid, pid = (int(text(folder / name), 16) for name in ("idVendor", "idProduct"))
    except ValueError:
        return None
    return Usb(
        vid,
        pid,
        maker=text(folder / "manufacturer"),
        product=text(folder / "product"),
        serial=text(folder / "serial"),
        speed=text(folder / "speed"),
        at=folder.name,
        classes=_classes(folder),
    )


def _classes(folder: Path) -> frozenset[int]:
    """Of the device, and of its interfaces; 0 says "see the interfaces"."""
    said = [text(folder / "bDeviceClass")]
    said += [text(one / "bInterfaceClass") for one in inside(folder) if one.name.startswith(f"{folder.name}:")]
    return frozenset(int(one, 16) for one in said if one and one != "00")
