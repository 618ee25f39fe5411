"""The checks pass a platform that keeps the contract, and each of them bites one that breaks its clause."""

import secrets
import time
from types import SimpleNamespace

import pytest

from kiosk.platform.conformance import CHECKS, __main__, check, ground
from kiosk.platform.signing import KEY, NONCE, SIGNATURE, TIME, VISIT
from tests.platform.broken import broken
from tests.platform.city import SECRET, TERMINAL, THURSDAY, Clock, city


class Today(Clock):
    """The hall is on its Thursday, signatures are of today: the checks sign with the real clock."""

    def wall(self):
        return time.time()


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    with city(tmp_path_factory.mktemp("sound"), clock=Today()) as running:
        yield running


def test_a_platform_that_keeps_the_contract_passes_every_check(sound):
    report = check(sound.url, TERMINAL, SECRET)
    assert report.ok, report.text()
    assert report.complete, report.text()
    assert f"{len(CHECKS)} kept, 0 broken, 0 not checked" in report.text()


def test_it_passes_through_something_that_breaks_nothing(tmp_path):
    with city(tmp_path, clock=Today(), wrap=broken()) as hall:
        report = check(hall.url, TERMINAL, SECRET)
    assert report.ok, report.text()


def test_it_passes_again_although_the_same_people_still_hold_the_tickets_of_the_first_run(tmp_path, monkeypatch):
    monkeypatch.setattr(ground, "secrets", SimpleNamespace(randbelow=lambda _: 7, token_hex=secrets.token_hex))
    with city(tmp_path, clock=Today()) as hall:
        for _ in range(2):
            report = check(hall.url, TERMINAL, SECRET)
            assert report.ok, report.text()


def test_a_closed_hall_is_not_a_breach_but_is_told(tmp_path):
    night = Today(THURSDAY.replace(hour=3))
    with city(tmp_path, clock=night) as hall:
        report = check(hall.url, TERMINAL, SECRET)
    assert report.ok, report.text()
    assert not report.complete
    assert "no queue is open at this terminal's hall now" in report.text()


def test_a_server_that_is_not_there_fails_every_check():
    report = check("http://127.0.0.1:9", TERMINAL, SECRET, only="tells the time unsigned")
    assert report.outcomes[0].breaches == ("the time was expected, got no answer",)


def test_a_wrong_secret_is_a_breach_in_plain_words(sound):
    report = check(sound.url, TERMINAL, "not the secret", only="knows the terminal and its hall")
    assert report.outcomes[0].breaches == ("200 expected, got 401 badSignature",)


def test_the_command_prints_the_report_and_says_by_its_status_whether_all_is_kept(sound, monkeypatch, capsys):
    monkeypatch.setenv("HALL_KIOSK_PLATFORM_SECRET", SECRET)
    status, told = __main__.main([sound.url, "--terminal", TERMINAL]), capsys.readouterr().out
    assert status == 0, told
    assert "0 broken" in told
    monkeypatch.setenv("HALL_KIOSK_PLATFORM_SECRET", "not the secret")
    assert __main__.main([sound.url, "--terminal", TERMINAL]) == 1
    monkeypatch.delenv("HALL_KIOSK_PLATFORM_SECRET")
    assert __main__.main([sound.url, "--terminal", TERMINAL]) == 2


def lets_in(condition):
    """Signs requests for the asker where the platform should have refused them."""

    def asked(request):
        if request.path != "/v1/time" and condition(request):
            request.resign(time.time)

    return {"asked": asked}


def changes(path, change, *, method=None, status=None):
    """Changes the data of the answers of one path."""

    def answered(request, answer):
        fits = path in request.path and method in {None, request.method} and status in {None, answer.status}
        if fits and answer.body and answer.status < 400:
            data = answer.data
            change(data)
            answer.data = data

    return {"answered": answered}


def instead(code, status, data):
    """Gives another answer where the platform has refused by a code."""

    def answered(request, answer):
        if answer.code == code:
            answer.status, answer.data = status, data
            answer.headers = [(b"content-type", b"application/json")]

    return {"answered": answered}


