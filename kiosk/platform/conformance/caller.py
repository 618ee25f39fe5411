"""Asks a platform anything, rightly or wrongly signed, and holds every answer against the contract."""

import json
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from kiosk.platform.contract import Operation, contract
from kiosk.platform.signing import NONCE, Signed
from kiosk.platform.troubles import Trouble
from kiosk.platform.wire import Limits, Wire

SECONDS = 20.0  # for one answer; the contract's terminals wait 8, the catalogue may take longer
SIZE = 64 << 20
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Reply:
    """`status` 0: there was no answer."""

    status: int = 0
    code: str = ""  # of a problem
    data: Any = field(default=None, repr=False)
    raw: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)

    def __str__(self) -> str:
        return f"{self.status} {self.code}".strip() if self.status else "no answer"


@dataclass(frozen=True)
class Wrongly:
    """How a request is spoilt."""

    unsigned: bool = False
    secret: str = ""
    terminal: str = ""
    nonce: str = ""
    late: float = 0.0  # seconds
    body: bytes | None = None  # sent instead of the one that was signed
    query: str = ""  # appended after signing
    headers: Mapping[str, str] = field(default_factory=dict[str, str])  # put in after signing


RIGHTLY = Wrongly()


class Caller:
    """Any thread may ask. `breaches` collects what answers break of their schemas."""

    def __init__(self, url: str, terminal: str, secret: str, ca_file: str = "") -> None:
        self.url, self.terminal = url.rstrip("/"), terminal
        self._secret, self._ca_file = secret, ca_file
        self._mine = threading.local()
        self._offset = 0.0
        self.breaches: list[str] = []

    def ask(
        self,
        operation: str,
        body: object = None,
        *,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        visit: str = "",
        key: str = "",
        headers: Mapping[str, str] | None = None,
        wrongly: Wrongly = RIGHTLY,
    ) -> Reply:
        """One operation by its id. A request that lacks what the operation needs is sent as it is."""
        wanted = contract().operations[operation]
        target = wanted.path
        for name, value in (path or {}).items():
            target = target.replace(f"{{{name}}}", quote(value, safe=""))
        target += f"?{urlencode(query)}" if query else ""
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        reply = self.send(wanted.method, target, raw, visit=visit, key=key, headers=headers or {}, wrongly=wrongly)
        self._hold(wanted, reply)
        return reply

    def send(
        self,
        method: str,
        target: str,
        raw: bytes = b"",
        *,
        visit: str = "",
        key: str = "",
        headers: Mapping[str, str] | None = None,
        wrongly: Wrongly = RIGHTLY,
    ) -> Reply:
        """Any request at all."""
        signed = Signed(
            method,
            target,
            wrongly.terminal or self.terminal,
            str(int(time.time() - wrongly.late)),
            wrongly.nonce or secrets.token_hex(16),
            raw,
            visit,
            key,
        )
        sent = dict(headers or {}) | signed.headers(wrongly.secret or self._secret) | dict(wrongly.headers)
        if wrongly.unsigned:
            sent = {name: value for name, value in sent.items() if not name.startswith("Kiosk-")}
        if raw:
            sent["Content-Type"] = "application/json"
        body = raw if wrongly.body is None else wrongly.body
        try:
            received = self._wire().send(
                method, f"{self.url}{target}{wrongly.query}", sent, body, Limits(SECONDS, SIZE)
            )
        except Trouble:
            return Reply()
        data = _json(received.body)
        code = data.get("code", "") if isinstance(data, dict) and received.status >= 400 else ""
        reply = Reply(received.status, str(code), data, received.body, received.headers)
        self._note(f"{method} {target.split('?', maxsplit=1)[0]}", _shape(reply, received.kind))
        return reply

    def _hold(self, operation: Operation, reply: Reply) -> None:
        """The answer's schema, where the status is one of the operation's own."""
        if reply.status in operation.answers:
            schema = operation.answers[reply.status]
            found = contract().breaches(schema, reply.data) if schema else []
            self._note(f"{operation.id} {reply.status}", [str(breach) for breach in found])
        elif 0 < reply.status < 400:
            self._note(operation.id, [f"answers {reply.status}, which the contract does not know"])

    def _note(self, where: str, what: list[str]) -> None:
        self.breaches += [f"{where}: {one}" for one in what]

    def _wire(self) -> Wire:
        if not hasattr(self._mine, "wire"):
            self._mine.wire = Wire(self._ca_file)
        return self._mine.wire


def replayed(nonce: str) -> Wrongly:
    return replace(RIGHTLY, nonce=nonce)


def without(header: str) -> Wrongly:
    """A header emptied after it was signed."""
    return replace(RIGHTLY, headers={header: ""})


def _shape(reply: Reply, kind: str) -> list[str]:
    """What holds for every answer."""
    if reply.status >= 400:
        if kind != PROBLEM:
            return [f"error {reply.status} is {kind or 'nothing'} instead of {PROBLEM}"]
        found = [str(breach) for breach in contract().breaches("Problem", reply.data)]
        differs = isinstance(reply.data, dict) and reply.data.get("status") not in {reply.status, None}
        return [*found, *(["status in the problem differs from the answer's"] if differs else [])]
    if reply.status == 304:
        return ["304 has a body"] if reply.raw else []
    return [] if kind == "application/json" else [f"answer is {kind or 'nothing'} instead of application/json"]


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


__all__ = ["NONCE", "RIGHTLY", "Caller", "Reply", "Wrongly", "replayed", "without"]
