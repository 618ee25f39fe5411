"""How a device is, was and was tested, in words and with a picture, so that colour is never the only sign."""

from datetime import datetime

from kivy.uix.widget import Widget

from drivers import DeviceError, Status
from kiosk.health import wording
from kiosk.health.model import DeviceView, Finding, Verdict
from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts import trouble
from screens.parts.box import Column, Panel, Row, inner
from screens.parts.icon import Icon
from screens.parts.notice import BAD, GOOD, INFO, WARN, notice
from screens.parts.text import Text

KINDS = {Verdict.PASSED: GOOD, Verdict.FAILED: BAD, Verdict.UNKNOWN: INFO}
DETAIL = 220  # characters of a detail that are shown; the report has them whole
COUNTERS = ("reads", "prints", "faults", "jobs", "failures")  # those that have a name; others are shown as they are


def moment(at: datetime | None) -> str:
    """A day and an hour, alike in every language."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}" if at else ""


def name(words: Words, subject: str) -> str:
    """A device's name, or that of a part of the machine."""
    key = f"device.{subject}" if subject in trouble.DEVICES else f"subject.{subject}"
    called = words(key) if key in words else subject
    return called[:1].upper() + called[1:]


def state(words: Words, status: Status) -> str:
    """What is wrong, or the state's own word."""
    if status.fault is None:
        return words(f"state.{status.state}")
    return trouble.what(DeviceError(status.fault), words).rstrip("。.")


def mood(status: Status) -> tuple[str, str, str]:
    """The picture and the colours for a state: good, bad, or not known."""
    if status.fault is not None:
        return BAD
    return GOOD if status.state in {"online", "deviceBusy"} else WARN


def tested(words: Words, finding: Finding | None) -> str:
    """The last test in a line."""
    if finding is None:
        return words("deviceHealth.never")
    told = (words(f"verdict.{finding.verdict}"), words(f"level.{finding.level}"), moment(finding.at))
    return words("list.dot").join(told)


def faulted(words: Words, device: DeviceView) -> str:
    """The last fault and when it came; nothing where there was none."""
    if device.last_fault is None:
        return ""
    what = trouble.what(DeviceError(device.last_fault), words).rstrip("。.")
    return words("list.dot").join(part for part in (what, moment(device.last_fault_at)) if part)


def counted(words: Words, device: DeviceView) -> str:
    """What a device has done since the first start."""
    named = [(words(f"counter.{key}") if key in COUNTERS else key, count) for key, count in device.counters.items()]
    return words("list.dot").join(f"{key} {count}" for key, count in named)


def kind(device: DeviceView) -> str:
    """Maker, model and firmware as the device tells, else the name of its driver."""
    about = device.about
    told = " ".join(part for part in (about.maker, about.model, about.firmware) if part)
    return told or device.model


def finding_notice(look: Look, words: Words, finding: Finding, width: float) -> Panel:
    """What a test has come to, with what was measured."""
    why = [told] if (told := wording.remedy(finding, words)) else []
    more = words("list.dot").join(
        [*why, *([finding.detail] if finding.detail else []), *wording.values(finding, words)]
    )
    head = words(
        "deviceHealth.found", level=words(f"level.{finding.level}"), verdict=words(f"verdict.{finding.verdict}")
    )
    most = DETAIL if look.portrait else DETAIL // 2
    return notice(look, head, width, KINDS[finding.verdict], more=shortened(more, most), size=tokens.BODY)


def finding_line(look: Look, words: Words, finding: Finding, name: str, width: float) -> Panel:
    """One finding of a list: its name and verdict, what was measured, and what to do."""
    picture, ink, _ = WARN if finding.warns else KINDS[finding.verdict]
    icon = Icon(look, picture, tokens.BODY, ink)
    gap = look.mm(tokens.GAP)
    room = inner(look, width, tokens.TIGHT) - icon.width - gap
    head = Row(
        Text(look, name, tokens.BODY, width=round(room * 0.42), bold=True, colour=tokens.SIGN),
        Text(look, words(f"verdict.{finding.verdict}"), tokens.BODY, width=round(room * 0.5), bold=True, colour=ink),
        gap=gap,
    )
    told = [moment(finding.at), *wording.values(finding, words)]
    parts: list[Widget] = [head, Text(look, words("list.dot").join(told), tokens.SMALL, width=room, colour=tokens.SOFT)]
    if why := words("list.dot").join(one for one in (finding.detail, wording.remedy(finding, words)) if one):
        parts.append(Text(look, shortened(why, DETAIL), tokens.SMALL, width=room))
    return Panel(look, width, Row(icon, Column(room, *parts), gap=gap), pad=tokens.TIGHT)


def shortened(text: str, most: int = DETAIL) -> str:
    """Long details end in dots."""
    return text if len(text) <= most else f"{text[:most]}…"
