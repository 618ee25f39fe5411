"""The readiness report in short form, for the receipt printer: passed or failed by device, and a line to sign on."""

from drivers.document import Block, Check, Document, Row, Rule, Size, Text, Title
from kiosk.health import machine, network
from kiosk.health.model import Finding, Verdict
from kiosk.health.report import Report
from kiosk.health.wording import brief, subject
from kiosk.texts import Words

MOST_FAULTS = 8  # that are told; the others are counted
DETAIL = 80  # characters of a detail


def readiness_slip(report: Report, words: Words) -> Document:
    """A line for each device, one for the network and one for the machine; below them what is wrong."""
    blocks: list[Block] = [
        Title(words("report.title")),
        Text(words(f"report.{report.verdict}"), Size.LARGE, centred=True, bold=True),
        Row(words("report.terminal"), report.terminal),
        Row(words("report.place"), report.place),
        Row(words("report.at"), f"{report.at:%Y-%m-%d %H:%M}"),
        Rule(),
        *(Row(words(f"device.{one.role}"), words(f"verdict.{report.of(one.role)}")) for one in report.listed),
        *_parts(report, words),
        *_faults(report, words),
        Rule(),
        Row(words("report.tester"), "____________"),
        Row(words("report.date"), "____________"),
        Text(words("report.short"), Size.SMALL, centred=True),
    ]
    return Document("readiness", tuple(blocks))


def _parts(report: Report, words: Words) -> list[Block]:
    tested = {one.subject for one in report.findings}
    return [
        Row(words(f"subject.{part}"), words(f"verdict.{_together(report, part)}"))
        for part in (network.SUBJECT, machine.SUBJECT)
        if part in tested
    ]


def _together(report: Report, part: str) -> Verdict:
    """Of a machine some things cannot be asked; that is no reason not to serve."""
    return Verdict.FAILED if any(one.wrong for one in report.findings if one.subject == part) else Verdict.PASSED


def _faults(report: Report, words: Words) -> list[Block]:
    if not report.open:
        return []
    left = len(report.open) - MOST_FAULTS
    more: list[Block] = [Text(words("report.more", count=left), Size.SMALL)] if left > 0 else []
    told = (_fault(one, words) for one in report.open[:MOST_FAULTS])
    return [Rule(), Text(words("report.faults"), bold=True), *told, *more]


def _fault(one: Finding, words: Words) -> Check:
    """A box to tick when it has been mended."""
    name = f"{subject(one, words)}: {brief(one, words)} ({one.name})"
    return Check(name, one.detail if len(one.detail) <= DETAIL else f"{one.detail[:DETAIL]}…")
