"""Looks for everything that is plugged in, kind by kind; what could not be looked for is in the list, too."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from drivers import DeviceError, Fault
from drivers.finding import Found, Holder, Kind, Note, Progress, Report, holders
from drivers.finding.cameras import cameras
from drivers.finding.families import KEYBOARD_CLASS, could_be, family
from drivers.finding.line_printers import line_printers
from drivers.finding.network import named_addresses
from drivers.finding.offers import usable
from drivers.finding.ports import ports
from drivers.finding.services import power, queues, readers, sound_cards
from drivers.finding.system import System
from drivers.finding.usb import devices
from drivers.refusals import group

Looker = Callable[[System], Sequence[Found]]
LOOKERS: Mapping[Kind, Looker] = {
    Kind.SERIAL: ports,
    Kind.CAMERA: cameras,
    Kind.LINE_PRINTER: line_printers,
    Kind.QUEUE: queues,
    Kind.SMARTCARD: readers,
    Kind.SOUND: sound_cards,
    Kind.UPS: power,
    Kind.NETWORK: named_addresses,
}
_SERVICES = {  # what a USB device of these roles is seen through, once the service runs
    "smartcard": Kind.SMARTCARD,
    "ups": Kind.UPS,
}
_BY_KIND = {Kind.QUEUE: "page", Kind.SMARTCARD: "smartcard", Kind.SOUND: "sound", Kind.UPS: "ups"}
_NOT_OURS = frozenset((0x08, 0xE0, 0x01))  # storage, wireless, sound: the system's own affair


def look(report: Report, system: System | None = None) -> list[Found]:
    """Never raises: a device that vanishes meanwhile is not there, and a service that is missing is said to be."""
    system = system or System()
    found: list[Found] = []
    for number, (kind, looker) in enumerate(LOOKERS.items()):
        report(Progress(number, len(LOOKERS) + 1, kind))
        found += _looked(kind, looker, system)
    report(Progress(len(LOOKERS), len(LOOKERS) + 1, Kind.USB))
    found += _others(found, system)
    held = holders.of((one.node for one in found if one.node), system.proc)
    report(Progress(len(LOOKERS) + 1, len(LOOKERS) + 1, ""))
    queues_there = any(one.kind is Kind.QUEUE and one.path for one in found)
    return [_judged(one, held, queues=queues_there) for one in found]


def _looked(kind: Kind, looker: Looker, system: System) -> Sequence[Found]:
    try:
        return looker(system)
    except DeviceError as error:
        return [Found(kind, "", kind, fault=error.fault, detail=error.detail)]
    except OSError as error:  # the tree changed while it was read
        return [Found(kind, "", kind, fault=Fault.NO_ANSWER, detail=f"{type(error).__name__} while looking")]


def _others(found: Sequence[Found], system: System) -> list[Found]:
    """USB devices that nothing else stands for."""
    shown = {one.usb.at for one in found if one.usb is not None}
    served = {_BY_KIND[one.kind] for one in found if one.path and one.kind in _BY_KIND}
    others: list[Found] = []
    for usb, _ in devices(system):
        name = " ".join(part for part in (usb.maker, usb.product) if part) or usb.numbers
        roles = could_be(usb, "", Kind.USB)
        seen = {role for role in roles if role in _SERVICES and role in served}
        if usb.at not in shown and not seen and (roles or not usb.classes & _NOT_OURS):
            numbers = ":".join(part for part in (usb.numbers, usb.serial) if part)
            others.append(Found(Kind.USB, numbers, name, usb))
    return others


def _judged(one: Found, held: Mapping[str, Holder], *, queues: bool) -> Found:
    """With what it could be, what is to be known of it, and whether it may be asked."""
    one = replace(one, could_be=one.could_be or _roles(one))
    one = replace(one, notes=one.notes | _notes(one, queues=queues))
    if (holder := held.get(one.node)) is not None:
        return replace(one, fault=Fault.IN_USE, holder=holder, detail=f"process {holder.process}, {holder.name}")
    return one if one.fault or not one.node else _permitted(one)


def _roles(one: Found) -> tuple[str, ...]:
    if one.kind in _BY_KIND:
        return (_BY_KIND[one.kind],) if one.path else ()
    return could_be(one.usb, one.name, one.kind)


def _notes(one: Found, *, queues: bool) -> set[Note]:
    row = family(one.usb, one.name, one.kind)
    notes = {row.note} if row is not None and row.note is not None else set[Note]()
    if one.kind is Kind.USB and "code" in one.could_be and one.usb and KEYBOARD_CLASS in one.usb.classes:
        notes.add(Note.KEYBOARD)
    if one.kind in {Kind.USB, Kind.LINE_PRINTER} and "page" in one.could_be and not queues:
        notes.add(Note.NEEDS_QUEUE)
    if one.could_be and not notes and not usable(one):
        notes.add(Note.NO_DRIVER)
    return notes


def _permitted(one: Found) -> Found:
    if not os.path.lexists(one.node):
        return replace(one, fault=Fault.NO_DEVICE, detail=f"{one.node} is not there")
    if os.access(one.node, os.R_OK | os.W_OK):
        return one
    return replace(one, fault=Fault.NOT_PERMITTED, detail=f"{one.node} belongs to the group {group(one.node)}")
