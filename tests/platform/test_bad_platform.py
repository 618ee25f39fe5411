"""Bad days of the platform: every call ends in time, by a named trouble, and does nothing twice."""

import gzip
import json
import re
import time

import pytest

from kiosk.platform import troubles, wire
from kiosk.platform.client import PlatformClient
from kiosk.platform.settings import Settings
from tests.platform.bad_platform import (
    answers,
    bad_platform,
    breaks_off,
    drips_its_body,
    drips_its_headers,
    drips_one_header,
    first,
    hangs_up,
    is_silent,
    problem,
    resets,
    speaks_something_else,
)
from tests.platform.city import PENSION, SECRET, TERMINAL, card, key

LIMIT = 0.4  # seconds for a call that is to be given up
PATIENT = 10.0  # seconds for one that is to be answered, on however busy a machine
QUEUES = b'{"queues":[]}'
TICKET = {
    "id": "t-1",
    "number": "A001",
    "queue": {
        "id": "H1-A",
        "name": "a",
        "hall_id": "H1",
        "windows": ["A01"],
        "state": "open",
        "waiting": 1,
        "minutes": None,
    },
    "item_name": "b",
    "hall_name": "c",
    "ahead": 0,
    "minutes": None,
    "issued": "2026-07-02T09:30:00+08:00",
    "held_already": False,
}


@pytest.mark.parametrize(
    "behave",
    [
        is_silent,
        drips_its_headers,
        drips_one_header,
        drips_its_body(b"Content-Length: 100000\r\n"),
        drips_its_body(b"Connection: close\r\n"),
        drips_its_body(b"Transfer-Encoding: chunked\r\n"),
    ],
    ids=["silent", "headers", "one-header", "body", "body-without-length", "chunked"],
)
def test_whoever_is_slow_or_drips_is_given_up_in_time(behave):
    with bad_platform(behave) as platform:
        started = time.monotonic()
        with pytest.raises(troubles.Slow):
            terminal(platform, timeout=LIMIT).queues(PENSION)
        assert time.monotonic() - started < PATIENT


@pytest.mark.parametrize("behave", [resets, hangs_up, breaks_off, speaks_something_else])
def test_a_broken_connection_is_offline_after_one_more_try(behave):
    with bad_platform(behave) as platform:
        with pytest.raises(troubles.Offline):
            terminal(platform).queues(PENSION)
        assert len(platform.requests) == 2


def test_nobody_there_is_offline():
    client = PlatformClient(Settings(url="http://127.0.0.1:9", secret=SECRET, timeout=LIMIT), TERMINAL)
    with pytest.raises(troubles.Offline):
        client.queues("")


def test_a_connection_that_breaks_once_is_tried_again_with_the_same_key_and_a_new_nonce():
    with bad_platform(first(resets, answers(201, json.dumps(TICKET).encode()))) as platform:
        once = key()
        ticket = terminal(platform).take_ticket("a" * 20, "H1-A", PENSION, once)
        assert (ticket.number, ticket.minutes) == ("A001", None)
        assert [request.count(once.encode()) for request in platform.requests] == [1, 1]
        nonces = {re.search(rb"Kiosk-Nonce: (\w+)", request).group(1) for request in platform.requests}
        assert len(nonces) == 2


def test_a_slow_call_is_not_tried_again():
    with bad_platform(is_silent) as platform:
        with pytest.raises(troubles.Slow):
            terminal(platform, timeout=LIMIT).take_ticket("a" * 20, "H1-A", PENSION, key())
        assert len(platform.requests) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599, 408, 429])
def test_a_server_in_trouble_is_offline_and_not_asked_twice(status):
    with bad_platform(answers(status, b"<h1>sorry</h1>", "text/html")) as platform:
        with pytest.raises(troubles.Offline):
            terminal(platform).queues(PENSION)
        assert len(platform.requests) == 1


@pytest.mark.parametrize(
    ("status", "code", "trouble"),
    [
        (401, "unsigned", troubles.NotTrusted),
        (401, "unknownTerminal", troubles.NotTrusted),
        (401, "badSignature", troubles.NotTrusted),
        (401, "replayed", troubles.NotTrusted),
        (401, "somethingNew", troubles.NotTrusted),
        (401, "wrongClock", troubles.WrongClock),
        (403, "visitExpired", troubles.VisitExpired),
        (404, "noLongerThere", troubles.NoLongerThere),
        (409, "queueClosed", troubles.QueueClosed),
        (409, "queueFull", troubles.QueueClosed),
        (409, "slotTaken", troubles.SlotTaken),
        (409, "alreadyBooked", troubles.AlreadyBooked),
        (409, "keyReused", troubles.Refused),
        (422, "notRecognised", troubles.NotRecognised),
        (422, "cardExpired", troubles.CardExpired),
        (400, "badRequest", troubles.Refused),
        (418, "somethingNew", troubles.Refused),
    ],
)
def test_every_code_of_the_contract_has_its_trouble(status, code, trouble):
    with bad_platform(problem(status, code)) as platform, pytest.raises(troubles.Trouble) as caught:
        terminal(platform).queues(PENSION)
    assert type(caught.value) is trouble


