"""`run_kiosk.py find-devices`: what is plugged in, what it could be; and writes the devices that are chosen."""

import argparse
import dataclasses
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from drivers import finding
from drivers.finding import Candidate, Found, Progress, Report
from drivers.finding.system import System
from kiosk.config.loading import ROLES
from kiosk.config.writing import written
from kiosk.finder import wording
from kiosk.finder.choosing import Chosen, Discovery, toggled, usual
from kiosk.finder.finder import Finder
from kiosk.texts import Words, languages, words

CONFIG = Path(__file__).parents[2] / "config" / "kiosk.toml"
DONE, NOT_WRITTEN = 0, 1  # exit status
Looker = Callable[[Report], list[Found]]
Prober = Callable[..., list[Candidate]]


def main(arguments: Sequence[str] | None = None, system: System | None = None) -> int:
    """Exit status 0: told, or written; 1: not written, with the reason on stderr."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.json and options.write:
        parser.error("--json only lists; it does not go with --write")
    said = words(options.language)
    machine = dataclasses.replace(system or System(), hosts=tuple(options.host))
    look, probe = partial(finding.look, system=machine), partial(finding.probe_all, system=machine)
    finder = Finder(options.config, look, probe)
    discovery = _only(finder.discover(_progress, ask=options.probe), options.role)
    _tell("")
    if not options.json:
        say("\n".join(report(discovery, said)))
    if not options.write:
        if options.json:
            say(_json(discovery))
        elif discovery.candidates:
            say(f"\n{said('finder.hint')}")
        return DONE
    chosen = usual(discovery, options.role) if options.yes else _asked(discovery, said, options.role)
    return _written(finder, chosen, said, options)


def _only(discovery: Discovery, roles: Sequence[str] | None) -> Discovery:
    """The candidates of these roles; everything that was found stays in the list."""
    if roles is None:
        return discovery
    return dataclasses.replace(discovery, candidates=tuple(one for one in discovery.candidates if one.role in roles))


def report(discovery: Discovery, said: Words) -> Iterator[str]:
    """The lines of the list: roles with their candidates, numbered; then what else is there."""
    if discovery.held:
        yield said("finder.running", count=len(discovery.held)) + "\n"
    for role, ones in discovery.by_role.items():
        yield wording.title(said, role, discovery.configured.get(role))
        for number, one in enumerate(ones, 1):
            yield from _candidate(number, one, said)
        yield ""
    if not discovery.by_role:
        yield f"{said('finder.empty')}\n"
    others = discovery.others
    if others:
        yield said("finder.others")
    for one in others:
        yield "  - " + _joined(said, said(f"finderKind.{one.kind}"), wording.thing(one))
        if more := _joined(said, wording.guess(said, one), wording.matter(said, one)):
            yield f"      {more}"


def _joined(said: Words, *parts: str) -> str:
    return said("list.dot").join(part for part in parts if part)


def _candidate(number: int, one: Candidate, said: Words) -> Iterator[str]:
    assert one.found is not None
    yield f"  {number}. {wording.thing(one.found)}"
    yield f"       {wording.grounds(said, one)}"
    yield f"       {wording.values(one)}"
    if matter := wording.matter(said, one.found):
        yield f"       {matter}"


def _asked(discovery: Discovery, said: Words, roles: Sequence[str] | None) -> Chosen:
    """A question for each role; an empty line takes what would be taken by itself, 0 takes none."""
    chosen, suggested = (), usual(discovery, roles)
    for role, ones in discovery.by_role.items():
        first = next((number for number, one in enumerate(ones, 1) if one in suggested), 0)
        _tell(said("finder.which", role=said(f"device.{role}"), count=len(ones), first=first) + " ", end="")
        line = sys.stdin.readline().strip()
        number = int(line) if line.isdecimal() else first
        if 0 < number <= len(ones):
            chosen = toggled(chosen, ones[number - 1])
    return chosen


def _written(finder: Finder, chosen: Chosen, said: Words, options: argparse.Namespace) -> int:
    if not chosen:
        _tell(said("finder.nothing"))
        return NOT_WRITTEN
    preview = finder.preview(chosen)
    for mistake in preview.mistakes:
        _tell(str(mistake))
    if preview.mistakes:
        return NOT_WRITTEN
    if preview.same:
        say(said("confirmChange.same"))
        return DONE
    say(preview.diff)
    if not options.yes:
        _tell(said("finder.writeIt") + " ", end="")
        if sys.stdin.readline().strip().lower() not in {"y", "yes", "j", "是"}:
            _tell(said("finder.nothing"))
            return NOT_WRITTEN
    done = written(preview)
    for mistake in done.mistakes:
        _tell(str(mistake))
    if done.mistakes:
        return NOT_WRITTEN
    say(said("finder.written", file=preview.path, version=done.kept))
    return DONE


def _json(discovery: Discovery) -> str:
    """Everything as data; each candidate names the path of its thing."""
    candidates = [
        {**_plain(dataclasses.replace(one, found=None)), "found": one.found.path if one.found else ""}
        for one in discovery.candidates
    ]
    everything = {"found": [_plain(one) for one in discovery.found], "candidates": candidates}
    return json.dumps({**everything, "configured": dict(discovery.configured)}, ensure_ascii=False, indent=1)


def _plain(one: Any) -> dict[str, Any]:
    return json.loads(json.dumps(dataclasses.asdict(one), default=sorted))


def _progress(progress: Progress) -> None:
    """On a terminal, one line that is written over; into a file, nothing."""
    if sys.stderr.isatty():
        _tell(f"\r\x1b[K{progress.done}/{progress.total} {progress.what}", end="")


def say(what: str) -> None:
    print(what, flush=True)


def _tell(what: str, end: str = "\n") -> None:
    """What is not the answer itself: progress, questions, mistakes."""
    if what or sys.stderr.isatty():
        print(what, end=end, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run_kiosk.py find-devices", description=__doc__)
    add = parser.add_argument
    add("--config", type=Path, default=CONFIG, help="the configuration file")
    add("--json", action="store_true", help="everything as JSON")
    add("--probe", action=argparse.BooleanOptionalAction, default=True, help="ask devices what they are; harmless")
    add("--role", action="append", choices=ROLES, help="only this role, also where it has a device; may be repeated")
    add("--host", action="append", default=[], metavar="ADDRESS", help="a printer here: HOST, HOST:PORT or ipp://HOST")
    add("--write", action="store_true", help="choose, see what would be written, write it")
    add("--yes", action="store_true", help="with --write: take what is sure, and ask nothing")
    add("--language", choices=languages(), default="zh", help="language of the report")
    return parser
