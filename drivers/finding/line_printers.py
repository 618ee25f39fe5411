"""Printers on USB to which the kernel has given a node, /dev/usb/lp0, with what they say of themselves (IEEE 1284)."""

import re
from dataclasses import replace
from pathlib import Path

from drivers.finding import Found, Kind, Note
from drivers.finding.lasting import key, twins
from drivers.finding.system import System, inside, text
from drivers.finding.usb import above

_FIELD = re.compile(r"\s*([^:;]+):([^;]*)")
PAGE_LANGUAGES = ("PCL", "POSTSCRIPT", "PDF", "PWG", "URF", "PJL", "XPS")
_LONG = {"MANUFACTURER": "MFG", "MODEL": "MDL", "COMMAND SET": "CMD"}


def line_printers(system: System) -> list[Found]:
    folders = [one for one in inside(system.sys / "class/usbmisc") if one.name.startswith("lp")]
    found = [_printer(folder, system) for folder in folders]
    alike = twins(one.usb for one in found)
    return [_named(one, twin=one.usb is not None and key(one.usb) in alike) for one in found]


def _named(one: Found, *, twin: bool) -> Found:
    """By its numbers: lp0 and lp1 change places. Twins without a serial number have only the node."""
    if one.usb is None:
        return one
    if twin:
        return replace(one, notes=one.notes | {Note.TWIN})
    return replace(one, path=":".join(part for part in (one.usb.numbers, one.usb.serial) if part))


def _printer(folder: Path, system: System) -> Found:
    device = (folder / "device").resolve()
    on_usb = above(device)
    usb = on_usb[0] if on_usb else None
    said = fields(text(device / "ieee1284_id"))
    name = " ".join(part for part in (said.get("MFG", ""), said.get("MDL", "")) if part)
    node = str(system.dev / "usb" / folder.name)
    return Found(
        Kind.LINE_PRINTER, node, name or (usb.product if usb else "") or folder.name, usb, node,
        could_be=_roles(said.get("CMD", "").upper()), facts={"languages": said.get("CMD", "")},
    )  # fmt: skip


def _roles(languages: str) -> tuple[str, ...]:
    """What its languages say; nothing where they say nothing. (Some ids lose their last two characters on the way.)"""
    if "ESC/PO" in languages:
        return ("receipt",)
    return ("page",) if any(one in languages for one in PAGE_LANGUAGES) else ()


def fields(device_id: str) -> dict[str, str]:
    """The fields of an IEEE 1284 device id by their short names: "MFG:EPSON;CMD:ESC/POS;MDL:TM-T88VI;"."""
    found = {str(one[1]).strip().upper(): str(one[2]).strip() for one in _FIELD.finditer(device_id)}
    return {_LONG.get(name, name): value for name, value in found.items()}