@pytest.mark.parametrize(
    "behave",
    [
        answers(200, b"{"),
        answers(200, b""),
        answers(200, b"[]"),
        answers(200, b"[" * 100_000),
        answers(200, b"\xff\xfe\x00"),
        answers(200, b"{}"),
        answers(200, b'{"queues":{}}'),
        answers(200, b'{"queues":[5]}'),
        answers(200, QUEUES, "text/html"),
        answers(201, QUEUES),
        answers(204, b""),
        answers(302, b"", Location="http://127.0.0.1:9/"),
        answers(304, b""),
        answers(403, b"<h1>log in first</h1>", "text/html"),
        answers(403, b"{}", "application/problem+json"),
        answers(403, b"{", "application/problem+json"),
        answers(200, b"not gzip", Content_Encoding="gzip"),
    ],
)
def test_what_the_contract_does_not_allow_is_a_bad_answer(behave):
    with bad_platform(behave) as platform, pytest.raises(troubles.BadAnswer):
        terminal(platform).queues(PENSION)


@pytest.mark.parametrize(
    "change",
    [
        {"id": None},
        {"id": "a\r\nb"},
        {"number": 5},
        {"ahead": -1},
        {"ahead": True},
        {"ahead": "0"},
        {"minutes": 1.5},
        {"issued": "yesterday"},
        {"issued": "2026-07-02T09:30:00"},
        {"held_already": 0},
        {"queue": {}},
        {"queue": {**TICKET["queue"], "state": "ajar"}},
        {"queue": {**TICKET["queue"], "windows": [1]}},
        {"queue": {**TICKET["queue"], "names": {"en": 1}}},
    ],
)
def test_a_ticket_of_another_form_is_a_bad_answer(change):
    with (
        bad_platform(answers(201, json.dumps(TICKET | change).encode())) as platform,
        pytest.raises(troubles.BadAnswer),
    ):
        terminal(platform).take_ticket("a" * 20, "H1-A", PENSION, key())


def test_fields_of_a_later_contract_are_passed_over():
    later = TICKET | {"colour": "red", "queue": TICKET["queue"] | {"smell": 5}}
    with bad_platform(answers(201, json.dumps(later).encode())) as platform:
        assert terminal(platform).take_ticket("a" * 20, "H1-A", PENSION, key()).number == "A001"


def test_a_catalogue_of_another_form_is_a_bad_answer_that_names_the_field():
    body = {"version": "1", "whole": True, "items": [{"task_code": "1", "task_name": 5}], "withdrawn": []}
    bad = pytest.raises(troubles.BadAnswer, match="task_name: must be a text")
    with bad_platform(answers(200, json.dumps(body).encode())) as platform, bad:
        terminal(platform).catalogue("")


def test_nothing_has_changed_is_no_answer_to_who_has_nothing():
    with bad_platform(answers(304, b"")) as platform:
        with pytest.raises(troubles.BadAnswer):
            terminal(platform).catalogue("")
        assert terminal(platform).catalogue("1.1") is None


def test_a_token_that_could_not_stand_in_a_header_is_a_bad_answer():
    body = {"token": "a\r\nKiosk-Visit: b", "masked_name": "*", "masked_number": "****", "expires": "x"}
    with bad_platform(answers(200, json.dumps(body).encode())) as platform, pytest.raises(troubles.BadAnswer):
        terminal(platform).identify_card(card())


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_that_does_not_end_is_a_bad_answer(packed):
    body = b'{"queues":[' + b" " * (2 << 20)
    headers = {"Content_Encoding": "gzip"} if packed else {}
    bad = pytest.raises(troubles.BadAnswer, match="larger")
    with bad_platform(answers(200, gzip.compress(body) if packed else body, **headers)) as platform, bad:
        terminal(platform, timeout=5.0).queues(PENSION)


def test_after_a_bad_answer_the_next_call_is_fine():
    huge = answers(200, b" " * (2 << 20))
    with bad_platform(first(huge, answers(200, QUEUES))) as platform:
        client = terminal(platform, timeout=5.0)
        with pytest.raises(troubles.BadAnswer):
            client.queues(PENSION)
        assert client.queues(PENSION) == ()


def test_no_cookie_outlives_a_call():
    with bad_platform(answers(200, QUEUES, Set_Cookie="who=someone; Path=/")) as platform:
        client = terminal(platform)
        client.queues("")
        client.queues("")
        assert b"Cookie" not in platform.requests[1]


def test_a_proxy_of_somebodys_environment_is_not_used(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:9")
    with bad_platform(answers(200, QUEUES)) as platform:
        assert terminal(platform).queues("") == ()


def test_a_trouble_holds_nothing_of_the_request():
    with bad_platform(resets) as platform, pytest.raises(troubles.Offline) as caught:
        terminal(platform).identify_card(card())
    assert (caught.value.__cause__, caught.value.__context__, caught.value.args) == (None, None, ())


def test_a_socket_that_is_cut_while_it_is_not_there_does_no_harm():
    wire.Wire()._cut()


def terminal(platform, **settings):
    return PlatformClient(Settings(url=platform.url, secret=SECRET, **{"timeout": PATIENT, **settings}), TERMINAL)
