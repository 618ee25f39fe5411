"""The way to the platform, piece by piece: wires, name, connection, TLS and its expiry, answers and the clock.

Each piece is a finding of its own, so that the first one that fails names the cause. Nothing is asked that is signed
or of a resident.
"""

import socket
import ssl
import statistics
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from requests.utils import DEFAULT_CA_BUNDLE_PATH

from kiosk.health import links
from kiosk.health.flaws import Flaw
from kiosk.health.model import Finding, Level, Verdict
from kiosk.health.trial import Clock, Outcome, failed, finding, passed
from kiosk.platform.troubles import Offline, Slow, Trouble
from kiosk.platform.wire import Limits, Wire

SUBJECT = "network"
RESOLVE, CONNECT, ANSWER = 6.0, 5.0, 5.0  # seconds that each may take
EXPIRES_SOON = timedelta(days=21)  # long enough for an office to get a new certificate
DRIFT = 30.0  # seconds between this clock and the platform's that are worth a warning …
DRIFT_MOST = 240.0  # … and that end in refusals soon: the contract allows 300
PAUSE = 1.0  # seconds between two questions about latency
SLOW = 2.0  # seconds; a middle answer that takes longer is worth a warning
TIME = "/v1/time"  # the one question of the contract that needs no signature
_NOT_YET_VALID, _EXPIRED, _WRONG_NAMES = 9, 10, {62, 63, 64}  # X509_V_ERR_… of OpenSSL
_HTTPS, _HTTP = 443, 80


@dataclass(frozen=True)
class Way:
    """Where the platform is, and whom to believe that it is the platform."""

    url: str
    ca_file: str = ""  # certificates to trust instead of the usual ones, PEM

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def secure(self) -> bool:
        return urlsplit(self.url).scheme == "https"

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or (_HTTPS if self.secure else _HTTP)


@dataclass(frozen=True)
class Answer:
    """One question of the latency test; `trouble` is the platform's word for why there was no answer."""

    after: float  # seconds since the first question
    seconds: float
    status: int = 0
    drift: float | None = None  # seconds by which this clock is ahead of the platform's
    trouble: str = ""


Resolve = Callable[[str, int], Sequence[str]]


