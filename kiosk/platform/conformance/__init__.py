"""Does a server keep the contract? Checks that ask it over HTTP and name each breach in plain words."""

from kiosk.platform.conformance import (
    booking_checks,
    catalogue_checks,
    error_checks,
    number_checks,
    order_checks,
    people_checks,
    queue_checks,
    signing_checks,
)
from kiosk.platform.conformance.caller import Caller
from kiosk.platform.conformance.ground import Ground
from kiosk.platform.conformance.report import Check as Check
from kiosk.platform.conformance.report import NotChecked, Outcome
from kiosk.platform.conformance.report import Report as Report
from kiosk.platform.contract import contract

CHECKS: tuple[Check, ...] = (
    *signing_checks.CHECKS,
    *error_checks.CHECKS,
    *catalogue_checks.CHECKS,
    *people_checks.CHECKS,
    *queue_checks.CHECKS,
    *number_checks.CHECKS,
    *booking_checks.CHECKS,
    *order_checks.CHECKS,
)


def check(url: str, terminal: str, secret: str, *, ca_file: str = "", only: str = "") -> Report:
    """Run all checks, or the one of that name. It takes tickets and books times: for platforms under test only."""
    ground = Ground(Caller(url, terminal, secret, ca_file))
    chosen = [one for one in CHECKS if not only or one.name == only]
    return Report(url, contract().version, tuple(_outcome(one, ground) for one in chosen))


def _outcome(one: Check, ground: Ground) -> Outcome:
    """What the check says, and what any answer on the way broke of its schema."""
    ground.caller.breaches.clear()
    not_checked, found = "", list[str]()
    try:
        found = one.run(ground)
    except NotChecked as reason:
        not_checked = str(reason)
    except (LookupError, TypeError, AttributeError, ValueError):
        found = ["an answer has another form than the contract's"]
    breaches = tuple(dict.fromkeys([*found, *ground.caller.breaches]))
    return Outcome(one.name, one.clause, breaches, "" if breaches else not_checked)
