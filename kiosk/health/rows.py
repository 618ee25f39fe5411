"""Findings and abouts as text for a row of the history or a report in JSON, and back."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from drivers import About, Fault
from kiosk.health.flaws import Flaw
from kiosk.health.model import Finding, Level, Verdict


def table(finding: Finding) -> dict[str, Any]:
    """A finding as plain values, fit for JSON."""
    return {
        "subject": finding.subject,
        "part": finding.part,
        "level": str(finding.level),
        "verdict": str(finding.verdict),
        "name": finding.name,
        "at": finding.at.isoformat(timespec="seconds"),
        "seconds": round(finding.seconds, 3),
        "detail": finding.detail,
        "values": dict(finding.values),
    }


def text(finding: Finding) -> str:
    return json.dumps(table(finding), ensure_ascii=False)


def finding(written: str) -> Finding:
    """Raises ValueError for a row of another version of the program."""
    try:
        told: dict[str, Any] = json.loads(written)
        return Finding(
            told["subject"],
            Level(told["level"]),
            Verdict(told["verdict"]),
            datetime.fromisoformat(told["at"]),
            float(told["seconds"]),
            fault(told["name"]),
            told["detail"],
            told["values"],
            flaw(told["name"]),
            told["part"],
        )
    except (KeyError, TypeError) as error:
        raise ValueError("no finding that this version knows") from error


def fault(name: str | None) -> Fault | None:
    return Fault(name) if name in set(Fault) else None


def flaw(name: str | None) -> Flaw | None:
    return Flaw(name) if name in set(Flaw) else None


def about_text(about: About) -> str:
    return json.dumps(asdict(about), ensure_ascii=False)


def about(written: str) -> About:
    return About(**json.loads(written))
