"""The readiness report as one A4 page, to be signed and handed over. Chinese, with English below it.

Whatever there is to tell, it stays one page: what does not fit is counted.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import accumulate

from kiosk.documents.pdf import pdf_of
from kiosk.health import machine, network, plots
from kiosk.health.history import History
from kiosk.health.model import DeviceView, Finding, Level, Verdict
from kiosk.health.network import Answer
from kiosk.health.plots import Size
from kiosk.health.report import Report
from kiosk.health.report_style import STYLE
from kiosk.health.wording import brief, remedy, subject, values
from kiosk.texts import words

FACTS = ("terminal", "program", "place", "system", "at", "kernel")  # two in a row
HEADS = ("device", "model", "result", "detail")
PLOTS = ("latency", "times")
SIGNED = ("tester", "receiver", "date")
MOST_DEVICES = 13  # one of every role, the platform and one more
COUNTED = {"usb", "packages"}  # pieces of which only the number fits
PICTURE = Size(89, 42, 200, 7)  # of a plot on the page
# Millimetres, with room to spare: one page it is, whatever has to be told.
HEIGHT, FRAME, DEVICE, PIECE, PICTURES = 272.0, 98.0, 6.9, 4.7, 51.0
GAP, LINE_ZH, LINE_EN = 1.0, 4.0, 2.8
LINE_OF_ZH, LINE_OF_EN = 54, 135  # characters
DETAIL = 70  # characters of a detail beside its remedy
LEAST_FAULTS = 3  # that are told before there are pictures
_MARKS = {Verdict.PASSED: "✓", Verdict.FAILED: "×", Verdict.UNKNOWN: "?"}
_ZH, _EN = words("zh"), words("en")


def pdf(report: Report) -> bytes:
    """Raises DeviceError DRIVER_MISSING when a library or a font that pages need is not installed."""
    return pdf_of(page(report))


def with_pictures(report: Report, answers: Sequence[Answer], history: History | None) -> Report:
    """The same with pictures of the platform's answers and of how long the devices took, where there are any.

    Raises DeviceError DRIVER_MISSING.
    """
    roles = [device.role for device in report.devices] if history is not None else []
    uses = {role: samples for role in roles if history and (samples := history.samples(role))}
    return replace(
        report,
        latency=plots.latency(answers, _ZH, PICTURE) if answers else b"",
        times=plots.histogram(uses, _ZH, PICTURE) if uses else b"",
    )


def page(report: Report) -> str:
    """The report as HTML."""
    parts = (_head, _facts, _devices, _pieces, _faults, _pictures, _signatures)
    return f"<style>{STYLE}</style><body>{''.join(part(report) for part in parts)}</body>"


def _both(key: str, **filled: object) -> str:
    """A text in Chinese, and in English below it."""
    return _two(_ZH(key, **filled), _EN(key, **filled))


def _two(chinese: str, english: str) -> str:
    return f'<span class="zh">{escape(chinese)}</span><span class="en">{escape(english)}</span>'


def _head(report: Report) -> str:
    badge = f'<div class="badge {report.verdict}">{_both(f"report.{report.verdict}")}</div>'
    return f"<header><h1>{_both('report.title')}</h1>{badge}</header>"


def _facts(report: Report) -> str:
    """Which terminal, where, when, and what runs on it."""
    parts = {one.part: one.values for one in report.findings if one.subject == machine.SUBJECT}
    versions, up = parts.get("versions", {}), parts.get("uptime", {})
    facts = (
        report.terminal,
        _listed(versions, ("program", "python", "kivy")),
        report.place,
        _listed(versions, ("system", "processor")),
        f"{report.at:%Y-%m-%d %H:%M}",
        _listed(up, ("kernel", "up")),
    )
    told = zip(FACTS, facts, strict=True)
    cells = [f"<th>{_both(f'report.{name}')}</th><td>{_line(value)}</td>" for name, value in told]
    rows = ("".join(pair) for pair in zip(cells[::2], cells[1::2], strict=True))
    return f'<table class="facts">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'


def _listed(told: Mapping[str, str], names: tuple[str, ...]) -> str:
    """The first says itself what it is, by the heading of its cell."""
    named = {name: f"{_ZH(f'value.{name}')} {told[name]}" for name in names if name in told}
    return " · ".join(told[name] if name == names[0] else text for name, text in named.items())


def _devices(report: Report) -> str:
    """A line for each device: what it is, what its tests have come to, and why."""
    heads = "".join(f"<th>{_both(f'report.{name}')}</th>" for name in HEADS)
    rows = "".join(_device(report, device) for device in report.listed[:MOST_DEVICES])
    return f'<h2>{_both("report.devices")}</h2><table class="devices"><tr>{heads}</tr>{rows}</table>'


def _device(report: Report, device: DeviceView) -> str:
    tests = report.tests(device.role)
    key = f"device.{device.role}"
    name = f'<span class="line">{_both(key)}</span>'
    cells = (name, _lines(_model(device, tests)), _results(report, device, tests), _lines(_why(tests)))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _model(device: DeviceView, tests: list[Finding]) -> str:
    """As the device tells, else the driver's name."""
    about = device.about
    told = (about.maker, about.model, about.firmware, about.serial)
    asked = next((one.values for one in tests if "model" in one.values or "serial" in one.values), {})
    from_test = (asked.get(name, "") for name in ("maker", "model", "firmware", "serial"))
    return " ".join(filter(None, told)) or " ".join(filter(None, from_test)) or device.model


