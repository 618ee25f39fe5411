"""What a camera is, as the kernel knows it: from /sys, without opening it."""

from pathlib import Path

from drivers import About
from drivers.finding.system import text
from drivers.finding.usb import above

NODES = Path("/sys/class/video4linux")


def about(source: str, nodes: Path = NODES) -> About:
    """The camera behind a node, a link to it or a number; nothing of pictures that stand for one."""
    node = f"video{source}" if source.isdigit() else Path(source).resolve().name
    folder = nodes / node
    if not folder.exists():
        return About()
    model = text(folder / "name")
    on_usb = above((folder / "device").resolve())
    if on_usb is None:
        return About(model=model)
    usb, place = on_usb
    return About(usb.maker, usb.product or model, _version(text(place / "bcdDevice")), usb.serial)


def _version(coded: str) -> str:
    """USB's binary coded decimals: 0213 is 2.13. It is what makers of cameras count their firmware in."""
    return f"{int(coded[:2])}.{coded[2:]}" if len(coded) == 4 and coded.isdigit() else ""
