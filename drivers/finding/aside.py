"""Asks libraries that may wait for ever (CUPS, PC/SC) in a process of its own, which is ended at its limit.

Run as `python -m drivers.finding.aside queues` it prints what it has found as JSON. Nothing here sends a job or a
command to a card.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from drivers import DeviceError, Fault

LIMIT = 8.0  # seconds, with the start of Python on a slow terminal
ROOT = Path(__file__).resolve().parents[2]
Entry = dict[str, str]


def ask(what: str, *arguments: str, limit: float = LIMIT) -> list[Entry]:
    """The entries of one kind. Raises DeviceError: DRIVER_MISSING, NO_DEVICE, NO_ANSWER, GARBLED."""
    words = [sys.executable, "-m", "drivers.finding.aside", what, *arguments]
    try:
        run = subprocess.run(words, capture_output=True, cwd=ROOT, timeout=limit, check=False)
    except subprocess.TimeoutExpired as error:
        raise DeviceError(Fault.NO_ANSWER, f"{what}: no answer within {limit:g} s") from error
    return _understood(what, run.stdout)


def _understood(what: str, printed: bytes) -> list[Entry]:
    try:
        said: Any = json.loads(printed)
    except ValueError as error:
        raise DeviceError(Fault.GARBLED, f"{what}: the process ended without an answer") from error
    if "fault" in said:
        raise DeviceError(Fault(said["fault"]), said["detail"])
    return said["found"]


def queues() -> list[Entry]:
    """The queues of the CUPS on this machine."""
    import cups

    try:
        printers: Mapping[str, Mapping[str, Any]] = cups.Connection().getPrinters()
    except (RuntimeError, cups.IPPError) as error:
        raise DeviceError(Fault.NO_DEVICE, f"the printing service (CUPS) does not answer: {error}") from error
    return [{"name": name, **_printer(one)} for name, one in sorted(printers.items())]


def printer(host: str, port: str) -> list[Entry]:
    """The IPP printer at an address (RFC 8011; the path of IPP Everywhere)."""
    import cups

    try:
        connection = cups.Connection(host=host, port=int(port))
        one = connection.getPrinterAttributes(uri=f"ipp://{host}:{port}/ipp/print")
    except (RuntimeError, cups.IPPError, cups.HTTPError) as error:
        raise DeviceError(Fault.NO_DEVICE, f"{host}:{port} is no IPP printer: {error}") from error
    return [{"name": str(one.get("printer-name", "")), **_printer(one)}]


def _printer(one: Mapping[str, Any]) -> Entry:
    """What of a printer's attributes a technician knows it by."""
    formats: Sequence[str] = one.get("document-format-supported", ())
    return {
        "info": str(one.get("printer-info", "")),
        "make": str(one.get("printer-make-and-model", "")),
        "uri": str(one.get("device-uri", "")),
        "reasons": ", ".join(map(str, one.get("printer-state-reasons", ()))),
        "formats": ", ".join(map(str, formats)),
    }


def readers() -> list[Entry]:
    """The readers that the PC/SC service knows."""
    from smartcard.Exceptions import SmartcardException
    from smartcard.pcsc.PCSCExceptions import BaseSCardException
    from smartcard.System import readers as listed

    try:
        return [{"name": str(reader)} for reader in listed()]
    except (SmartcardException, BaseSCardException) as error:
        raise DeviceError(Fault.NO_DEVICE, f"the PC/SC service (pcscd) does not answer: {error}") from error


FINDERS: Mapping[str, Callable[..., list[Entry]]] = {"queues": queues, "printer": printer, "readers": readers}


def main(arguments: Sequence[str]) -> int:
    try:
        said: dict[str, Any] = {"found": FINDERS[arguments[0]](*arguments[1:])}
    except ImportError as error:
        said = {"fault": Fault.DRIVER_MISSING, "detail": f"the library {error.name} is not installed"}
    except DeviceError as error:
        said = {"fault": error.fault, "detail": error.detail}
    print(json.dumps(said))  # noqa: T201 - the answer to the process that waits for it
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
