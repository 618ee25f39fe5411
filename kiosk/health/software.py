"""Versions of what runs here: the program, Python, its packages, the system."""

import platform
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from re import match
from typing import Any

from kiosk.health.flaws import Flaw
from kiosk.health.trial import Outcome, failed, passed

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def program() -> str:
    """The version of the program."""
    return str(_project().get("version", ""))


def versions(root: Path) -> Outcome:
    """The program, Python, Kivy and the system."""
    told = {
        "program": program(),
        "python": ".".join(map(str, sys.version_info[:3])),
        "kivy": _version("kivy") or "-",
        "debian": _line(root / "etc/debian_version"),
        "system": _system(root / "etc/os-release"),
        "processor": platform.machine(),
    }
    return passed(values={name: value for name, value in told.items() if value})


def packages() -> Outcome:
    """The Python packages that the project asks for, and which of them are not there."""
    found = {name: _version(name) for name in needed()}
    values = {name: value for name, value in found.items() if value}
    missing = sorted(found.keys() - values.keys())
    if missing:
        return failed(flaw=Flaw.PACKAGE_MISSING, detail=f"not installed: {', '.join(missing)}", values=values)
    return passed(values=values)


def needed() -> list[str]:
    """The names of the packages in the project's own list, without extras and bounds."""
    lines = _project().get("dependencies", [])
    return [found.group() for line in lines if (found := match(r"[A-Za-z0-9._-]+", line))]


def _project() -> dict[str, Any]:
    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _system(file: Path) -> str:
    lines = dict(line.split("=", 1) for line in _text(file).splitlines() if "=" in line)
    return lines.get("PRETTY_NAME", "").strip('"')


def _line(file: Path) -> str:
    return _text(file).strip()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        return ""
