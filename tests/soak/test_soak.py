"""A short soak in every test run, with more faults than days have; and that the judge sees what it should see."""

import pytest

from tests.soak import soak as soaking
from tests.soak.booth import Visit
from tests.soak.plan import Plan
from tests.soak.report import report
from tests.soak.soak import judged, soak


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    return soak(tmp_path_factory.mktemp("soak"), Plan(visits=16, terminals=2, days=1, faults=0.6, cuts=0.2))


def test_robots_get_every_number_once_and_leave_nothing_behind(short):
    assert short.breaches == []
    assert len(short.visits) == 16
    assert sum(visit.end == "TicketTaken" for visit in short.visits) > 5
    assert short.faults["power cut"]
    assert len(short.faults) > 4


def test_the_report_tells_what_was_done(short):
    told = report(short)
    assert "16 visits" in told
    assert "**0 breaches**" in told
    assert "| ticket | TicketTaken |" in told


@pytest.mark.parametrize(
    ("papers", "visit", "told"),
    [
        ({"ticket": {"a", "b"}}, {"end": "Home"}, "2 tickets for one person"),
        ({}, {"end": "TicketTaken", "paper": "a"}, "was shown a ticket that the platform does not have"),
        ({}, {"end": ""}, "never came to an end"),
        ({}, {"slips": [("hallkiosk:ticket:z", 900)]}, "a slip of somebody else came out: hallkiosk:ticket:z"),
        (
            {"ticket": {"a"}},
            {"paper": "a", "slips": [("hallkiosk:ticket:a", 900)] * 2},
            "printed 2 times: hallkiosk:ticket:a",
        ),
        ({"ticket": {"a"}}, {"paper": "a", "slips": [("hallkiosk:ticket:a", 900), ("hallkiosk:ticket:a", 700)]}, None),
        ({"ticket": {"a"}}, {"paper": "a", "fate": "confirmed"}, "a slip that was confirmed never came out"),
        ({"ticket": {"a"}}, {"paper": "a", "fate": "confirmed", "slips": [("hallkiosk:ticket:a", 900)]}, None),
        ({"ticket": set()}, {"paper": "z", "put_by": True, "slips": [("hallkiosk:ticket:z", 900)]}, None),
        (
            {"ticket": set()},
            {"paper": "z", "put_by": True, "slips": [("hallkiosk:ticket:y", 900)]},
            "a slip of somebody else came out: hallkiosk:ticket:y",
        ),
    ],
)
def test_the_judge_sees_what_should_not_have_happened(monkeypatch, tmp_path, papers, visit, told):
    known = {kind: {f"hallkiosk:{kind}:{one}" for one in papers.get(kind, ())} for kind in ("ticket", "appointment")}
    monkeypatch.setattr(soaking, "papers_of", lambda *_: known)
    found = judged(Visit(1, "ticket", "2026-07-02", **({"end": "TicketTaken" if papers else "Home"} | visit)), tmp_path)
    assert [one.split(": ", 1)[1] for one in found] == ([told] if told else [])