def other_problem(code):
    """Refuses, but by another code."""

    def answered(request, answer):
        if answer.code == code:
            answer.data = {**answer.data, "code": "somethingElse"}

    return {"answered": answered}


def forgets(header):
    """The platform does not look at a header."""

    def asked(request):
        if request.header(header):
            request.headers[header.lower()] = secrets.token_hex(16)
            request.resign(time.time)

    return {"asked": asked}


def unsigned(request):
    return not request.header(SIGNATURE)


def badly_signed(request):
    return bool(request.header(SIGNATURE)) and request.signed().signature(SECRET) != request.header(SIGNATURE)


def wrong_clock(request):
    return bool(request.header(TIME)) and abs(int(request.header(TIME)) - time.time()) > 300


SEEN = set()


def seen(request):
    known = request.header(NONCE) in SEEN
    SEEN.add(request.header(NONCE))
    return known


def without_query(request):
    if request.query.startswith("since"):
        request.query = ""
        request.resign(time.time)


def with_no_tag(request):
    request.headers.pop("if-none-match", None)


def same_for_all(request, answer):
    if request.path == "/v1/tickets" and answer.status == 201:
        answer.data = {**answer.data, "number": "A001"}


def sells_what_is_full(request, answer):
    if answer.code == "slotTaken":
        slot = {"id": "x", "day": "2026-07-02", "start": "10:00", "end": "10:30", "left": 0}
        answer.status, answer.headers = 201, [(b"content-type", b"application/json")]
        answer.data = {
            "id": "p-x",
            "code": "000000",
            "item_code": "0" * 31,
            "item_name": "x",
            "hall_name": "x",
            "windows": [],
            "slot": slot,
            "state": "booked",
        }


def another_order_each_time(request, answer):
    if request.path == "/v1/work-orders" and answer.status == 201:
        answer.data = {**answer.data, "id": f"w-{secrets.token_hex(8)}"}


def knows_no_recovery(request, answer):
    if request.path.endswith("/recoveries") and answer.data == {"work_orders": []}:
        answer.status, answer.headers = 404, [(b"content-type", b"application/problem+json")]
        answer.data = {"type": "about:blank", "title": "x", "status": 404, "code": "noLongerThere"}


def the_same_for_ever():
    """Answers as it did the first time, whatever the terminal holds."""
    first = []

    def answered(request, answer):
        if request.path == "/v1/number-blocks":
            first.append(answer.data)
            answer.data = first[0]

    return {"answered": answered}


def puts_by_twice(data):
    data["blocks"][0]["tickets"] *= 2


def forgets_what_is_held(request):
    if request.path == "/v1/number-blocks":
        request.body = b'{"held": []}'
        request.resign(time.time)


def in_html(request, answer):
    if answer.status >= 400:
        answer.headers, answer.body = [(b"content-type", b"text/html")], b"<h1>Error</h1>"


def no_code(request, answer):
    if answer.status >= 400:
        data = answer.data
        del data["code"]
        answer.data = data


def no_tag(request, answer):
    answer.headers = [(name, value) for name, value in answer.headers if name != b"etag"]


def drops(name):
    def change(data):
        data.pop(name, None)

    return change


def draws_a_window_elsewhere(data):
    corners = [{"x": 0, "y": 0}, {"x": 9, "y": 0}, {"x": 9, "y": 9}]
    windows = [{"number": "A01", "x": 10, "y": 1}]
    data["halls"][0]["plan"] = {"width": 9, "depth": 9, "rooms": [{"corners": corners}], "windows": windows}


def puts(**values):
    def change(data):
        data.update(values)

    return change


def swaps(name):
    def change(data):
        data[name] = data[name][::-1]

    return change


def holds_nothing_back(data):
    for slot in data["slots"]:
        slot["left"] = 2


