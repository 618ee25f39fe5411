"""What people come for, touch by touch: the table of docs/tasks.md, gone through at a hall with the real screens."""

import dataclasses
from pathlib import Path

import pytest

from drivers import Fate
from drivers.emulated.sample_cards import CITIZEN
from kiosk.model.appointments import AppointmentState
from kiosk.steps import appointments as booking
from kiosk.steps import finding
from kiosk.steps.common import Welcome
from kiosk.steps.queueing import ChooseQueue, TicketTaken
from kiosk.steps.way import ShowWay
from kiosk.style import Style
from screens.parts.press import Press
from tests.platform.city import HALLS, ITEMS, OTHER, PENSION, SECRET, key
from tests.screens import way_samples
from tests.screens.glass import PORTRAIT, said
from tests.stories.hall import Hall

DOCS = Path(__file__).parents[2] / "docs"
MOST = 4  # touches
CARD = {"(card)", "（身份证）"}
RESULTS = (  # what each task of the table comes to, in its order
    lambda hall, _: isinstance(hall.step, TicketTaken),
    lambda hall, glass: isinstance(hall.step, ChooseQueue) and "人在等" in glass.words(),
    lambda hall, _: isinstance(hall.step, ShowWay),
    lambda hall, _: isinstance(hall.step, booking.AppointmentMade),
    lambda hall, _: isinstance(hall.step, booking.MyAppointments) and hall.step.appointments,
    lambda hall, _: isinstance(hall.step, booking.AppointmentMade) and hall.step.appointment.slot.start.hour == 11,
    lambda hall, _: isinstance(hall.step, booking.Cancelled),
    lambda hall, glass: isinstance(hall.step, finding.ShowGuide) and "示例材料" in glass.words(),
    lambda hall, _: isinstance(hall.step, finding.GuidePrinted) and hall.step.fate is Fate.CONFIRMED,
    lambda hall, _: isinstance(hall.step, finding.TakeAlong),
    lambda hall, _: hall.kiosk.call is not None,
    lambda hall, _: hall.kiosk.style is Style.LARGE,
    lambda hall, glass: hall.kiosk.language == "en" and "How can we help?" in glass.words(),
)


def table(name):
    """The rows of a document: task, touches, way."""
    lines = (DOCS / name).read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    return [(task, int(touches), way.split(" → ")) for task, touches, way in rows if touches.isdigit()]


TASKS = table("tasks.md")
BOOKED = [number for number, (_, _, way) in enumerate(TASKS) if way[0] == "我的预约"]


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    sample = way_samples.plan(0)
    plan = {
        "width": sample.width,
        "depth": sample.depth,
        "rooms": [{"corners": [{"x": one.x, "y": one.y} for one in room.corners]} for room in sample.rooms],
        "windows": [{"number": "A01", "x": sample.windows[0].x, "y": sample.windows[0].y, "way": "进门左转"}],
    }
    halls = [HALLS[0] | {"frequent": [PENSION], "plan": plan}, *HALLS[1:]]
    items = [ITEMS[0] | {"materials": [{"material_name": "示例材料"}]}, *ITEMS[1:]]
    with Hall(tmp_path_factory.mktemp("tasks"), data={"halls": halls, "items": items}, on=False) as hall:
        terminal = dataclasses.replace(hall.config.terminal, always_open=True)
        hall.config = dataclasses.replace(hall.config, terminal=terminal)
        hall.start()
        yield hall


@pytest.fixture
def visit(hall, glass, request):
    """The idle screen; and a booking at the platform, where the task is about one."""
    glass.fresh(PORTRAIT, kiosk=hall.kiosk)
    hall.kiosk.show = lambda stage: (hall.stages.__setitem__(0, stage), glass.window.show(stage))
    hall.devices.card.lift()
    hall.kiosk.stop()
    hall.kiosk.start()
    hall.until(Welcome)
    hall.heeded("card")
    client = hall.city.terminal(OTHER, secret=SECRET + "2")
    token = client.identify_card(CITIZEN).token
    for one in client.appointments(token):
        if one.state is AppointmentState.BOOKED:
            client.cancel(token, one.id, key())
    if request.getfixturevalue("number") in BOOKED:
        client.book(token, client.slots(PENSION)[0].id, PENSION, key())
    yield hall
    hall.kiosk.show = lambda stage: hall.stages.__setitem__(0, stage)


def tap(hall, glass, text):
    """Once there is something to press that says so, and nothing is being worked at."""

    def found():
        root = glass.frame.cover or glass.frame
        presses = [one for one in root.walk(restrict=True) if isinstance(one, Press) and one.on_press is not None]
        return None if glass.frame.busy else [one for one in presses if text in said(one)]

    one = min(hall.wait(lambda: glass.frames(1) or found()), key=lambda one: one.width * one.height)
    glass.up(glass.down(*one.to_window(*one.center)))


@pytest.mark.parametrize("number", range(len(TASKS)), ids=[task for task, *_ in TASKS])
def test_what_people_come_for_takes_four_touches_at_most(visit, glass, number):
    _, touches, way = TASKS[number]
    for one in way:
        if one in CARD:
            visit.devices.card.insert(CITIZEN)
        else:
            tap(visit, glass, one)
    visit.wait(lambda: glass.frames(1) or RESULTS[number](visit, glass))
    assert touches == len([one for one in way if one not in CARD]) <= MOST


def test_the_chinese_table_says_the_same():
    chinese = table("tasks.zh-CN.md")
    assert [(touches, [one for one in way if one not in CARD]) for _, touches, way in chinese] == [
        (touches, [one for one in way if one not in CARD]) for _, touches, way in TASKS
    ]
    assert len(TASKS) == len(RESULTS) >= 10
