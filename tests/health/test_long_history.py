"""A history of years: whatever is asked of it, the answer is right, short and quick, and the file has its bounds."""

import io
import random
import time
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image, ImageColor

from drivers import Fault, Paper, State, Status
from kiosk.health import ledger, plots
from kiosk.health.history import History, Kind
from kiosk.health.model import Finding, Level, Verdict
from kiosk.health.network import Way
from kiosk.model.terminal import Terminal
from kiosk.room.desk import RoomDesk
from kiosk.room.filters import PERIODS, EventFilter
from kiosk.texts import languages, words

NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
EVENTS, USES = 10_000, 20_000
ROLES = ("card", "code", "receipt")
PAGE = 1.0  # seconds for whatever a page of events asks; it takes some milliseconds


def fill(db):
    """Ten thousand events over three hundred days, and the samples of a month."""
    for number in range(EVENTS):
        at = (NOW - timedelta(days=300) * (1 - number / EVENTS)).timestamp()
        role, turn = ROLES[number % 3], number // 3 % 4
        if turn < 2:
            gone = Status(State.OFFLINE, Fault.NO_ANSWER, f"silence {number}")
            ledger.status(db, at, role, Status() if turn else gone)
        else:
            finding = Finding(role, Level.INTERNAL, Verdict.PASSED, datetime.fromtimestamp(at, UTC))
            ledger.finding(db, finding)
    chance = random.Random(7)
    for number in range(USES):
        at = (NOW - timedelta(days=30) * (1 - number / USES)).timestamp()
        what = ("read", "status", "CheckDevice", "PrintTicket", "PrintTest")[number % 5]
        ledger.use(db, at, "receipt", what, chance.lognormvariate(-1, 1), ok=True, counts="jobs")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    path = tmp_path_factory.mktemp("long") / "health.db"
    db = ledger.opened(path)
    with db:
        db.execute("BEGIN")
        fill(db)
    db.close()
    return path


@pytest.fixture(scope="module")
def desk(place):
    history = History(place, lambda: NOW)
    terminal, way = Terminal("T1", "H1", frozenset(ROLES)), Way("http://127.0.0.1:9", "")
    yield RoomDesk(history, terminal, dict.fromkeys(ROLES, "x"), place.parent, way, health=dict, now=lambda: NOW)
    history.close()


@pytest.fixture(scope="module")
def whole(desk):
    """Every event, the newest first."""
    return desk.events(EventFilter(limit=10 * EVENTS))


@pytest.mark.parametrize("within", PERIODS)
@pytest.mark.parametrize("kind", [None, *Kind])
@pytest.mark.parametrize("role", [None, "card", "sound"])
def test_every_filter_finds_what_it_says_and_at_once(desk, whole, role, kind, within):
    wanted = EventFilter(role, kind, within)
    begun = time.monotonic()
    found = desk.events(wanted)
    assert time.monotonic() - begun < PAGE
    right = [
        event
        for event in whole
        if role in (None, event.role) and kind in (None, event.kind) and (within is None or event.at >= NOW - within)
    ]
    assert list(found) == right[: wanted.limit]
    assert sorted(found, key=lambda event: event.at, reverse=True) == list(found)


def test_the_oldest_event_can_be_reached_look_by_look(desk, whole):
    wanted, seen, looks = EventFilter("card", Kind.FAULT), [], 0
    while found := desk.events(wanted):
        seen += found
        wanted, looks = wanted.older(), looks + 1
        assert looks < 100
    assert seen == [event for event in whole if event.role == "card" and event.kind is Kind.FAULT]
    for _ in range(looks):
        wanted = wanted.newer()
    assert wanted == EventFilter("card", Kind.FAULT)


def test_another_filter_begins_with_the_newest_again():
    far = EventFilter("card").older()
    assert [one.passed for one in (far.next_role(ROLES), far.next_kind(), far.next_period())] == [0, 0, 0]


def test_the_overview_of_a_long_history_is_there_at_once(desk):
    begun = time.monotonic()
    views = desk.devices()
    assert time.monotonic() - begun < PAGE
    assert [view.role for view in views] == list(ROLES)
    assert all(view.last_fault is Fault.NO_ANSWER and view.last_test for view in views)


@pytest.mark.parametrize("language", languages())
def test_the_picture_of_many_uses_has_a_colour_for_each_kind_and_names_in_words(desk, language, monkeypatch):
    told, label = [], plots._label
    monkeypatch.setattr(plots, "_label", lambda axes, *rest: (told.append(axes), label(axes, *rest)))
    picture = Image.open(io.BytesIO(desk.times("receipt", words(language)))).convert("RGB")
    names = told[0].get_legend_handles_labels()[1]
    assert len(names) == len(plots.COLOURS)
    assert not [name for name in names if "Print" in name or "Check" in name]
    assert sum(int("".join(filter(str.isdigit, name))) for name in names) == USES
    colours = {colour for _, colour in picture.getcolors(1 << 24)}
    assert {ImageColor.getrgb(colour) for colour in plots.COLOURS} <= colours


def test_a_device_that_was_never_used_has_no_picture(desk):
    assert desk.times("sound", words("zh")) == b""


def test_a_history_that_has_grown_too_large_is_cut_to_its_newest_when_the_program_starts(tmp_path, monkeypatch):
    monkeypatch.setattr(ledger, "EVENTS", 300)
    monkeypatch.setattr(ledger, "SAMPLES", 400)
    path = tmp_path / "health.db"
    db = ledger.opened(path)
    with db:
        db.execute("BEGIN")
        for number in range(1000):
            at = (NOW - timedelta(minutes=1000 - number)).timestamp()
            ledger.status(db, at, "receipt", Status(paper=(Paper.FULL, Paper.LOW)[number % 2]))
            ledger.use(db, at, "receipt", "read", 0.001 * number, ok=True, counts="")
    db.close()
    history = History(path, lambda: NOW)
    history._settle()
    events, samples = history.events(limit=5000), history.samples("receipt")
    history.close()
    assert (len(events), len(samples)) == (300, 400)
    assert events[0].at == NOW - timedelta(minutes=1)
    assert [sample.seconds for sample in samples] == [0.001 * number for number in range(600, 1000)]
