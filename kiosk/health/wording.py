"""A finding in words: what it is about, what was measured, and what a technician does about it."""

import re

from kiosk.config.loading import ROLES
from kiosk.health.model import Finding
from kiosk.texts import Words

_VALUES = """
maker model firmware serial kind symbology bytes size age brightness spread sharpness page fate answered
host addresses port version expires days questions median slowest drift free total used available load cores up kernel
queues charge left noticed fonts characters program python kivy debian system processor
"""
_PIECES = """
wires route name connection tls answers clock disk databases memory temperature load uptime timekeeping light
fonts writing usb versions packages config
"""
VALUES = frozenset(_VALUES.split())  # those that have a name in the texts; others, such as places on USB, are names
PIECES = frozenset(_PIECES.split())
_FAMILIES = {"state": "state", "paper": "paperState", "battery": "batteryState"}  # whose values have texts


def subject(finding: Finding, words: Words) -> str:
    """The device, or the piece of network or machine."""
    if finding.part:
        return words(f"piece.{finding.part}") if finding.part in PIECES else finding.part
    return words(f"device.{finding.subject}") if finding.subject in {*ROLES, "platform"} else finding.subject


def values(finding: Finding, words: Words) -> list[str]:
    """What was measured, each with its name in the language."""
    return [_value(key, value, words) for key, value in finding.values.items() if value]


def _value(key: str, value: str, words: Words) -> str:
    """States, paper and batteries have words of their own, which need no name; figures are figures everywhere."""
    if key in _FAMILIES and (word := f"{_FAMILIES[key]}.{value}") in words:
        return words(word)
    return f"{words(f'value.{key}') if key in VALUES else key} {value}"


def brief(finding: Finding, words: Words) -> str:
    """What is wrong, in a few words; empty where nothing is."""
    if finding.fault is not None:
        return words(f"fault.{finding.fault}.what", device=subject(finding, words)).rstrip("。.")
    return re.split("[：:]", remedy(finding, words), maxsplit=1)[0]


def remedy(finding: Finding, words: Words) -> str:
    """What to do; empty where nothing is wrong. The finding's detail says which one is meant."""
    return words(f"remedy.{finding.name}") if finding.name else ""
