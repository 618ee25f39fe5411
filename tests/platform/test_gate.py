"""What is let in: signatures, clocks, nonces, and requests that keep to the contract."""

import json

import pytest
import requests

from kiosk.platform.contract import contract
from kiosk.platform.signing import SIGNATURE, Signed, genuine, target
from kiosk.platform.troubles import NotTrusted, WrongClock
from tests.platform.city import SECRET, TERMINAL, city


def test_the_contracts_own_example_of_a_signature_is_right():
    example = contract().document["x-signing-example"]
    body = example["body"].encode()
    request = Signed(
        "POST",
        example["target"],
        example["terminal"],
        example["time"],
        example["nonce"],
        body,
        example["visit"],
        example["key"],
    )
    assert request.signature(example["secret"]) == example["signature"]
    assert example["body_sha256"] in request.text()


@pytest.mark.parametrize("part", ["method", "target", "terminal", "time", "nonce", "body", "visit", "key"])
def test_whatever_is_changed_after_signing_spoils_the_signature(part):
    parts = {
        "method": "POST",
        "target": "/v1/x",
        "terminal": "T",
        "time": "1",
        "nonce": "n" * 16,
        "body": b"b",
        "visit": "v",
        "key": "k",
    }
    signature = Signed(**parts).signature(SECRET)
    changed = parts[part] + (b"x" if part == "body" else "x")
    assert genuine(Signed(**parts), signature, SECRET)
    assert not genuine(Signed(**{**parts, part: changed}), signature, SECRET)


def test_what_a_gateway_puts_in_front_is_not_signed():
    assert target("https://city.example/gov/kiosk/v1/queues?item=1") == "/v1/queues?item=1"
    assert target("/v1/time") == "/v1/time"


def test_every_schema_of_the_contract_accepts_its_own_examples():
    for name, schema in contract().document["components"]["schemas"].items():
        for example in schema.get("examples", []):
            assert not contract().breaches(name, example), name


def test_a_breach_never_quotes_a_value():
    card = {"card": {"kind": "citizen", "number": "姓名", "name": 5, "valid_until": "never"}}
    said = " ".join(str(breach) for breach in contract().breaches("Identity", card))
    assert said
    assert "姓名" not in said
    assert "never" not in said


def test_a_wrong_clock_is_named_beyond_five_minutes_and_not_before(hall):
    now = hall.clock.wall()
    for apart in (-299, 299):
        assert hall.terminal(wall=lambda apart=apart: now + apart).queues("")
    for apart in (-302, 302):
        with pytest.raises(WrongClock):
            hall.terminal(wall=lambda apart=apart: now + apart).queues("")


def test_a_wrong_secret_or_an_unknown_terminal_is_not_trusted(hall):
    for terminal in (hall.terminal(secret="another"), hall.terminal("T99")):
        with pytest.raises(NotTrusted):
            terminal.queues("")


def test_a_request_sent_twice_is_refused_even_after_a_restart(tmp_path):
    with city(tmp_path) as hall:
        headers = signed(hall, "GET", "/v1/queues")
        assert requests.get(f"{hall.url}/v1/queues", headers=headers, timeout=5).status_code == 200
        assert requests.get(f"{hall.url}/v1/queues", headers=headers, timeout=5).json()["code"] == "replayed"
    with city(tmp_path, data=hall.folder) as hall:
        assert requests.get(f"{hall.url}/v1/queues", headers=headers, timeout=5).json()["code"] == "replayed"


def test_old_nonces_are_thrown_away(hall):
    hall.terminal().queues("")
    hall.clock.pass_by(minutes=11)
    hall.terminal().queues("")
    with hall.platform.database.read() as db:
        assert db.execute("SELECT count(*) FROM nonces").fetchone()[0] == 1


def test_old_answers_are_thrown_away_after_a_week(hall):
    from tests.platform.test_tickets import take

    take(hall.terminal(), 2)
    hall.clock.pass_by(days=8)
    take(hall.terminal(), 3)
    with hall.platform.database.read() as db:
        assert db.execute("SELECT count(*) FROM answers").fetchone()[0] == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"card":{"kind":"citizen"}}',
        b"[" * 30_000,
        b'{"code":{"text":"\\ud800"}}',
    ],
)
def test_a_body_that_breaks_the_contract_is_a_bad_request(hall, body):
    headers = signed(hall, "POST", "/v1/identities", body)
    answer = requests.post(f"{hall.url}/v1/identities", data=body, headers=headers, timeout=5)
    assert (answer.status_code, answer.json()["code"]) == (400, "badRequest")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_fault_inside_is_500_and_the_log_names_its_type_only(hall, caplog):
    with hall.platform.database.write() as db:
        db.execute("ALTER TABLE persons RENAME TO others")
    body = json.dumps(
        {"card": {"kind": "citizen", "number": "11010519491231002X", "name": "测试员甲", "valid_until": None}}
    ).encode()
    answer = requests.post(
        f"{hall.url}/v1/identities", data=body, headers=signed(hall, "POST", "/v1/identities", body), timeout=5
    )
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "identify failed: OperationalError" in caplog.text
    assert "测试员甲" not in caplog.text


def signed(hall, method, path, body=b""):
    request = Signed(method, path, TERMINAL, str(int(hall.clock.wall())), "n" * 20, body)
    headers = request.headers(SECRET)
    assert SIGNATURE in headers
    return headers