def addresses(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, by the system's resolver. Raises OSError."""
    return sorted({str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})


def survey(
    way: Way,
    seconds: float,
    *,
    clock: Clock = Clock(),  # noqa: B008 - it is frozen
    root: Path = Path("/"),
    resolve: Resolve = addresses,
    keep: Callable[[Sequence["Answer"]], object] = len,
) -> Iterator[Finding]:
    """Piece after piece, until one has failed; latency for so many seconds.

    `root` is where proc and sys are; `keep` gets the answers, for a picture.
    """
    local = way.host in {"localhost", "127.0.0.1", "::1"}
    yield finding(SUBJECT, Level.INTERNAL, partial(links.wires, root, needed=not local), clock, "wires")
    yield finding(SUBJECT, Level.INTERNAL, partial(links.route, root, needed=not local), clock, "route")
    pieces = [("name", partial(_name, way, resolve)), ("connection", partial(_connection, way))]
    if way.secure:
        pieces.append(("tls", partial(_tls, way, clock)))
    for part, test in pieces:
        found = finding(SUBJECT, Level.EXTERNAL, test, clock, part)
        yield found
        if found.verdict is Verdict.FAILED:
            return
    answers = measured(way, seconds, clock)
    keep(answers)
    yield finding(SUBJECT, Level.EXTERNAL, partial(judged, answers), clock, "answers")
    yield finding(SUBJECT, Level.EXTERNAL, partial(drifted, answers), clock, "clock")


def measured(way: Way, seconds: float, clock: Clock = Clock()) -> list[Answer]:  # noqa: B008 - it is frozen
    """Ask the platform's clock again and again, once at least. Takes `seconds` and ANSWER at most."""
    wire, begun = Wire(way.ca_file), clock.seconds()
    answers: list[Answer] = []
    try:
        while not answers or clock.seconds() - begun < seconds:
            if answers:
                clock.rest(min(PAUSE, seconds))
            answers.append(_asked(wire, way, begun, clock))
    finally:
        wire.close()
    return answers


def _asked(wire: Wire, way: Way, begun: float, clock: Clock) -> Answer:
    asked = clock.seconds()
    try:
        received = wire.send("GET", way.url.rstrip("/") + TIME, {}, b"", Limits(ANSWER))
    except Trouble as trouble:
        return Answer(asked - begun, clock.seconds() - asked, trouble=trouble.word)
    took = clock.seconds() - asked
    return Answer(asked - begun, took, received.status, _drift(received.headers.get("Date", ""), took, clock))


def _drift(date: str, took: float, clock: Clock) -> float | None:
    """By how much this clock is ahead of the Date (RFC 9110) that the answer bears, within a second or so."""
    try:
        theirs = parsedate_to_datetime(date)
    except ValueError:
        return None
    return (clock.now() - theirs).total_seconds() - took / 2


def judged(answers: Sequence[Answer]) -> Outcome:
    """Whether it answers, and how fast."""
    good = sorted(answer.seconds for answer in answers if 0 < answer.status < 500)
    values = {"questions": str(len(answers)), "answered": str(len(good))}
    if not good:
        last = answers[-1]
        if last.status:
            return failed(flaw=Flaw.PLATFORM_FAILING, detail=f"it answers with status {last.status}", values=values)
        flaw = Flaw.PLATFORM_SLOW if last.trouble == Slow.word else Flaw.PLATFORM_AWAY
        return failed(flaw=flaw, detail=last.trouble or Offline.word, values=values)
    middle, most = statistics.median(good), good[-1]
    values |= {"median": f"{middle * 1000:.0f} ms", "slowest": f"{most * 1000:.0f} ms"}
    flaw = Flaw.PLATFORM_SLOW if middle > SLOW else Flaw.PLATFORM_FAILING if len(good) < len(answers) else None
    return passed(flaw, values=values)


def drifted(answers: Sequence[Answer]) -> Outcome:
    """How far this clock is from the platform's."""
    drifts = [answer.drift for answer in answers if answer.drift is not None]
    if not drifts:
        return Outcome(Verdict.UNKNOWN, detail="the platform's answers bear no date")
    drift = statistics.median(drifts)
    values = {"drift": f"{drift:+.0f} s"}
    if abs(drift) > DRIFT_MOST:
        return failed(flaw=Flaw.CLOCK_DRIFT, detail=f"this clock is {drift:+.0f} s from the platform's", values=values)
    return passed(Flaw.CLOCK_DRIFT if abs(drift) > DRIFT else None, values=values)


def _name(way: Way, resolve: Resolve) -> Outcome:
    """The system's resolver has no limit of its own that could be set: one that hangs is left behind."""
    found: list[Sequence[str]] = []
    wrong: list[Exception] = []

    def ask() -> None:
        try:
            found.append(resolve(way.host, way.port))
        except (OSError, UnicodeError) as error:
            wrong.append(error)

    asking = threading.Thread(target=ask, name="resolve", daemon=True)
    asking.start()
    asking.join(RESOLVE)
    if found:
        return passed(values={"host": way.host, "addresses": ", ".join(found[0])})
    why = getattr(wrong[0], "strerror", None) or str(wrong[0]) if wrong else f"no answer within {RESOLVE:.0f} s"
    return failed(flaw=Flaw.NAME_NOT_RESOLVED, detail=f"{way.host}: {why}")


def _connection(way: Way) -> Outcome:
    try:
        with socket.create_connection((way.host, way.port), CONNECT):
            return passed(values={"port": str(way.port)})
    except OSError as error:
        detail = f"{way.host}:{way.port}: {error.strerror or error}"
        return failed(flaw=Flaw.NO_CONNECTION, detail=detail)


def _tls(way: Way, clock: Clock) -> Outcome:
    context = ssl.create_default_context(
        cafile=way.ca_file or DEFAULT_CA_BUNDLE_PATH
    )  # those that the client itself trusts
    try:
        with (
            socket.create_connection((way.host, way.port), CONNECT) as plain,
            context.wrap_socket(plain, server_hostname=way.host) as secure,
        ):
            return _expiry(str((secure.getpeercert() or {}).get("notAfter", "")), secure.version() or "", clock)
    except ssl.SSLCertVerificationError as error:
        return failed(flaw=_distrust(error.verify_code), detail=error.verify_message)
    except OSError as error:
        return failed(flaw=Flaw.TLS_FAILED, detail=str(error.strerror or error))


def _expiry(until: str, version: str, clock: Clock) -> Outcome:
    expires = datetime.fromtimestamp(ssl.cert_time_to_seconds(until), UTC)
    left = expires - clock.now()
    values = {"version": version, "expires": f"{expires:%Y-%m-%d}", "days": str(left.days)}
    return passed(Flaw.TLS_EXPIRES_SOON if left < EXPIRES_SOON else None, values=values)


def _distrust(code: int) -> Flaw:
    if code in _WRONG_NAMES:
        return Flaw.TLS_WRONG_NAME
    return {_EXPIRED: Flaw.TLS_EXPIRED, _NOT_YET_VALID: Flaw.CLOCK_DRIFT}.get(code, Flaw.TLS_UNTRUSTED)
