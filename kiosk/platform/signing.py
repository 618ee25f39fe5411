"""How a terminal signs a request and a platform checks it: HMAC-SHA256 over all that gives the request its meaning.

The contract, config/platform.openapi.yaml, describes the same in words and carries a worked example. Shared by the
client, the reference server and the conformance checks; it knows no network and no clock.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

SCHEME = "HALL-KIOSK-1"  # first line of what is signed, so that a later scheme can never be mistaken for this one

TERMINAL = "Kiosk-Terminal"
TIME = "Kiosk-Time"
NONCE = "Kiosk-Nonce"
SIGNATURE = "Kiosk-Signature"
VISIT = "Kiosk-Visit"
KEY = "Idempotency-Key"


@dataclass(frozen=True)
class Signed:
    """All parts of a request that its signature covers. `target` is path and query from `/v1` on, as sent."""

    method: str
    target: str
    terminal: str
    time: str  # seconds since 1970-01-01 UTC, digits only
    nonce: str = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    visit: str = field(default="", repr=False)
    key: str = field(default="", repr=False)

    def text(self) -> str:
        """What is signed: nine lines, none of which can hold a line break."""
        digest = hashlib.sha256(self.body).hexdigest()
        lines = (SCHEME, self.method, self.target, self.terminal, self.time, self.nonce, digest, self.visit, self.key)
        return "\n".join(lines)

    def signature(self, secret: str) -> str:
        """The signature in lower-case hexadecimal."""
        return hmac.new(secret.encode(), self.text().encode(), hashlib.sha256).hexdigest()

    def headers(self, secret: str) -> dict[str, str]:
        """The headers that carry the signature and what it covers."""
        headers = {TERMINAL: self.terminal, TIME: self.time, NONCE: self.nonce, SIGNATURE: self.signature(secret)}
        if self.visit:
            headers[VISIT] = self.visit
        if self.key:
            headers[KEY] = self.key
        return headers

    @staticmethod
    def received(method: str, target: str, headers: Mapping[str, str], body: bytes) -> "Signed":
        """The same request as the platform sees it. A header that is missing counts as empty."""
        return Signed(
            method,
            target,
            terminal=headers.get(TERMINAL, ""),
            time=headers.get(TIME, ""),
            nonce=headers.get(NONCE, ""),
            body=body,
            visit=headers.get(VISIT, ""),
            key=headers.get(KEY, ""),
        )


def genuine(request: Signed, signature: str, secret: str) -> bool:
    """Whether a signature is the terminal's. Takes the same time for every wrong one."""
    return hmac.compare_digest(request.signature(secret).encode(), signature.encode())


def target(url: str) -> str:
    """Path and query of an address from `/v1` on: what a gateway puts in front is not signed."""
    parts = urlsplit(url)
    start = max(parts.path.find("/v1/"), 0)
    return parts.path[start:] + (f"?{parts.query}" if parts.query else "")
