"""Brain and hands put together: every part made, told of the others, started, and stopped in reverse order.

This is the one place that knows all of them; `run_kiosk.py` adds the face.
"""

import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kiosk.calling import Bell
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.follower import Follower
from kiosk.catalogue.store import Store
from kiosk.config.devices import built
from kiosk.config.loading import Config
from kiosk.credentials.guard import Guard
from kiosk.credentials.pins import Pins
from kiosk.credentials.record import FILE as FILE_OF_DEEDS
from kiosk.credentials.record import Record
from kiosk.events import CatalogueChanged, Event, HealthChanged
from kiosk.finder.finder import Finder
from kiosk.headphones import Headphones
from kiosk.health.history import FILE, History
from kiosk.health.network import Way
from kiosk.health.pace import Pace
from kiosk.jobs import Jobs
from kiosk.journeys.visit import visit, when_closed
from kiosk.light import shine
from kiosk.loop import Kiosk
from kiosk.maintenance.board import Board
from kiosk.maintenance.hours import Hours
from kiosk.maintenance.mode import Mode
from kiosk.memory import Memory
from kiosk.numbers.desk import GivenOnly, NumberDesk
from kiosk.numbers.store import FILE as FILE_OF_NUMBERS
from kiosk.numbers.store import NumberStore
from kiosk.orders.desk import OrderDesk, order_desk
from kiosk.platform.connected import connected
from kiosk.platform.troubles import Trouble
from kiosk.platform_health import platform_status
from kiosk.pool import Desk, Pool
from kiosk.power import barred
from kiosk.room.desk import RoomDesk
from kiosk.room.loose_ends import LooseEnds
from kiosk.room.operations import Operations
from kiosk.room.tracer import Tracer
from kiosk.services import Survey
from kiosk.signals import Signaller, seen_from_afar
from kiosk.steps import final_jobs
from kiosk.storage.journal import Journal
from kiosk.storage.lock import hold
from kiosk.storage.outbox import Outbox
from kiosk.storage.seal import seal_of
from kiosk.storage.settlement import Settlement
from kiosk.style import Style
from kiosk.worker import Worker

ORDER_THREADS = 3  # one sends what waits, one asks for somebody who waits, one tells what is known
NUMBER_THREADS = 2  # one tells what was given, one gives
ROOM_THREADS = 2  # that answer a technician: a minute of latency does not hold up the overview


class Books(NamedTuple):
    """What is written down on this terminal."""

    journal: Journal
    history: History
    outbox: Outbox
    numbers: NumberStore

    @classmethod
    def opened(cls, folder: Path, keys: Path, stopping: ExitStack) -> "Books":
        seal = seal_of(keys)
        books = cls(
            Journal(folder / "journal.db", seal=seal),
            History(folder / FILE),
            Outbox(folder / "outbox.db", seal=seal),
            NumberStore(folder / FILE_OF_NUMBERS),
        )
        for book in books:
            stopping.callback(book.close)
        return books


class Parts(NamedTuple):
    """What the face and whoever runs the program need of brain and hands."""

    kiosk: Kiosk
    follower: Follower
    operations: Operations


@contextmanager
def brain_and_hands(config: Config, clock: Callable[[], float] = time.monotonic) -> Generator[Parts]:
    """Everything but the face, running; stopped in reverse order. Raises FolderTaken when a kiosk runs already."""
    folder = Path(config.storage.folder)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stopping:
        stopping.enter_context(hold(folder))
        books = Books.opened(folder, config.keys_file, stopping)
        settlement = Settlement(books.journal, final_jobs())
        platform = connected(config, stopping)
        kiosk, pace = _kiosk(config, clock), Pace(books.history)
        kiosk.usual = pace.usual
        jobs = Jobs(books.journal, pace.note_use, training=config.terminal.training)
        orders = order_desk(books.outbox, platform, config.who.roles, clock)
        numbers = NumberDesk(books.numbers, platform, local_time)
        pool = Pool("platform", platform, kiosk.post, jobs)
        number_pool = Pool("numbers", numbers, kiosk.post, jobs, threads=NUMBER_THREADS)
        order_pool = Pool("orders", orders, kiosk.post, jobs, threads=ORDER_THREADS)
        post = _noting(kiosk, books.history, orders)

        def reached(trouble: Trouble | None) -> None:
            numbers.heard(reached=trouble is None)
            post(HealthChanged("platform", platform_status(trouble)), None)
            order_pool.call(lambda desk: desk.beat(reached=trouble is None))
            if trouble is None:
                number_pool.call(NumberDesk.beat)
            if settlement.due:
                pool.call(lambda _: settlement.settle({"platform": platform, "numbers": GivenOnly(books.numbers)}))

        def changed(_: Catalogue) -> None:
            kiosk.post(CatalogueChanged())

        follower = Follower(platform, Store(folder / "catalogue.db"), changed, now=local_time, reached=reached)
        devices = built(config.devices.values())
        workers = {role: Worker(role, device, post, jobs, witness=books.history) for role, device in devices.items()}
        room = _room(config, kiosk, jobs, _room_desk(config, kiosk, books.history, platform.url), stopping)
        operations = _operations(config, follower, books, numbers)
        room["operations"] = Pool("operations", operations, kiosk.post, jobs, threads=1)
        desks = _desks(follower, Tracer(devices), kiosk, jobs)
        kiosk.hands = {**workers, "platform": pool, "orders": order_pool, "numbers": number_pool, **room, **desks}
        kiosk.survey = _survey(config, follower, numbers)
        kiosk.barred, kiosk.signal = barred, Signaller(workers.get("lights"), workers.get("sound"))
        kiosk.bell = _bell(config, order_pool)
        stopping.callback(kiosk.stop)
        for part in (*workers.values(), pool, order_pool, number_pool, follower, *room.values()):
            part.start()
            stopping.callback(part.stop)
        room["operations"].call(lambda _: shine(config.terminal.brightness))
        pool.call(lambda _: pace.learn(config.who.roles))
        yield Parts(kiosk, follower, operations)


