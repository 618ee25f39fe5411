"""No text is missing in any language, none is left over, and none stands in the code of the screens."""

import ast
import re
from datetime import date
from itertools import product
from pathlib import Path
from string import Formatter

import pytest

from drivers import Battery, Fault, Paper, State
from drivers.finding import Confidence, Note, Why
from drivers.finding import Kind as FoundKind
from drivers.vision.pages import Sight
from kiosk.calling import Call
from kiosk.config.adjusting import ADJUSTABLE
from kiosk.config.loading import ROLES
from kiosk.credentials.model import Part, Role
from kiosk.health.flaws import Flaw
from kiosk.health.history import Kind
from kiosk.health.model import Level, Verdict
from kiosk.health.plots import OTHERS
from kiosk.health.report_page import FACTS, HEADS, PLOTS, SIGNED
from kiosk.health.today import DEEDS
from kiosk.health.wording import PIECES, VALUES
from kiosk.model.appointments import AppointmentState
from kiosk.model.orders import OrderState
from kiosk.model.orders import Reason as OrderReason
from kiosk.model.plan import KINDS as LANDMARKS
from kiosk.model.queueing import QueueState
from kiosk.platform import troubles
from kiosk.power import REASON as POWER
from kiosk.room.loose_ends import Sort
from kiosk.room.operations import End
from kiosk.services import WAYS, Reason, Service
from kiosk.starts import REASON as CRASHES
from kiosk.steps.finding import GuideWish, PaperKind
from kiosk.steps.hands_on import Side
from kiosk.steps.operations import OperationsWish
from kiosk.steps.room import CheckDevice, DeviceWish, ScreenTest
from kiosk.steps.tracing import TraceWish
from kiosk.style import Style
from kiosk.texts import languages, words
from kiosk.worker import READ, STATUS
from kiosk.writing.draft import Way
from kiosk.writing.strokes import KEYS
from screens.home import ACTS, BROWSE
from screens.look_at_slip import LOOK_FOR, PAGE_FOR
from screens.parts.guide_parts import PARTS
from screens.parts.health import COUNTERS
from screens.parts.trouble import DEVICES
from screens.show_help import PARTS as HELP
from screens.technician_bulletin import USUAL
from screens.technician_connection import FIELDS
from screens.technician_deeds import WHAT, WHO
from screens.technician_events import PERIODS
from screens.technician_loose_ends import ENDED, LETTERS
from screens.technician_maintenance import REASONS
from tests.screens.test_gallery import JOBS

ROOT = Path(__file__).parents[2]
SOURCES = [path for room in ("kiosk", "screens", "drivers") for path in sorted((ROOT / room).rglob("*.py"))]
SCREENS = [path for path in (ROOT / "screens").rglob("*.py") if "dock" not in path.parts]


def every(kind):
    return [kind, *(one for below in kind.__subclasses__() for one in every(below))]


