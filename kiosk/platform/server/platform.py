"""The whole reference platform put together from data, a database and clocks."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from starlette.applications import Starlette

from kiosk.platform.server.application import application, clock
from kiosk.platform.server.asking import Answer, Asked
from kiosk.platform.server.booking import Booking
from kiosk.platform.server.calendar import CHINA
from kiosk.platform.server.catalogue import Catalogue
from kiosk.platform.server.data import Data, DataError, load
from kiosk.platform.server.database import Database
from kiosk.platform.server.gate import Gate, KnownTerminal
from kiosk.platform.server.number_blocks import NumberBlocks
from kiosk.platform.server.people import People
from kiosk.platform.server.queueing import Queueing
from kiosk.platform.server.work_orders import WorkOrders


@dataclass(frozen=True)
class ReferencePlatform:
    """`app` serves the contract; `catalogue.publish` changes the catalogue while it runs."""

    app: Starlette
    catalogue: Catalogue
    database: Database


def reference_platform(
    folder: Path,
    database: Path,
    terminals: Iterable[KnownTerminal],
    *,
    wall: Callable[[], float] = time.time,
    now: Callable[[], datetime] | None = None,
    always_open: bool = False,
    lively: bool = False,
) -> ReferencePlatform:
    """Build it. Raises DataError.

    `wall` decides about signatures and visits; `now`, with a time zone, is the hall's clock.
    """
    hall_clock = now or (lambda: datetime.fromtimestamp(wall(), CHINA))
    data, known = load(folder, always_open=always_open), {one.id: one for one in terminals}
    for terminal in known.values():
        if terminal.hall not in data.halls:
            raise DataError(f"terminal {terminal.id}: there is no hall {terminal.hall}")
    store = Database(database)
    catalogue = Catalogue(store)
    catalogue.seed(data)
    people = People(store, wall, hall_clock)
    queueing = Queueing(store, data, catalogue, people, wall, hall_clock, lively)
    blocks = NumberBlocks(queueing)
    booking = Booking(store, data, catalogue, people, wall, hall_clock)
    orders = WorkOrders(store, wall, hall_clock, lively)
    work = {
        "readTime": clock(lambda: datetime.fromtimestamp(wall(), CHINA)),
        "readTerminal": _terminal(data),
        "readCatalogue": _catalogue(catalogue),
        "listQueues": queueing.standing,
        "identify": people.identify,
        "takeTicket": queueing.take,
        "reserveNumbers": blocks.reserve,
        "tellTicket": blocks.told,
        "listSlots": booking.slots,
        "bookAppointment": booking.book,
        "listAppointments": booking.coming,
        "changeAppointment": booking.change,
        "cancelAppointment": booking.cancel,
        "listWorkOrders": orders.of_terminal,
        "fileWorkOrder": orders.file,
        "reportRecovery": orders.recovered,
        "endWorkOrder": orders.done,
    }
    return ReferencePlatform(application(Gate(store, known, wall), work), catalogue, store)


def _catalogue(catalogue: Catalogue) -> Callable[[Asked], Answer]:
    return lambda asked: catalogue.since(asked.query.get("since", ""), asked.etag)


def _terminal(data: Data) -> Callable[[Asked], Answer]:
    def read(asked: Asked) -> Answer:
        hall = data.halls[asked.terminal.hall]
        return Answer.of(
            {
                "id": asked.terminal.id,
                "hall_id": hall["id"],
                "hall_name": hall["name"],
                "sample": any(item.get("sample", False) for item in data.items.values()),
                "always_open": data.calendar.always_open,
            }
        )

    return read