def _survey(config: Config, follower: Follower, numbers: NumberDesk) -> Survey:
    return Survey(
        config.who,
        lambda: follower.current,
        local_time,
        always_open=config.terminal.always_open,
        put_by=lambda: numbers.left > 0,
    )


def without_devices(config: Config) -> Config:
    """For a safe start: whatever the devices do to the program, it is not done to this one."""
    return replace(config, devices={})


def _kiosk(config: Config, clock: Callable[[], float]) -> Kiosk:
    language, style = config.terminal.language, Style(config.terminal.style)
    kiosk = Kiosk(partial(visit, config.who), clock=clock, first_language=language, first_style=style)
    kiosk.when_closed = partial(when_closed, config.who)
    return kiosk


def _noting(kiosk: Kiosk, history: History, orders: OrderDesk) -> Callable[[Event, int | None], None]:
    """The door into the kiosk; what devices tell of themselves is written down on the way."""
    headphones = Headphones()

    def post(event: Event, turn: int | None) -> None:
        if isinstance(event, HealthChanged):
            history.note_status(event.role, event.status)
            if event.role == "voice" and (chosen := headphones.noted(event.status)):
                kiosk.post(chosen)
            orders.note(event.role, event.status)
        kiosk.post(event, turn)

    return post


def _desks(follower: Follower, tracer: Tracer, kiosk: Kiosk, jobs: Jobs) -> dict[str, Desk]:
    """What is in memory and answers at once."""
    memory = Memory()
    return {
        "catalogue": Desk(follower, kiosk.post, jobs),
        "memory": Desk(memory, kiosk.post, jobs, memory.forget),
        "trace": Desk(tracer, kiosk.post, jobs, tracer.stop),
    }


def _bell(config: Config, orders: Pool) -> Bell:
    """By which staff are called: the lamps that are wired, and the platform where the hall wants it."""

    def tell(called: bool) -> None:
        orders.call(lambda desk: desk.note_call(called))

    lamps = getattr(getattr(config.devices.get("lights"), "settings", None), "channels", ())
    return Bell(lamps=seen_from_afar(lamps), tell=tell if config.terminal.call_orders else None)


def _room_desk(config: Config, kiosk: Kiosk, history: History, url: str) -> RoomDesk:
    models = {role: device.model for role, device in config.devices.items()}
    folder, way = Path(config.storage.folder), Way(url, config.platform.ca_file)
    return RoomDesk(history, config.who, models, folder, way, health=lambda: dict(kiosk.health))


def _room(config: Config, kiosk: Kiosk, jobs: Jobs, desk: RoomDesk, stopping: ExitStack) -> dict[str, Pool | Mode]:
    """The hands of the technician's room: the door, the notice of a closed terminal, and the desk."""
    folder, terminal = Path(config.storage.folder), config.terminal
    hours = Hours(terminal.hours, terminal.days, terminal.holidays)
    record, mode = Record(folder / FILE_OF_DEEDS), Mode(Board(folder), kiosk.post, jobs, hours=hours, now=local_time)
    stopping.callback(record.close)
    kiosk.notice = mode.known
    guard = Guard(Pins(config.pins_file), record, sample=config.access.sample)
    return {
        "access": Pool("access", guard, kiosk.post, jobs, threads=1, forget=Guard.leave),
        "maintenance": mode,
        "health": Pool("health", desk, kiosk.post, jobs, threads=ROOM_THREADS),
        "finder": Pool("finder", Finder(config.file), kiosk.post, jobs, threads=1),
    }


def _operations(config: Config, follower: Follower, books: Books, numbers: NumberDesk) -> Operations:
    """What those who look after the running program work on."""
    return Operations(
        config.file,
        config.who,
        follower,
        books.journal,
        books.outbox,
        numbers=numbers,
        loose_ends=LooseEnds(books.journal, books.outbox, books.numbers),
        training=config.terminal.training,
        now=local_time,
    )


def local_time() -> datetime:
    """Now, in the time zone of the terminal."""
    return datetime.now().astimezone()
