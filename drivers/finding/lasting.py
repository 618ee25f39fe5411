"""Names that last: the links of udev to a node, by what the device is or by where it is plugged in."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from drivers.finding import Found, Note, Usb
from drivers.finding.system import inside


def lasting(node: Path, links: Path, *, twin: bool) -> str:
    """The name to write into a configuration: by-id; by-path for one of several alike; else the node itself.

    Of devices alike udev lets only one have the link by-id, and after the next start it may be another one.
    """
    for folder in ("by-path",) if twin else ("by-id", "by-path"):
        for link in inside(links / folder):
            if _points_to(link, node):
                return str(link)
    return str(node)


def _points_to(link: Path, node: Path) -> bool:
    try:
        return os.path.normpath(link.parent / link.readlink()) == os.path.normpath(node)
    except OSError:
        return False


def twins(devices: Iterable[Usb | None]) -> set[tuple[int, int, str]]:
    """The (vid, pid, serial) that more than one socket has. The ports of one device are no twins."""
    sockets: dict[tuple[int, int, str], set[str]] = {}
    for one in devices:
        if one is not None:
            sockets.setdefault(key(one), set()).add(one.at)
    return {numbers for numbers, places in sockets.items() if len(places) > 1}


def key(one: Usb) -> tuple[int, int, str]:
    return one.vid, one.pid, one.serial


def named(found: Sequence[Found], links: Path) -> list[Found]:
    """The same things under their lasting names, twins marked as such."""
    alike = twins(one.usb for one in found)
    return [_named(one, links, twin=one.usb is not None and key(one.usb) in alike) for one in found]


def _named(one: Found, links: Path, *, twin: bool) -> Found:
    notes = one.notes | {Note.TWIN} if twin else one.notes
    return replace(one, path=lasting(Path(one.node), links, twin=twin), notes=notes)
