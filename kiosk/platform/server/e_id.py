"""Electronic identities for demonstration: the changing QR code that a resident's phone would show.

The key below is public and protects nothing; it only makes a spoilt code different from a good one. A real platform
asks the issuer of the code instead. Terminals know nothing of this form.
"""

import base64
import binascii
import hashlib
import hmac
import json
import time

LIVES = 60.0  # seconds; phones show a new one every minute
_PREFIX = "hkid:1:"
_SAMPLE_KEY = b"public key of the sample identities"


def sample_e_id(
    name: str, number: str, *, kind: str = "citizen", issued: float | None = None, lives: float = LIVES
) -> str:
    """The text of a code for an invented person. `issued` is in seconds since 1970, now if left out."""
    until = (time.time() if issued is None else issued) + lives
    payload = _encoded(json.dumps({"kind": kind, "name": name, "number": number, "until": until}).encode())
    return f"{_PREFIX}{payload}.{_seal(payload)}"


def read_e_id(text: str, now: float) -> tuple[str, str, str] | None:
    """(kind, name, number), or None for a code that is not ours, is spoilt, or has run out."""
    payload, _, seal = text.removeprefix(_PREFIX).partition(".")
    if not text.startswith(_PREFIX) or not hmac.compare_digest(seal.encode(), _seal(payload).encode()):
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return (found["kind"], found["name"], found["number"]) if now < found["until"] else None
    except (binascii.Error, ValueError, KeyError, TypeError):
        return None


def _seal(payload: str) -> str:
    return _encoded(hmac.digest(_SAMPLE_KEY, payload.encode("utf-8", "surrogatepass"), hashlib.sha256)[:16])


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
