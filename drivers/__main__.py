"""Tries one driver by hand, from a shell: no configuration file, no kiosk.

python -m drivers                                     the roles, their models and settings
python -m drivers card sam port=/dev/ttyUSB0          how it is, what it is; then read what is presented until Ctrl-C
python -m drivers receipt escpos connection=network host=192.168.1.50 --print "测试 TEST"
python -m drivers card sam port=/dev/ttyUSB0 --trace  and what goes over its wire, a person's bytes hidden
"""

import argparse
import dataclasses
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_type_hints

import drivers
from drivers import DeviceError
from drivers.document import Document, Text
from drivers.tracing import Told, line, traceable

SLICE = 0.2  # seconds that a sensor is polled at a time


def roles() -> list[str]:
    """The folders that are roles: those with at least one module that has a Driver."""
    folders = sorted(path for path in Path(__file__).parent.iterdir() if (path / "__init__.py").exists())
    return [path.name for path in folders if any(_has_driver(path.name, model) for model in drivers.models(path.name))]


def _has_driver(role: str, model: str) -> bool:
    return "class Driver" in (Path(__file__).parent / role / f"{model}.py").read_text(encoding="utf-8")


def listing() -> str:
    """Every model with its settings and their defaults."""
    lines: list[str] = []
    for role in roles():
        for model in drivers.models(role):
            lines.append(f"{role} {model}")
            for field in dataclasses.fields(drivers.load(role, model).Settings):
                default = "" if field.default is dataclasses.MISSING else f" ({field.default!r})"
                lines.append(f"    {field.name}={default}  {field.metadata.get('help', '')}")
    return "\n".join(lines)


def settings(role: str, model: str, words: Sequence[str]) -> Any:
    """The settings that `name=value` words make. Raises ValueError naming what is wrong."""
    kind = drivers.load(role, model).Settings
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for word in words:
        name, found, value = word.partition("=")
        if not found or name not in hints:
            raise ValueError(f"{word!r}: write name=value with one of {', '.join(hints)}")
        given[name] = _value(value, str(hints[name]))
    try:
        return kind(**given)
    except TypeError as error:
        raise ValueError(str(error).rpartition(") ")[2] or str(error)) from error


def _value(text: str, hint: str) -> Any:
    if "bool" in hint and text in {"true", "false"}:
        return text == "true"
    if "tuple" in hint:
        return tuple(text.split(","))
    for kind in (int, float):
        if kind.__name__ in hint:
            try:
                return kind(text)
            except ValueError:
                continue
    return text


def say(what: str) -> None:
    print(what, flush=True)  # noqa: T201 - a command prints


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m drivers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("role", nargs="?")
    parser.add_argument("model", nargs="?")
    parser.add_argument("settings", nargs="*", metavar="name=value")
    parser.add_argument("--once", action="store_true", help="say how it is, and end")
    parser.add_argument("--print", metavar="TEXT", dest="text", help="a receipt printer: print this")
    parser.add_argument("--trace", action="store_true", help="tell what goes over the wire")
    chosen = parser.parse_args(arguments)
    if chosen.model is None:
        say(listing())
        return 0
    try:
        return _try(chosen)
    except (ValueError, ModuleNotFoundError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - the same
        return 2
    except DeviceError as error:
        say(f"{error.fault} ({error.fault.actor} must act): {error.detail}")
        return 1
    except KeyboardInterrupt:
        return 0


def _try(chosen: argparse.Namespace) -> int:
    wanted = settings(chosen.role, chosen.model, chosen.settings)
    if needed := drivers.needs(chosen.role, chosen.model):
        raise ValueError(f"{chosen.role} {chosen.model} works with another device: try {', '.join(needed)} first")
    driver: Any = drivers.load(chosen.role, chosen.model).Driver(wanted)
    begun = time.monotonic()
    if chosen.trace:
        _trace(driver, begun)
    try:
        driver.open()
        say(f"open after {time.monotonic() - begun:.2f} s")
        say(f"status: {driver.status()}")
        say(f"about: {driver.about()}")
        if chosen.text:
            say(f"printed: {driver.print(Document('test', (Text(chosen.text),)))}")
        elif hasattr(driver, "poll") and not chosen.once:
            _listen(driver)
    finally:
        driver.close()
    return 0


def _trace(driver: Any, begun: float) -> None:
    """Raises ValueError where there is no wire."""
    if not traceable(driver):
        raise ValueError("this model has no wire to trace")

    def tell(told: Told) -> None:
        say(line(told, 1000 * (time.monotonic() - begun)))

    driver.trace(tell)


def _listen(driver: Any) -> None:
    """Tell the kind of everything that is presented; what it says of a person stays with the device."""
    driver.arm()
    say("present something; Ctrl-C ends")
    while True:
        try:
            if (reading := driver.poll(SLICE)) is not None:
                say(f"read: {reading!r}")
        except DeviceError as error:
            if error.fault.actor is not drivers.Actor.RESIDENT:
                raise
            say(f"{error.fault}: {error.detail}")


if __name__ == "__main__":
    sys.exit(main())