def _results(report: Report, device: DeviceView, tests: list[Finding]) -> str:
    """The verdict, and which tests it is made of."""
    verdict = report.of(device.role)
    levels = {one.level: one.verdict for one in reversed(tests)}  # the worst of each
    made = "、".join(f"{_ZH(f'level.{level}')}{_MARKS[levels[level]]}" for level in Level if level in levels)
    told = f'<span class="result {verdict}">{_MARKS[verdict]} {escape(_ZH(f"verdict.{verdict}"))}</span>'
    return f"{told} <small>{escape(made or _ZH('report.untested'))}</small>"


def _why(tests: list[Finding]) -> str:
    """The name of what is wrong and its detail; where nothing is, what was measured."""
    worst = next((one for one in tests if one.name), None)
    if worst is not None:
        return " · ".join(filter(None, (brief(worst, _ZH), worst.name, worst.detail)))
    told = [value for one in tests for value in values(one, _ZH)]
    return " · ".join(dict.fromkeys(told)) or next((one.detail for one in tests if one.detail), "")


def _line(text: str) -> str:
    return f'<span class="line">{escape(text)}</span>'


def _lines(text: str) -> str:
    """Two at most."""
    return f'<span class="lines">{escape(text)}</span>'


def _pieces(report: Report) -> str:
    """Network and machine, piece by piece, in columns."""
    pieces = [one for one in report.findings if one.subject in {network.SUBJECT, machine.SUBJECT}]
    if not pieces:
        return ""
    return f'<h2>{_both("report.pieces")}</h2><div class="pieces">{"".join(map(_piece, pieces))}</div>'


def _piece(one: Finding) -> str:
    measured = values(one, _ZH)
    first = str(len(measured)) if one.part in COUNTED else measured[0] if measured else ""
    name = f"{_mark(one)} {escape(subject(one, _ZH))} <i>{escape(subject(one, _EN))}</i>"
    return f"<div>{name} {escape(brief(one, _ZH) or first or one.detail)}</div>"


def _mark(one: Finding) -> str:
    kind, mark = ("warned", "!") if one.warns else (str(one.verdict), _MARKS[one.verdict])
    return f'<b class="{kind}">{mark}</b>'


def _faults(report: Report) -> str:
    """What is wrong, and what to do about it."""
    wrong, fit = report.open, _fit(report)
    if not wrong:
        return f'<h2>{_both("report.faults")}</h2><p class="passed">{_both("report.none")}</p>'
    left = len(wrong) - fit
    more = f'<li class="more">{_both("report.more", count=left)}</li>' if left > 0 else ""
    return f'<h2>{_both("report.faults")}</h2><ul class="faults">{"".join(map(_fault, wrong[:fit]))}{more}</ul>'


def _fault(one: Finding) -> str:
    head = f"{_mark(one)} <b>{escape(subject(one, _ZH))} {escape(one.name)}</b>"
    return f'<li>{head} {escape(remedy(one, _ZH))}<span class="en">{escape(_english(one))}</span></li>'


def _english(one: Finding) -> str:
    """What to do, and the detail, which is in English by itself."""
    detail = one.detail if len(one.detail) <= DETAIL else f"{one.detail[:DETAIL]}…"
    return " ".join(filter(None, (remedy(one, _EN), f"[{detail}]" if detail else "")))


def _tall(one: Finding) -> float:
    """Millimetres that a fault takes, at most."""
    chinese = len(subject(one, _ZH)) + len(one.name) // 2 + len(remedy(one, _ZH)) + 2
    return GAP + LINE_ZH * -(-chinese // LINE_OF_ZH) + LINE_EN * -(-len(_english(one)) // LINE_OF_EN)


def _room(report: Report) -> float:
    """Millimetres that are left for faults and pictures."""
    pieces = sum(one.subject in {network.SUBJECT, machine.SUBJECT} for one in report.findings)
    return HEIGHT - FRAME - DEVICE * min(len(report.listed), MOST_DEVICES) - PIECE * -(-pieces // 3)


def _fit(report: Report) -> int:
    """How many faults fit. Pictures have to leave room for the first of them."""
    room = _room(report) - (PICTURES if _shows(report) else 0)
    ends = list(accumulate(map(_tall, report.open)))
    return max(LEAST_FAULTS, sum(end <= room for end in ends))


def _shows(report: Report) -> bool:
    faults = sum(map(_tall, report.open[:LEAST_FAULTS]))
    return bool(report.latency or report.times) and _room(report) >= PICTURES + faults


def _pictures(report: Report) -> str:
    if not _shows(report):
        return ""
    shown = (
        f'<div><h2>{_both(f"report.{name}")}</h2><img src="data:image/png;base64,{_base64(picture)}" alt=""></div>'
        for name, picture in zip(PLOTS, (report.latency, report.times), strict=True)
        if picture
    )
    return f'<div class="pictures">{"".join(shown)}</div>'


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _signatures(_report: Report) -> str:
    fields = (f"<div>{_both(f'report.{name}')}</div>" for name in SIGNED)
    return f'<div class="signatures">{"".join(fields)}</div>'
