"""Plans of halls: read from the catalogue, held against their halls, and followed to a window."""

import json
from dataclasses import replace

import pytest

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.records import RecordError, hall_from, hall_to
from kiosk.catalogue.stock import Stock
from kiosk.model.plan import KINDS, Corner, Landmark, Room, Spot, Stand, directions
from kiosk.platform.contract import contract
from tests.catalogue.samples import read

HALLS = [hall_from(record, ignore_unknown=True) for record in read("halls.json")]
HERE = HALLS[0]
BROKEN = [
    (lambda plan: replace(plan, windows=(*plan.windows, Spot("Z99", 1, 1))), "Z99 is no window of the hall"),
    (lambda plan: replace(plan, windows=(*plan.windows, plan.windows[0])), "A01 is shown twice"),
    (lambda plan: replace(plan, windows=(Spot("A01", 36.5, 1),)), "window A01 is outside"),
    (lambda plan: replace(plan, landmarks=(Landmark("desk", 1, 22.1),)), "desk is outside"),
    (lambda plan: replace(plan, terminals=(Stand("T1", 40, 1),)), "terminal T1 is outside"),
    (lambda plan: replace(plan, rooms=(Room((Corner(0, 0), Corner(1, 1), Corner(99, 0))),)), "corner of room 1"),
]


@pytest.mark.parametrize("hall", HALLS, ids=[hall.id for hall in HALLS])
def test_every_sample_hall_has_a_plan_with_all_its_windows_and_a_way_to_each(hall):
    assert hall.plan_mistakes == []
    assert {spot.number for spot in hall.plan.windows} == {window.number for window in hall.windows}
    assert all(spot.way and dict(spot.ways)["en"] for spot in hall.plan.windows)
    assert {one.kind for one in hall.plan.landmarks} <= set(KINDS)
    assert hall.plan.terminals


@pytest.mark.parametrize("hall", HALLS, ids=[hall.id for hall in HALLS])
def test_a_plan_survives_the_way_through_json_and_keeps_the_contract(hall):
    record = json.loads(json.dumps(hall_to(hall)))
    assert hall_from(record) == hall
    assert contract().breaches("Hall", record) == []


@pytest.mark.parametrize(("change", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_a_plan_that_contradicts_itself_is_named_and_never_shown(change, said):
    wrong = replace(HERE, plan=change(HERE.plan))
    assert any(said in mistake for mistake in wrong.plan_mistakes)
    assert Catalogue(Stock(halls=(wrong,))).plan(HERE.id) is None
    assert Catalogue(Stock(halls=(HERE,))).plan(HERE.id) == HERE.plan


@pytest.mark.parametrize("bad", ["1", None, True, float("nan"), float("inf")])
def test_a_place_is_a_number(bad):
    record = {**read("halls.json")[0]}
    record["plan"] = {**record["plan"], "windows": [{"number": "A01", "x": bad, "y": 0}]}
    with pytest.raises(RecordError) as caught:
        hall_from(record, ignore_unknown=True)
    assert caught.value.field.startswith("plan.windows[0].x")


def test_a_place_at_nought_is_a_place():
    record = {**read("halls.json")[0], "plan": {"width": 5, "depth": 5, "rooms": [], "windows": []}}
    record["plan"]["landmarks"] = [{"kind": "entrance", "x": 0, "y": 0}]
    record["plan"]["rooms"] = [{"corners": [{"x": 0, "y": 0}, {"x": 5, "y": 0}, {"x": 5, "y": 5}]}]
    assert hall_from(record, ignore_unknown=True).plan.landmarks == (Landmark("entrance", 0, 0),)


def test_the_way_leads_to_those_windows_that_are_on_the_plan():
    way = directions(HERE.plan, ("A01", "A02", "A03"), "HC-DEMO")
    assert [spot.number for spot in way.windows] == ["A01", "A02"]
    assert way.here.terminal == "HC-DEMO"
    assert len(way.others) == len(HERE.windows) - 2
    assert directions(HERE.plan, ("A01",), "elsewhere").here is None


def test_no_plan_or_no_window_on_it_shows_no_way():
    assert directions(None, ("A01",), "HC-DEMO") is None
    assert directions(HERE.plan, ("Z99",), "HC-DEMO") is None
    assert Catalogue().plan("HC01") is None
    assert Catalogue(Stock(halls=(replace(HERE, plan=None),))).plan("HC01") is None
