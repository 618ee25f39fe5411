"""What the system's own services look after: queues of CUPS, readers of PC/SC, sound devices of ALSA, UPS of NUT."""

import re
import socket
from collections.abc import Mapping

from drivers import DeviceError, Fault
from drivers.finding import Found, Kind
from drivers.finding.system import System

NUT_LIMIT = 2.0  # seconds for each answer of NUT
NUT_LONGEST = 64 * 1024  # bytes
_CARD = re.compile(r"card \d+: (?P<card>\S+) \[(?P<title>[^\]]*)\], device (?P<number>\d+): [^\[]*\[(?P<part>[^\]]*)\]")
_UPS = re.compile(r'^UPS (?P<name>\S+) "(?P<title>[^"]*)"', re.MULTILINE)


def queues(system: System) -> list[Found]:
    """The queues of CUPS."""
    return [
        Found(
            Kind.QUEUE, one["name"], one["info"] or one["make"] or one["name"], detail=reasons(one),
            facts={"make": one["make"], "uri": without_password(one["uri"])},
        )
        for one in system.library("queues")
    ]  # fmt: skip


def reasons(one: Mapping[str, str]) -> str:
    """What is the matter with a printer, in IPP's words (RFC 8011, printer-state-reasons)."""
    return "" if one["reasons"] == "none" else one["reasons"]


def without_password(uri: str) -> str:
    """An address as it may be shown: the user and the password of a print server do not belong on a screen."""
    return re.sub(r"//[^/@]*@", "//", uri)


def readers(system: System) -> list[Found]:
    """The readers of PC/SC."""
    return [Found(Kind.SMARTCARD, one["name"], one["name"]) for one in system.library("readers")]


def sound_cards(system: System) -> list[Found]:
    """What ALSA can play on, by the names that stay when cards are numbered anew."""
    return [
        Found(
            Kind.SOUND,
            f"plughw:CARD={one['card']},DEV={one['number']}",
            ", ".join(dict.fromkeys((one["title"], one["part"]))),
        )
        for one in _CARD.finditer(system.command(["aplay", "-l"]))
    ]


def power(system: System) -> list[Found]:
    """The UPS that NUT looks after on this machine (RFC 9271, LIST UPS). No NUT is no UPS, and no trouble."""
    try:
        answer = _listed(system.nut)
    except ConnectionRefusedError:
        return []
    except OSError as error:
        raise DeviceError(Fault.NO_ANSWER, f"NUT does not answer: {type(error).__name__}") from error
    return [
        Found(Kind.UPS, f"{one['name']}@{system.nut[0]}", one["title"] or one["name"], facts={"name": one["name"]})
        for one in _UPS.finditer(answer)
    ]


def _listed(address: tuple[str, int]) -> str:
    with socket.create_connection(address, timeout=NUT_LIMIT) as connection:
        connection.sendall(b"LIST UPS\n")
        said = b""
        while b"END LIST UPS\n" not in said and not said.startswith(b"ERR") and len(said) < NUT_LONGEST:
            part = connection.recv(4096)
            if not part:
                break
            said += part
    return said.decode("utf-8", errors="replace")
