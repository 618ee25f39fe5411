"""Strokes of a finger become characters, the rare ones by their parts."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.writing.components import Components
from kiosk.writing.draft import Way
from kiosk.writing.lacking import STROKES
from tests.writing.by_hand import LONG, SIDE, TIAN, WANG


@pytest.fixture
def hand(ways):
    return ways.engine(Way.HAND)


def written(hand, strokes, side=SIDE):
    for stroke in strokes:
        draft = hand.add(tuple((x * side // SIDE, y * side // SIDE) for x, y in stroke), side)
    return draft


@pytest.mark.parametrize("side", [120, 300, 511, 1400])
def test_a_written_character_comes_first_in_a_field_of_any_size(hand, side):
    draft = written(hand, WANG, side)
    assert draft.candidates[0] == "王"
    assert hand.choose(0).finished == "王"
    assert hand.strokes == []


@pytest.mark.parametrize(("strokes", "character"), [(WANG, "王"), (LONG, "龙"), (TIAN, "天")])
@pytest.mark.parametrize(("share", "left", "top"), [(0.5, 0, 0), (0.5, 140, 100), (0.35, 90, 190), (1, 0, 0)])
def test_who_writes_small_or_in_a_corner_is_understood_as_well(hand, strokes, character, share, left, top):
    moved = [tuple((round(left + x * share), round(top + y * share)) for x, y in stroke) for stroke in strokes]
    assert character in written(hand, moved).candidates[:2]


def test_there_are_candidates_after_every_stroke_and_a_stroke_can_be_taken_back(hand):
    drafts = [hand.add(stroke, SIDE) for stroke in WANG]
    assert all(draft.candidates for draft in drafts)
    assert hand.erase() == drafts[-2]
    hand.add(WANG[-1], SIDE)
    assert [hand.erase() for _ in WANG] == [*drafts[-2::-1], hand.erase()]
    assert hand.strokes == []


def test_a_rare_character_is_written_by_its_parts(hand):
    hand.part_by_part(wanted=True)
    draft = written(hand, LONG)
    draft = hand.choose(draft.candidates.index("龙"))
    assert (draft.composition, draft.candidates, draft.finished) == ("龙", (), "")
    draft = written(hand, TIAN)
    draft = hand.choose(draft.candidates.index("天"))
    assert (draft.composition, draft.candidates) == ("龙天", ("䶮",))
    assert hand.choose(0).finished == "䶮"
    assert not hand.in_parts


def test_a_part_can_be_taken_back(hand):
    hand.part_by_part(wanted=True)
    draft = written(hand, LONG)
    hand.choose(draft.candidates.index("龙"))
    written(hand, TIAN[:1])
    hand.erase()
    assert hand.erase().composition == ""


@pytest.mark.parametrize(
    ("parts", "whole"),
    [("日月", "明"), ("木木木", "森"), ("龙天", "䶮"), ("金宏", "鋐"), ("吉吉", "喆"), ("火火", "炎")],
)
def test_parts_that_are_written_one_after_the_other_are_a_character(parts, whole):
    assert whole in Components(STROKES).made_of(tuple(parts))


def test_parts_that_nobody_knows_are_no_character():
    components = Components(STROKES)
    assert components.made_of(()) == components.made_of(("龙",)) == components.made_of(("x", "\t")) == ()


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(st.integers(), st.integers()), max_size=30), max_size=60), st.integers(-5, 5000))
def test_whatever_a_finger_does_nothing_breaks(ways, strokes, side):
    hand = ways.engine(Way.HAND)
    hand.clear()
    for stroke in strokes[:8]:
        hand.add(tuple(stroke), side)
    assert hand.choose(10_000).finished == ""


def test_a_very_long_stroke_is_thinned_out(hand):
    hand.add(tuple((x % SIDE, 100) for x in range(100_000)), SIDE)
    assert len(hand.strokes[0]) <= 402