BROKEN = [
    ("tells the time unsigned", changes("/v1/time", puts(seconds=0))),
    ("tells the time unsigned", changes("/v1/time", drops("time"))),
    ("refuses what is not signed", lets_in(unsigned)),
    ("refuses an unknown terminal", lets_in(lambda request: request.header("Kiosk-Terminal").startswith("no-such"))),
    ("refuses another secret", lets_in(badly_signed)),
    ("refuses a body changed after signing", lets_in(badly_signed)),
    ("refuses a query changed after signing", lets_in(badly_signed)),
    ("refuses a visit or key changed after signing", lets_in(badly_signed)),
    ("refuses a wrong clock and tells its own", lets_in(wrong_clock)),
    (
        "refuses a wrong clock and tells its own",
        {
            "answered": lambda _, answer: (
                answer.code == "wrongClock" and setattr(answer, "data", drop(answer.data, "server_time"))
            )
        },
    ),
    ("refuses a nonce used before", lets_in(seen)),
    ("refuses an unknown path", instead("notFound", 200, {})),
    ("refuses an unknown path", {"answered": in_html}),
    ("refuses an unknown path", {"answered": no_code}),
    ("refuses another method", other_problem("methodNotAllowed")),
    ("refuses a body that breaks the contract", other_problem("badRequest")),
    ("refuses a query that breaks the contract", instead("badRequest", 200, {"queues": []})),
    ("refuses a change without a key", other_problem("badRequest")),
    ("refuses a body over the limit", other_problem("tooLarge")),
    ("knows the terminal and its hall", changes("/v1/terminal", puts(id="T99"))),
    ("knows the terminal and its hall", changes("/v1/terminal", puts(hall_id="H99"))),
    ("gives the whole catalogue", changes("/v1/catalogue", puts(whole=False))),
    ("gives the whole catalogue", changes("/v1/catalogue", puts(items=[]))),
    ("gives the whole catalogue", changes("/v1/catalogue", lambda data: data["items"].append(data["items"][0]))),
    ("gives the whole catalogue", changes("/v1/catalogue", lambda data: data["items"][0].pop("task_name"))),
    ("gives the whole catalogue", {"answered": no_tag}),
    ("answers 304 when nothing has changed", {"asked": with_no_tag}),
    ("gives only what has changed", {"asked": without_query}),
    ("gives everything to who has an unknown version", changes("/v1/catalogue", puts(whole=False))),
    ("draws plans that agree with the halls", changes("/v1/catalogue", draws_a_window_elsewhere)),
    (
        "recognises an invented person and masks them",
        changes("/v1/identities", puts(masked_number="11010519491231002X")),
    ),
    ("recognises an invented person and masks them", changes("/v1/identities", puts(masked_name="测试员甲"))),
    ("recognises an invented person and masks them", changes("/v1/identities", drops("token"))),
    (
        "knows a social security card or says that it knows none",
        changes("/v1/identities", puts(masked_number="11010519491231002X")),
    ),
    ("knows a social security card or says that it knows none", changes("/v1/identities", drops("token"))),
    ("refuses an expired social security card", other_problem("cardExpired")),
    ("does not recognise a wrong check digit", instead("notRecognised", 200, {})),
    ("refuses an expired card", other_problem("cardExpired")),
    ("does not recognise a strange code", other_problem("notRecognised")),
    ("refuses a visit that it never gave", instead("visitExpired", 200, {"appointments": []})),
    (
        "tells the queues of the hall",
        changes("/v1/queues", lambda data: data["queues"] or data["queues"].append({"id": "x"})),
    ),
    (
        "tells the queues of the hall",
        changes("/v1/queues", lambda data: [queue.pop("waiting") for queue in data["queues"]]),
    ),
    ("gives a ticket in an open queue", changes("/v1/tickets", puts(number="one"))),
    ("gives a ticket in an open queue", changes("/v1/tickets", drops("ahead"))),
    ("gives the same answer to the same key", forgets(KEY)),
    ("does one thing for one key asked many times at once", forgets(KEY)),
    ("refuses a key used for something else", other_problem("keyReused")),
    ("gives a waiting person the same ticket", changes("/v1/tickets", puts(held_already=False))),
    (
        "gives a waiting person the same ticket",
        changes("/v1/tickets", lambda data: data.update(id=secrets.token_hex(4))),
    ),
    ("gives everybody a number of their own at once", {"answered": same_for_all}),
    ("refuses a queue or item that does not exist", other_problem("noLongerThere")),
    ("puts numbers by and keeps those that are held", changes("/v1/number-blocks", puts_by_twice, method="POST")),
    ("puts numbers by and keeps those that are held", changes("/v1/number-blocks", drops("day"), status=200)),
    ("puts numbers by and keeps those that are held", {"asked": forgets_what_is_held}),
    ("never offers again what is not held", the_same_for_ever()),
    ("gives nobody else a number that is put by", changes("/v1/tickets", puts(number="A800"))),
    ("takes a number that was given once", changes("/v1/number-blocks/tickets", puts(number="A999"))),
    ("takes a number that was given once", changes("/v1/number-blocks/tickets", puts(id="t-other"))),
    ("takes a number that was given once", other_problem("noLongerThere")),
    ("lists half hours in order", changes("/v1/slots", swaps("slots"))),
    ("lists half hours in order", changes("/v1/slots", lambda data: data["slots"].append(data["slots"][-1]))),
    (
        "has no half hours for an unknown item",
        changes(
            "/v1/slots",
            lambda data: (
                data["slots"]
                or data["slots"].append({"id": "x", "day": "2026-07-02", "start": "10:00", "end": "10:30", "left": 0})
            ),
        ),
    ),
    ("books lists changes and cancels", changes("/v1/appointments", puts(appointments=[]), method="GET")),
    ("books lists changes and cancels", changes("/v1/appointments", puts(state="gone"), status=201)),
    ("counts places down and up again", changes("/v1/slots", holds_nothing_back)),
    ("refuses a second booking for the same item", other_problem("alreadyBooked")),
    ("books once for one key", forgets(KEY)),
    ("never sells more places than there are", {"answered": sells_what_is_full}),
    ("keeps other peoples appointments to itself", instead("noLongerThere", 200, {})),
    ("refuses a half hour or appointment that does not exist", other_problem("noLongerThere")),
    ("files lists and ends a work order", changes("/v1/work-orders", puts(work_orders=[]), method="GET")),
    ("files lists and ends a work order", changes("/v1/work-orders", puts(state="lost"), method="POST")),
    ("keeps one unfinished order for one fault", {"answered": another_order_each_time}),
    ("ends with the fault and opens again with it", changes("/recoveries", puts(work_orders=[]))),
    ("ends with the fault and opens again with it", {"answered": another_order_each_time}),
    ("takes the end of a fault that nobody filed", {"answered": knows_no_recovery}),
    ("files once for one key", forgets(KEY)),
    ("refuses a work order that does not exist", other_problem("noLongerThere")),
]


def drop(data, name):
    return {key: value for key, value in data.items() if key != name}


@pytest.mark.parametrize(("name", "fault"), BROKEN, ids=[f"{number}-{name}" for number, (name, _) in enumerate(BROKEN)])
def test_a_platform_that_breaks_a_clause_is_caught_by_its_check(tmp_path, name, fault):
    with city(tmp_path, clock=Today(), wrap=broken(**fault)) as hall:
        report = check(hall.url, TERMINAL, SECRET, only=name)
    assert len(report.outcomes) == 1, f"there is no check {name}"
    assert report.outcomes[0].breaches, report.text()


def test_every_check_has_a_broken_platform_that_it_catches():
    assert {name for name, _ in BROKEN} == {one.name for one in CHECKS}


def test_a_visit_is_looked_at(tmp_path):
    with city(tmp_path, clock=Today(), wrap=broken(**forgets(VISIT))) as hall:
        report = check(hall.url, TERMINAL, SECRET)
    assert "403 visitExpired" in report.text()
