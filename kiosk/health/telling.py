"""A diagnosis told on a terminal: a line for each finding, and below it, where something is wrong, what to do."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kiosk.health import rows
from kiosk.health.model import Finding, Verdict
from kiosk.health.wording import remedy, subject, values
from kiosk.texts import Words

SHOWN = 6  # values of a finding that fit a line; the report in JSON has them all
_MARKS = {Verdict.PASSED: "✓", Verdict.FAILED: "✗", Verdict.UNKNOWN: "?"}
_INDENT = "    "


def told(finding: Finding, models: Mapping[str, str], words: Words) -> str:
    """`models` is role → name of the driver."""
    mark = "!" if finding.warns else _MARKS[finding.verdict]
    where = "/".join(filter(None, (finding.subject, finding.part or models.get(finding.subject, ""))))
    verdict = " ".join(filter(None, (words(f"verdict.{finding.verdict}"), finding.name)))
    heading = f"{mark} {subject(finding, words)} [{where}] {words(f'level.{finding.level}')} {verdict}"
    return "\n".join((f"{heading} {finding.seconds:.1f} s", *(_INDENT + line for line in _more(finding, words))))


def _more(finding: Finding, words: Words) -> list[str]:
    measured = words("list.dot").join(values(finding, words)[:SHOWN])
    do = f"→ {words('diagnose.do')}: {remedy(finding, words)}" if finding.name else ""
    return [line for line in (finding.detail, measured, do) if line]


def summary(findings: Iterable[Finding], words: Words) -> str:
    """How many passed, and how many did not."""
    counted = Counter("warned" if one.warns else str(one.verdict) for one in findings)
    return words("diagnose.sum", **{name: counted[name] for name in ("passed", "warned", "unknown", "failed")})


def table(findings: Sequence[Finding], languages: Mapping[str, Words]) -> list[dict[str, Any]]:
    """The same for programs: every finding with its name, its detail and, in every language, what to do."""
    return [
        rows.table(one) | {"remedy": {language: remedy(one, words) for language, words in languages.items()}}
        for one in findings
    ]
