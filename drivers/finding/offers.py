"""What a configuration would say of a thing in a role: model and settings, and only of models that there are."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import drivers
from drivers.finding import Candidate, Confidence, Found, Kind, Note, Why
from drivers.finding.families import family
from drivers.protocols import ipp

FIRST_USB_PORT = 1001  # of makers' libraries for ID-card readers
Values = Mapping[str, str | int | float | bool | None]


@dataclass(frozen=True)
class Grounds:
    """What an offer rests on."""

    confidence: Confidence
    why: Why
    told: str = ""


def answered(told: str = "") -> Grounds:
    """It has answered in the role's own words."""
    return Grounds(Confidence.SURE, Why.ANSWERED, told)


def _port(found: Found) -> Values:
    return {"port": found.path}


def _line_printer(found: Found) -> Values:
    """By its USB numbers where they are its own; a twin by its node."""
    if found.usb is None or Note.TWIN in found.notes:
        return {"connection": "file", "path": found.node, "host": None, "port": None}
    return _usb_printer(found)


def _usb_printer(found: Found) -> Values:
    return {"connection": "usb", "port": found.path, "host": None, "path": None}


def _network_printer(found: Found) -> Values:
    return {"connection": "network", "host": found.facts["host"], "port": int(found.facts["port"]), "path": None}


def _queue(found: Found) -> Values:
    """By the name it has in the CUPS of this machine."""
    return {"queue": found.path, "host": None, "port": None}


def _ipp_printer(found: Found) -> Values:
    return {"host": found.facts["host"], "port": int(found.facts.get("ipp", ipp.PORT)), "queue": None}


MODELS = {  # which driver stands for a kind of thing in a role
    (Kind.SERIAL, "card"): "sam",
    (Kind.SERIAL, "code"): "serial",
    (Kind.SERIAL, "receipt"): "escpos",
    (Kind.SERIAL, "presence"): "ld2410",
    (Kind.SERIAL, "lights"): "modbus",
    (Kind.LINE_PRINTER, "receipt"): "escpos",
    (Kind.USB, "receipt"): "escpos",
    (Kind.USB, "card"): "sdt",
    (Kind.NETWORK, "receipt"): "escpos",
    (Kind.CAMERA, "camera"): "opencv",
    (Kind.CAMERA, "document_camera"): "opencv",
    (Kind.QUEUE, "page"): "cups",
    (Kind.NETWORK, "page"): "cups",
    (Kind.SMARTCARD, "smartcard"): "pcsc",
    (Kind.SOUND, "sound"): "alsa",
    (Kind.SOUND, "voice"): "espeak",
    (Kind.UPS, "ups"): "nut",
}
THROUGH = ("code", "presence")  # roles that a driver "camera" has
GUESSES: Mapping[tuple[Kind, str], Callable[[Found], Values]] = {  # what can be written without an answer
    (Kind.SERIAL, "card"): _port,
    (Kind.SERIAL, "code"): _port,
    (Kind.LINE_PRINTER, "receipt"): _line_printer,
    (Kind.USB, "receipt"): _usb_printer,
    (Kind.USB, "card"): lambda _: {"port": FIRST_USB_PORT},
    (Kind.NETWORK, "receipt"): _network_printer,
    (Kind.CAMERA, "camera"): lambda found: {"source": found.path},
    (Kind.CAMERA, "document_camera"): lambda found: {"source": found.path},
    (Kind.QUEUE, "page"): _queue,
    (Kind.NETWORK, "page"): _ipp_printer,
    (Kind.SMARTCARD, "smartcard"): lambda found: {"reader": found.path},
    (Kind.SOUND, "sound"): lambda found: {"device": found.path},
    (Kind.SOUND, "voice"): lambda found: {"device": found.path},
    (Kind.UPS, "ups"): lambda found: {"ups": found.facts["name"]},
}


def offer(found: Found, role: str, settings: Values, grounds: Grounds, model: str = "") -> list[Candidate]:
    """One candidate; none where no driver takes these settings. The model is the usual one unless it is named."""
    model = model or MODELS.get((found.kind, role), "")
    if not _accepted(role, model, settings):
        return []
    return [Candidate(role, model, settings, grounds.confidence, grounds.why, grounds.told, found)]


def _accepted(role: str, model: str, settings: Values) -> bool:
    if model not in drivers.models(role):
        return False
    known = {one.name for one in dataclasses.fields(drivers.load(role, model).Settings)}
    return settings.keys() <= known


def guessed(found: Found, role: str, grounds: Grounds) -> list[Candidate]:
    """The same for what can be written without an answer."""
    guess = GUESSES.get((found.kind, role))
    return offer(found, role, guess(found), grounds) if guess else []


def by_name(found: Found) -> list[Candidate]:
    """What a thing could be that was not asked, or did not answer: all the roles that the table has for it."""
    row = family(found.usb, found.name, found.kind)
    exact = row is not None and (bool(row.words) or row.vid is not None)
    listed = found.kind in {Kind.QUEUE, Kind.SMARTCARD, Kind.SOUND, Kind.UPS}
    confidence = Confidence.LIKELY if exact or listed else Confidence.POSSIBLE
    grounds = Grounds(confidence, Why.LISTED if listed else Why.NAMED)
    if "ipp" in found.facts:  # it has told its name in IPP when it was looked for
        grounds = answered(found.facts.get("make", ""))
    return [one for role in found.could_be for one in guessed(found, role, grounds)]


def silent(found: Found) -> list[Candidate]:
    """What a port could be that answers nothing: a scanner, or a relay board of the simple kind."""
    grounds = Grounds(Confidence.POSSIBLE, Why.SILENT)
    return [*guessed(found, "code", grounds), *offer(found, "lights", _port(found), grounds, "lcus")]


def through_camera(found: Found) -> list[Candidate]:
    """What a camera's pictures can tell where there is nothing else for it: works with `[devices.camera]`."""
    if "camera" not in found.could_be:
        return []
    grounds = Grounds(Confidence.POSSIBLE, Why.THROUGH)
    return [one for role in THROUGH for one in offer(found, role, {}, grounds, "camera")]


def usable(found: Found) -> bool:
    """Whether there is a driver for anything that it could be."""
    return any(MODELS.get((found.kind, role), "") in drivers.models(role) for role in found.could_be)
