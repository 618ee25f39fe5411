"""A small invented city, and the reference platform over it on loopback: what the platform's tests stand on."""

import asyncio
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from socket import IPPROTO_TCP, TCP_NODELAY, create_server

import uvicorn
from stdnum.iso7064 import mod_11_2

from drivers.card import Card, CardKind
from drivers.smartcard import SocialCard
from kiosk.platform.client import PlatformClient
from kiosk.platform.server import KnownTerminal, ReferencePlatform, reference_platform
from kiosk.platform.server.calendar import CHINA
from kiosk.platform.server.serving import configuration
from kiosk.platform.settings import Settings

SOCIAL, CIVIL = "112103819999000113", "11210381999900046M"
PENSION = f"{SOCIAL}3210140001001"
JOBS = f"{SOCIAL}3210140001002"  # cannot be booked
MARRIAGE = f"{CIVIL}3210110003001"
THURSDAY = datetime(2026, 7, 2, 9, 30, tzinfo=CHINA)
TERMINAL, OTHER, VILLAGE = "T01", "T02", "T03"
SECRET = "the invented secret of the terminals in tests"
TICK = 0.005  # seconds
HOURS = {str(day): "08:30-12:00,13:00-16:30" for day in range(1, 6)}

ITEMS = [
    {
        "task_code": PENSION,
        "task_name": "城乡居民基本养老保险参保登记",
        "dept_code": SOCIAL,
        "is_schedule": "1",
        "sample": True,
    },
    {"task_code": JOBS, "task_name": "失业登记", "dept_code": SOCIAL, "is_schedule": "0", "sample": True},
    {"task_code": MARRIAGE, "task_name": "内地居民婚姻登记", "dept_code": CIVIL, "is_schedule": "1", "sample": True},
]
QUEUES = [
    {
        "id": "H1-A",
        "name": "社会保险",
        "names": {"en": "Social insurance"},
        "prefix": "A",
        "windows": ["A01", "A02"],
        "departments": [SOCIAL],
    },
    {"id": "H1-B", "name": "民政", "prefix": "B", "windows": ["B01"], "departments": [CIVIL]},
]
HALLS = [
    {
        "id": "H1",
        "name": "示例大厅",
        "address": "示例路1号",
        "telephone": "0412-0001000",
        "hours": HOURS,
        "windows": [{"number": "A01", "name": "社会保险"}],
        "queues": QUEUES,
        "slot_capacity": 2,
        "put_by": 3,
    },
    {
        "id": "V1",
        "name": "示例村",
        "address": "示例村",
        "telephone": "0412-0003001",
        "hours": HOURS,
        "village": True,
        "queues": [],
        "slot_capacity": 0,
    },
]


class Clock:
    """A clock that moves only when told to."""

    def __init__(self, moment: datetime = THURSDAY) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def wall(self) -> float:
        return self.moment.timestamp()

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)


@dataclass
class City:
    """The platform as it runs, and terminals for it."""

    url: str
    clock: Clock
    platform: ReferencePlatform
    folder: Path
    clients: list[PlatformClient] = field(default_factory=list)

    def terminal(self, name: str = TERMINAL, *, secret: str = SECRET, wall=None, **settings) -> PlatformClient:
        client = PlatformClient(Settings(url=self.url, secret=secret, **settings), name, wall=wall or self.clock.wall)
        self.clients.append(client)
        return client


def write(folder: Path, *, items=ITEMS, halls=HALLS, closed=(), worked=()) -> Path:
    """The folder's data, as a city keeps them."""
    parts = {
        "items/all.json": items,
        "departments.json": [{"id": SOCIAL, "name": "示例人社局"}, {"id": CIVIL, "name": "示例民政局"}],
        "halls.json": halls,
        "dictionaries.json": {"project_type": {"1": "即办件", "2": "承诺件"}},
        "holidays.json": {"closed": list(closed), "open": list(worked)},
    }
    (folder / "items").mkdir(parents=True, exist_ok=True)
    for name, part in parts.items():
        (folder / name).write_text(json.dumps(part, ensure_ascii=False), encoding="utf-8")
    return folder


def terminals() -> list[KnownTerminal]:
    return [
        KnownTerminal(TERMINAL, "H1", SECRET),
        KnownTerminal(OTHER, "H1", SECRET + "2"),
        KnownTerminal(VILLAGE, "V1", SECRET + "3"),
    ]


@contextmanager
def city(folder: Path, *, clock: Clock | None = None, wrap=lambda app: app, data=None, **options) -> Iterator[City]:
    """Serves it until the block ends. `wrap` may put something between the network and the platform."""
    clock = clock or Clock()
    if data is None:
        data = write(folder / "data")
    platform = reference_platform(data, folder / "platform.db", terminals(), wall=clock.wall, now=clock.now, **options)
    with serving(wrap(platform.app)) as url:
        running = City(url, clock, platform, data)
        try:
            yield running
        finally:
            for client in running.clients:
                client.close()
    platform.database.close()


@contextmanager
def serving(app) -> Iterator[str]:
    """An ASGI application over HTTP on loopback."""
    started = threading.Event()

    class Server(uvicorn.Server):
        async def startup(self, sockets=None):
            await super().startup(sockets)
            started.set()

        async def main_loop(self):
            while not self.should_exit:  # noqa: ASYNC110 - it is set from another thread
                await asyncio.sleep(TICK)

        async def shutdown(self, sockets=None):
            """Without uvicorn's own waiting of 0.1 s, which would be half the time of these tests."""
            for listening in (*self.servers, *sockets):
                listening.close()
            for connection in list(self.server_state.connections):
                connection.shutdown()

    listening = create_server(("127.0.0.1", 0), backlog=256)
    listening.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    server = Server(configuration(app))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        assert started.wait(10)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def number(serial: int = 2) -> str:
    """An invented ID number of region 110105, born 1949-12-31, with its check digit."""
    body = f"11010519491231{serial:03}"
    return body + mod_11_2.calc_check_digit(body)


def card(serial: int = 2, *, name: str = "测试员甲", until: date | None = None) -> Card:
    return Card(CardKind.CITIZEN, number(serial), name, "2", date(1949, 12, 31), date(2020, 1, 1), until)


def social_card(serial: int = 2, *, number_of_it: str = "", until: date | None = None) -> SocialCard:
    return SocialCard(number_of_it or number(serial), "测试员甲", f"TEST{serial:05}", "1101050000", valid_until=until)


def key() -> str:
    return secrets.token_hex(16)
