"""What is plugged into USB, as a tree, as the kernel tells below sys/bus/usb/devices."""

from pathlib import Path

from kiosk.health.trial import Outcome, passed, unknown


def tree(root: Path) -> Outcome:
    """Each device under the name of its place: "1-1.4" is port 4 of the hub at port 1 of bus 1. Hubs come first."""
    folder = root / "sys/bus/usb/devices"
    if not folder.is_dir():
        return unknown(detail="this machine has no USB")
    found = {path.name: _device(path) for path in sorted(folder.iterdir(), key=_place) if (path / "idVendor").exists()}
    return passed(values=found)


def _device(path: Path) -> str:
    numbers = f"{_said(path / 'idVendor')}:{_said(path / 'idProduct')}"
    names = (_said(path / name) for name in ("manufacturer", "product", "serial"))
    speed = _said(path / "speed")
    return " ".join(filter(None, (numbers, *names, f"{speed} Mb/s" if speed else "")))


def _place(path: Path) -> tuple[str, list[int]]:
    """By numbers: usb1, 1-1, 1-1.2, 1-10."""
    bus, _, ports = path.name.removeprefix("usb").partition("-")
    return bus, [int(port) for port in ports.partition(":")[0].split(".") if port.isdigit()]


def _said(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:  # pulled while we look, or a name that the device does not have
        return ""
