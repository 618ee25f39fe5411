"""The machine's own network: which wires are up and whether there is a way out, as the kernel tells."""

from pathlib import Path

from kiosk.health.flaws import Flaw
from kiosk.health.trial import Outcome, failed, passed

_UP = {"up", "unknown"}  # tunnels and mobile modems do not tell: "unknown" (RFC 2863, operational state)
_ROUTE_UP = 0x1  # RTF_UP of the kernel's routes


def wires(root: Path, *, needed: bool) -> Outcome:
    """Every interface but the loopback, with its state and speed. One that is up is enough."""
    folder = root / "sys/class/net"
    found = {path.name: _said(path / "operstate") for path in sorted(folder.glob("*")) if path.name != "lo"}
    values = {name: " ".join(filter(None, (state, _speed(folder / name)))) for name, state in found.items()}
    if any(state in _UP for state in found.values()):
        return passed(values=values)
    detail = "no network interface is up" if found else "there is no network interface"
    return (
        failed(flaw=Flaw.LINK_DOWN, detail=detail, values=values) if needed else passed(Flaw.LINK_DOWN, detail, values)
    )


def route(root: Path, *, needed: bool) -> Outcome:
    """The default routes, IPv4 and IPv6."""
    values = dict([*_routes4(root / "proc/net/route"), *_routes6(root / "proc/net/ipv6_route")])
    if values:
        return passed(values=values)
    detail = "there is no default route"
    return failed(flaw=Flaw.NO_ROUTE, detail=detail) if needed else passed(Flaw.NO_ROUTE, detail)


def _routes4(file: Path) -> list[tuple[str, str]]:
    """Interface, destination, gateway, flags … in columns; addresses are little-endian hexadecimal."""
    rows = [line.split() for line in _said(file).splitlines()[1:]]
    return [
        (row[0], ".".join(map(str, reversed(bytes.fromhex(row[2])))))
        for row in rows
        if len(row) > 7 and row[1] == row[7] == "00000000" and int(row[3], 16) & _ROUTE_UP
    ]


def _routes6(file: Path) -> list[tuple[str, str]]:
    rows = [line.split() for line in _said(file).splitlines()]
    return [
        (f"{row[9]} IPv6", ":".join(row[4][at : at + 4] for at in range(0, 32, 4)))
        for row in rows
        if len(row) > 9 and not int(row[0], 16) and row[1] == "00" and row[9] != "lo" and int(row[8], 16) & _ROUTE_UP
    ]


def _speed(folder: Path) -> str:
    speed = _said(folder / "speed")
    return f"{speed} Mb/s" if speed.isdigit() else ""


def _said(file: Path) -> str:
    """What the kernel says in a file; nothing where it says none, as of the speed of a wire that is down."""
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
