"""Printers at addresses that a person has named: what listens there. No other address is ever asked."""

import re
import socket

from drivers import DeviceError, Fault
from drivers.finding import Found, Kind
from drivers.finding.services import reasons
from drivers.finding.system import System

CONNECT_LIMIT = 2.0  # seconds
IPP_PORT, RAW_PORT = 631, 9100
_ADDRESS = re.compile(
    r"(?P<ipp>ipp://)?(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<host>[^\s:/\[\]]+))(?::(?P<port>\d{1,5}))?/?"
)


def named_addresses(system: System) -> list[Found]:
    """One entry for each; with a fault when nothing that could be a printer listens there."""
    return [_address(one, system) for one in dict.fromkeys(system.hosts)]


def _address(words: str, system: System) -> Found:
    """HOST or HOST:PORT of a receipt printer, or ipp://HOST:PORT.

    IPP is asked first whatever port was named: a page printer takes whatever comes on port 9100 as a page.
    """
    said = _ADDRESS.fullmatch(words)
    if said is None:
        return Found(Kind.NETWORK, words, words, fault=Fault.NO_DEVICE, detail="write HOST, HOST:PORT or ipp://HOST")
    host, port = said["six"] or said["host"], int(said["port"] or 0)
    found = _ipp(host, (said["ipp"] and port) or IPP_PORT, system)
    if found.fault is None or said["ipp"]:
        return found
    return _raw(host, port or RAW_PORT)


def _ipp(host: str, port: int, system: System) -> Found:
    uri = f"ipp://{host}:{port}/ipp/print"
    try:
        reach(host, port)
        one = next(iter(system.library("printer", host, str(port))))
    except (DeviceError, StopIteration) as error:
        fault = error.fault if isinstance(error, DeviceError) else Fault.GARBLED
        return Found(Kind.NETWORK, uri, uri, fault=fault, detail=str(error))
    facts = {"make": one["make"], "uri": uri, "host": host, "ipp": str(port)}
    return Found(
        Kind.NETWORK, uri, one["info"] or one["make"] or host, detail=reasons(one), could_be=("page",), facts=facts
    )


def _raw(host: str, port: int) -> Found:
    name, facts = f"{host}:{port}", {"host": host, "port": str(port)}
    try:
        reach(host, port)
    except DeviceError as error:
        return Found(Kind.NETWORK, name, name, fault=error.fault, detail=error.detail, facts=facts)
    return Found(Kind.NETWORK, name, name, could_be=("receipt",), facts=facts)


def reach(host: str, port: int) -> None:
    """Raises DeviceError when nothing can be reached there: NO_DEVICE, NO_ANSWER."""
    try:
        with socket.create_connection((host, port), timeout=CONNECT_LIMIT):
            return
    except ConnectionRefusedError as error:
        raise DeviceError(Fault.NO_DEVICE, f"nothing listens on port {port} of {host}") from error
    except TimeoutError as error:
        raise DeviceError(Fault.NO_ANSWER, f"{host}:{port} does not answer within {CONNECT_LIMIT:g} s") from error
    except OSError as error:
        raise DeviceError(Fault.NO_DEVICE, f"{host}:{port}: {error.strerror or type(error).__name__}") from error