DEVICE_JOBS = {job for job in JOBS if getattr(job, "to", "") in ROLES} | {CheckDevice}
TROUBLES = {one.word for one in every(troubles.Trouble)} | {"timeout", "outOfOrder"}
FAMILIES = {
    "style": {*Style, *(f"{style}_for" for style in Style if style is not Style.LOW)},
    "fault": {f"{fault}.{part}" for fault, part in product(Fault, ("what", "you", "staff"))},
    "trouble": {f"{word}.{part}" for word, part in product(TROUBLES, ("what", "you", "staff"))},
    "reason": set(Reason),
    "why": set(Reason),
    "service": set(Service),
    "queueState": set(QueueState) - {QueueState.OPEN},
    "appointmentState": set(AppointmentState) - {AppointmentState.BOOKED},
    "weekday": set("1234567"),
    "month": {str(month) for month in range(1, 13)},
    "busy": {job.__name__ for job in JOBS} | {"patience", "usual"},
    "device": {*DEVICES, "other"},
    "act": {*GuideWish, "done", "more"},
    "home": {name for by, _ in BROWSE for name in (by, f"{by}_hint")}
    | {f"{service}{end}" for service, end in product(ACTS, ("", "_hint"))},
    "chooseGroup": {by for by, _ in BROWSE},
    "showGuide": set(PARTS),
    "readIdentity": {f"{way}{end}" for way, end in product(WAYS, ("", "_more"))},
    "keypad": {"space", "erase", "clear"},
    "writing": {*Way, "undo"}
    | {f"hint.{hint}" for hint in (*Way, "parts", "lettersOrHand")}
    | {f"stroke.{key}" for key in KEYS},
    "ticketTaken": {"no_slip", "unsure", "remember"},
    "appointmentMade": {"no_slip", "unsure", "remember"},
    "guidePrinted": {"no_slip", "unsure", *PaperKind},
    "overview": set(Role),
    "part": set(Part) - {Part.DEVICES, Part.TRACING},
    "deed": set(DEEDS),
    "operations": {f"ending.{how}" for how in End} | {"platform_reached", "platform_away", "platform_odd"},
    "bulletinPage": {"up", "down"},
    "connectionPage": {*FIELDS},
    "looseEnds": {
        *(f"job.{one}" for one in ENDED),
        *(f"letter.{one}" for one in LETTERS),
        *(f"do.{one}" for one in Sort),
    },
    "bulletinUsual": {f"{one}{end}" for one, end in product(USUAL, ("", "_text"))},
    "operationsWish": {*OperationsWish, *End},
    "confirmEnd": {f"{how}{end}" for how, end in product(End, ("", "_more"))},
    "deedsPage": {f"by.{who}" for who in WHO} | {f"did.{what}" for what in WHAT.values()},
    "settingsPage": {"along", "over"},
    "setting": {f"{table}.{name}" for table, values in ADJUSTABLE.items() for name in values},
    "state": set(State),
    "verdict": set(Verdict),
    "level": set(Level),
    "paperState": set(Paper),
    "batteryState": set(Battery),
    "counter": set(COUNTERS),
    "subject": {"screen", "network", "system", "terminal"},
    "orderState": set(OrderState),
    "orderReason": set(OrderReason),
    "deviceWish": set(DeviceWish),
    "tracePage": set(TraceWish),
    "side": set(Side),
    "finderKind": set(FoundKind),
    "finderNote": set(Note),
    "finderWhy": set(Why),
    "confidence": set(Confidence),
    "lookAtCamera.page": set(Sight),
    "lookAtSlip": {*LOOK_FOR, "title", "unsure"},
    "lookAtPage": {*PAGE_FOR, "title", "unsure"},
    "slipState": {"take", "missing", "unsure"},
    "pageState": {"take", "missing", "unsure"},
    "choosePaper": {f"{kind}{end}" for kind, end in product(PaperKind, ("", "_more"))},
    "call": {f"{call}{end}" for call, end in product(Call, ("", "_more"))},
    "showHelp": {f"{name}{end}" for (name, _), end in product(HELP, ("", "_more"))},
    "showWay": {*LANDMARKS, "title", "ask", "back", "here"},
    "event": set(Kind),
    "remedy": {*Fault, *Flaw},
    "piece": set(PIECES),
    "value": set(VALUES),
    "eventsPage": set(PERIODS.values()),
    "screenTest": {f"{test}{end}" for test, end in product(ScreenTest, ("", "_how"))},
    "plot": {READ, STATUS, OTHERS} | {job.__name__ for job in DEVICE_JOBS},
    "report": {*Verdict, *FACTS, *HEADS, *PLOTS, *SIGNED},
    "maintenanceReason": {*REASONS, "none", POWER, CRASHES, "hours", "day"},
    "settingsDays": set(ADJUSTABLE["terminal"]["days"]),
}  # texts whose keys are put together while the program runs
BUILT = {f"{family}.{key}" for family, keys in FAMILIES.items() for key in keys}
ELSEWHERE = ("dock.",)  # texts of the device dock, which has tests of its own


def constants(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


WRITTEN = set().union(*map(constants, SOURCES))


def keys(language):
    return {key for key in words(language).keys() if not key.startswith(ELSEWHERE)}  # noqa: SIM118 - Words is no dictionary


@pytest.mark.parametrize("language", languages())
def test_every_text_that_is_asked_for_is_there(language):
    families = {key.split(".")[0] for key in keys("zh")}
    literal = {
        one for one in WRITTEN if re.fullmatch(r"[a-zA-Z]+(\.[a-zA-Z_]+)+", one) and one.split(".")[0] in families
    }
    literal = {one for one in literal if not any(key.startswith(f"{one}.") for key in keys("zh"))}  # a family's name
    assert sorted((BUILT | literal) - keys(language)) == []


@pytest.mark.parametrize("language", languages())
def test_no_text_is_left_over(language):
    assert sorted(key for key in keys(language) if key not in WRITTEN | BUILT) == []


@pytest.mark.parametrize("language", languages())
def test_every_language_fills_in_the_same_values(language):
    def names(text):
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    for key in keys(language):
        mine, first = words(language)._texts[key], words("zh")._texts[key]
        assert names(mine) <= names(first) | {"device"}, key


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_chinese_stands_in_the_code_of_a_screen(path):
    """Chinese outside of docstrings and comments is text, and text has a language. (One character measures lines.)"""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
    }
    found = {one for one in constants(path) - docs if re.search(r"[\u4e00-\u9fff]", one)}
    assert found <= {"国"}


def test_a_device_without_a_name_of_its_own_still_gets_a_sentence():
    from drivers import DeviceError
    from screens.parts import trouble

    error = DeviceError(Fault.NO_ANSWER, "port 7 of 王五's hub")
    assert trouble.what(error, words("zh")) == "设备没有反应。"
    assert "王五" not in trouble.staff(error, words("zh"))


def test_nobody_takes_a_month_for_a_day():
    """2/7 is the second of July to some and the seventh of February to others."""
    for language in languages():
        said = words(language)
        for month, day in ((2, 7), (7, 2), (12, 11)):
            named = said(f"month.{month}")
            assert named in said.day(date(2026, month, day))
            assert named in said.day_of_month(date(2026, month, day))
            assert not named.isdecimal()
    assert words("en").day(date(2026, 7, 2)) == "Thu 2 Jul"
    assert words("zh").day(date(2026, 7, 2)) == "7月2日 周四"
