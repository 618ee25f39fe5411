"""Serial ports, built in and behind USB, from /sys/class/tty: no port is opened for it."""

from pathlib import Path

from drivers.finding import Found, Kind
from drivers.finding.lasting import named
from drivers.finding.system import System, inside, text
from drivers.finding.usb import above

NOTHING_THERE = "0"  # PORT_UNKNOWN (linux/serial_core.h): the kernel keeps a place for a port that the board lacks
CONSOLE = "Y"  # the kernel writes its messages there, and a person may be logged in


def ports(system: System) -> list[Found]:
    found = [one for folder in inside(system.sys / "class/tty") if (one := _port(folder, system)) is not None]
    return named(found, system.dev / "serial")


def _port(folder: Path, system: System) -> Found | None:
    """None for what is no port: pseudo terminals, places without hardware; and none for one that is a console."""
    device = folder / "device"
    if not device.exists() or text(folder / "type") == NOTHING_THERE or text(folder / "console") == CONSOLE:
        return None
    node = system.dev / folder.name
    on_usb = above(device.resolve())
    usb = on_usb[0] if on_usb else None
    name = " ".join(part for part in (usb.maker, usb.product) if part) if usb else ""
    return Found(Kind.SERIAL, "", name or folder.name, usb, str(node))
