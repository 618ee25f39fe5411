"""What is told about faults: as notes of the outbox and back, and to the platform."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from drivers import Actor
from kiosk.model.orders import Report
from kiosk.orders.watch import Gone
from kiosk.platform import Platform
from kiosk.storage.outbox import Letter, Outbox

FILE, GONE, DONE = "file", "gone", "done"
LONGEST = 200  # characters of a detail, by the contract


def put(outbox: Outbox, change: Report | Gone, program: str) -> None:
    """Keep a fault that has come or gone, to be told."""
    subject = f"{change.role}/{change.fault}"
    if isinstance(change, Gone):
        outbox.put(GONE, subject, {"role": change.role, "fault": change.fault, "at": change.at.isoformat()})
    else:
        outbox.put(FILE, subject, _note(replace(change, detail=change.detail[:LONGEST], program=program)))


def put_done(outbox: Outbox, order_id: str) -> None:
    """Keep that somebody has done the work of an order."""
    outbox.put(DONE, "", {"id": order_id})


def told(outbox: Outbox) -> list[tuple[str, str]]:
    """The faults, as (role, fault), that the platform knows of, or will know of."""
    known = [subject.split("/") for subject, kind in outbox.last_words().items() if kind == FILE]
    return [(role, fault) for role, fault in known]


def send(letter: Letter, platform: Platform) -> None:
    """Raises Trouble."""
    note = letter.note
    match letter.kind:
        case "file":
            platform.file_order(report(note), letter.key)
        case "gone":
            platform.report_recovery(note["role"], note["fault"], datetime.fromisoformat(note["at"]), letter.key)
        case _:
            platform.end_order(note["id"], letter.key)


def report(note: Mapping[str, str]) -> Report:
    return Report(
        note["role"],
        note["fault"],
        Actor(note["actor"]),
        datetime.fromisoformat(note["since"]),
        note["detail"],
        bool(note["by_hand"]),
        note["program"],
    )


def _note(given: Report) -> dict[str, str]:
    return {
        "role": given.role,
        "fault": given.fault,
        "actor": str(given.actor),
        "since": given.since.isoformat(),
        "detail": given.detail,
        "by_hand": "yes" if given.by_hand else "",
        "program": given.program,
    }
