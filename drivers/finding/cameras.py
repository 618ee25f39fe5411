"""V4L2 cameras from /sys/class/video4linux. A camera has several nodes; the first of them is the one with pictures."""

from pathlib import Path

from drivers.finding import Found, Kind
from drivers.finding.lasting import named
from drivers.finding.system import System, inside, text
from drivers.finding.usb import above


def cameras(system: System) -> list[Found]:
    folders = [one for one in inside(system.sys / "class/video4linux") if one.name.startswith("video")]
    first = [one for one in folders if text(one / "index") in {"", "0"}]
    return named([_camera(folder, system) for folder in first], system.dev / "v4l")


def _camera(folder: Path, system: System) -> Found:
    on_usb = above((folder / "device").resolve())
    usb = on_usb[0] if on_usb else None
    name = text(folder / "name") or (usb.product if usb else "") or folder.name
    return Found(Kind.CAMERA, "", name, usb, str(system.dev / folder.name))
