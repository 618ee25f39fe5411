"""Refusals of the platform: problem+json (RFC 9457) with the contract's stable codes. Nothing of a resident in them."""

from collections.abc import Sequence
from typing import Any

from kiosk.platform.contract import Breach

MEDIA_TYPE = "application/problem+json"

_KNOWN = {
    "badRequest": (400, "The request breaks the contract"),
    "unsigned": (401, "The request carries no complete signature"),
    "unknownTerminal": (401, "No such terminal"),
    "badSignature": (401, "The signature is not this terminal's"),
    "wrongClock": (401, "The terminal's clock is wrong"),
    "replayed": (401, "The nonce has been used before"),
    "visitExpired": (403, "The visit is over"),
    "notFound": (404, "No such operation"),
    "noLongerThere": (404, "What was asked for does not exist"),
    "methodNotAllowed": (405, "Not by this method"),
    "queueClosed": (409, "The queue gives no tickets now"),
    "queueFull": (409, "The queue gives no more tickets today"),
    "slotTaken": (409, "Nothing is left of this half-hour"),
    "alreadyBooked": (409, "There is a coming appointment for this item"),
    "keyReused": (409, "The idempotency key belongs to another request"),
    "tooLarge": (413, "The body is too large"),
    "notRecognised": (422, "The card or code belongs to nobody known here"),
    "cardExpired": (422, "The card's validity has ended"),
    "internal": (500, "A fault of the platform"),
    "unavailable": (503, "Not now"),
}


class Problem(Exception):  # noqa: N818 - RFC 9457's word
    """A refusal on its way to the terminal."""

    def __init__(self, code: str, *, breaches: Sequence[Breach] = (), server_time: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.status, self.title = _KNOWN[code]
        self._breaches, self._server_time = breaches, server_time

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"type": "about:blank", "title": self.title, "status": self.status, "code": self.code}
        if self._breaches:
            body["errors"] = [{"where": breach.where, "rule": breach.rule} for breach in self._breaches]
        if self._server_time is not None:
            body["server_time"] = self._server_time
        return body
