"""`run_kiosk.py diagnose`: finds what is wrong with a terminal, names it, and says what to do; without a screen."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from drivers import DeviceError, Status
from kiosk.config.loading import ROLES, Config, load
from kiosk.config.mistakes import ConfigError, Mistake
from kiosk.health import machine, network, telling
from kiosk.health.diagnosis import PLATFORM, Asked, Diagnosis
from kiosk.health.flaws import Flaw
from kiosk.health.history import FILE, History
from kiosk.health.model import DeviceView, Finding, Level
from kiosk.health.report import Report
from kiosk.health.trial import failed, finding
from kiosk.texts import FIRST, Words, languages, words

CONFIG = Path(__file__).parents[2] / "config" / "kiosk.toml"
WELL, WRONG, USAGE = 0, 1, 2  # what the command ends with
PROGRAM = "run_kiosk.py diagnose"
PRESENTED = {"card", "smartcard", "code", "document_camera", "presence"}  # roles whose real test needs a hand


def main(arguments: Sequence[str], asked: Asked | None = None) -> int:
    """0: nothing is wrong; 1: something is; 2: the question was. `asked` brings limits and clocks of its own."""
    options = _options(arguments)
    asked = replace(
        asked or Asked(words(options.language)),
        words=words(options.language),
        level=Level(options.level),
        device=options.device,
        network_seconds=options.network_seconds,
    )
    if not options.config.is_file():
        return _wrong_usage(f"--config {options.config}: there is no such file")
    try:
        config = load(options.config)
    except ConfigError as error:
        return _misconfigured(error, options, asked)
    subjects = (*config.devices, PLATFORM, network.SUBJECT, machine.SUBJECT)
    if options.device and options.device not in subjects:
        return _wrong_usage(f"--device {options.device}: there are {', '.join(subjects)}")
    return _diagnosed(config, options, asked)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=PROGRAM, description="Find what is wrong with this terminal.")
    parser.add_argument("--json", action="store_true", help="for programs: one JSON object")
    parser.add_argument("--device", default="", metavar="NAME", help="only this role, platform, network or system")
    parser.add_argument(
        "--level",
        choices=(str(Level.INTERNAL), str(Level.EXTERNAL)),
        default=str(Level.INTERNAL),
        help="internal: devices are asked about themselves; external: the real thing, too: prints, reads, looks",
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the readiness report there, as PDF")
    parser.add_argument("--network-seconds", type=float, default=5.0, metavar="N", help="how long latency is measured")
    parser.add_argument("--language", choices=languages(), default=FIRST, help="of what is told")
    parser.add_argument("--config", type=Path, default=CONFIG, help="the configuration file")
    return parser.parse_args(arguments)


def _diagnosed(config: Config, options: argparse.Namespace, asked: Asked) -> int:
    diagnosis = Diagnosis(config, asked if options.json else replace(asked, prompt=partial(_present, asked)))
    terminal, at = config.terminal, asked.clock.now()
    if not options.json:
        _say(asked.words("diagnose.head", terminal=terminal.id, place=terminal.hall, at=f"{at:%Y-%m-%d %H:%M}"))
        if diagnosis.running:
            _say(asked.words("diagnose.running"))
    models = {role: device.model for role, device in config.devices.items()}
    findings = _told(diagnosis.findings(), models, options, asked.words)
    if options.json:
        _say_json(findings, terminal=terminal.id, hall=terminal.hall, at=at, running=diagnosis.running)
    if not diagnosis.running:
        _note(Path(config.storage.folder), findings)
    try:
        if options.report:
            _report(options, config, diagnosis, findings)
    except (OSError, DeviceError) as error:
        return _wrong_usage(f"--report {options.report}: {error}")
    return _end(findings)


def _told(
    found: Iterable[Finding], models: Mapping[str, str], options: argparse.Namespace, words: Words
) -> list[Finding]:
    """Each finding is told as soon as it is there: some take their time."""
    findings: list[Finding] = []
    for one in found:
        findings.append(one)
        if not options.json:
            _say(telling.told(one, models, words))
    if not options.json:
        _say(telling.summary(findings, words))
    return findings


def _misconfigured(error: ConfigError, options: argparse.Namespace, asked: Asked) -> int:
    """Every mistake is a finding: of the device whose table it stands in, or of the system."""
    findings = _told((_mistake(one, asked) for one in error.mistakes), {}, options, asked.words)
    if options.json:
        _say_json(findings, terminal="", hall="", at=asked.clock.now(), running=False)
    return _end(findings)


def _mistake(mistake: Mistake, asked: Asked) -> Finding:
    section, _, rest = mistake.key.partition(".")
    role = rest.partition(".")[0]
    known = section == "devices" and role in ROLES
    what = partial(failed, flaw=Flaw.CONFIG_WRONG, detail=str(mistake), values={"key": mistake.key})
    return finding(role if known else machine.SUBJECT, Level.INTERNAL, what, asked.clock, "" if known else "config")


def _end(findings: Iterable[Finding]) -> int:
    return WRONG if any(one.wrong for one in findings) else WELL


def _say_json(findings: Sequence[Finding], *, at: datetime, **head: object) -> None:
    table = telling.table(findings, {language: words(language) for language in languages()})
    whole = {**head, "at": at.isoformat(timespec="seconds"), "ok": _end(findings) == WELL, "findings": table}
    _say(json.dumps(whole, ensure_ascii=False, indent=2))


def _note(folder: Path, findings: Iterable[Finding]) -> None:
    """In the history, for the technician's room."""
    with ExitStack() as closing:
        if history := _history(folder, closing):
            for one in findings:
                history.note_finding(one)


def _history(folder: Path, closing: ExitStack) -> History | None:
    """Not as another user: the kiosk could not write there any more."""
    if not folder.is_dir() or folder.stat().st_uid != os.geteuid():
        return None
    history = History(folder / FILE)
    closing.callback(history.close)
    return history


def _report(options: argparse.Namespace, config: Config, diagnosis: Diagnosis, findings: Sequence[Finding]) -> None:
    """Raises OSError where the file cannot be written, and DeviceError where pages cannot be made."""
    from kiosk.health.report_page import pdf, with_pictures

    asked, models = diagnosis.asked, {role: device.model for role, device in config.devices.items()}
    with ExitStack() as closing:
        history = _history(Path(config.storage.folder), closing)
        views = history.views(models, {}, {}) if history else [DeviceView(*one, Status()) for one in models.items()]
        terminal = config.terminal
        told = Report(terminal.id, terminal.hall, asked.clock.now(), tuple(findings), tuple(views))
        options.report.write_bytes(pdf(with_pictures(told, diagnosis.answers, history)))
    if not options.json:
        _say(asked.words("diagnose.report", file=options.report))


def _present(asked: Asked, role: str) -> None:
    """Ask whoever sits there to present something."""
    if role in PRESENTED:
        _say(asked.words("diagnose.present", device=asked.words(f"device.{role}"), wait=f"{asked.wait:.0f}"))


def _wrong_usage(what: str) -> int:
    print(what, file=sys.stderr)
    return USAGE


def _say(what: str) -> None:
    print(what, flush=True)
