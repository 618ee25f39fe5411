"""The only place where the brain, the hands and the face meet; and the program's commands."""

import argparse
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path

from drivers.camera import Frame
from kiosk.calling import Bell
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.follower import Follower
from kiosk.catalogue.store import Store
from kiosk.config.devices import built
from kiosk.config.loading import Config, load
from kiosk.config.mistakes import ConfigError
from kiosk.credentials.guard import Guard
from kiosk.credentials.pins import Pins
from kiosk.credentials.record import Record
from kiosk.events import CatalogueChanged, Event, HealthChanged
from kiosk.finder.finder import Finder
from kiosk.health.history import FILE, History
from kiosk.health.network import Way
from kiosk.health.pace import Pace
from kiosk.jobs import Jobs
from kiosk.journeys.visit import visit, when_closed
from kiosk.logs import start_logging
from kiosk.loop import Kiosk
from kiosk.maintenance.board import Board
from kiosk.maintenance.mode import Mode
from kiosk.memory import Memory
from kiosk.orders.desk import order_desk
from kiosk.page_watch import PageWatch
from kiosk.platform.connected import connected
from kiosk.platform.troubles import Trouble
from kiosk.platform_health import platform_status
from kiosk.pool import Desk, Pool
from kiosk.power import barred
from kiosk.room.desk import RoomDesk
from kiosk.room.tracer import Trace, Tracer
from kiosk.services import Survey
from kiosk.signals import Signaller, seen_from_afar
from kiosk.steps import final_jobs
from kiosk.storage.journal import Journal
from kiosk.storage.lock import FolderTaken, hold
from kiosk.storage.outbox import Outbox
from kiosk.storage.settlement import Settlement
from kiosk.style import Style
from kiosk.voice import Reader
from kiosk.worker import Worker
from kiosk.writing.writing import Writing

HERE = Path(__file__).parent
CONFIG = HERE / "config" / "kiosk.toml"
DEMO = HERE / "config" / "demo.toml"
ORDER_THREADS = 3  # one sends what waits, one asks for somebody who waits, one tells what is known
ROOM_THREADS = 2  # that answer a technician: a minute of latency does not hold up the overview
DEMO_SIZE = 1980, 1920  # pixels of kiosk and dock side by side
OTHERS = {  # commands that are programs of their own rooms
    "platform": "kiosk.platform.server.__main__",
    "check-platform": "kiosk.platform.conformance.__main__",
    "import-catalogue": "kiosk.catalogue.importing",
    "find-devices": "kiosk.finder.command",
    "diagnose": "kiosk.health.command",
    "maintenance": "kiosk.maintenance.command",
    "set-pin": "kiosk.credentials.command",
}
COMMANDS = """commands:
  run                     the kiosk (the default)
  demo                    the kiosk with emulated devices, and the dock to play them beside it
  devices                 the emulated devices alone, with the dock or --no-window
  platform                the reference platform alone
  check-platform URL      does a server keep the platform contract?
  import-catalogue FILE   load a city office's catalogue, and say what is wrong with it
  find-devices            what is plugged in, what it could be; choose, and write the configuration
  diagnose                what is wrong with this terminal, by name, and what to do; --report FILE writes a page
  maintenance on|off      close the terminal to the public, and open it again
  set-pin --role ROLE     the PIN of staff or of technicians
  check-config            is the configuration right?
`run_kiosk.py COMMAND --help` tells the rest."""


@contextmanager
def brain_and_hands(config: Config, clock: Callable[[], float] = time.monotonic) -> Generator[tuple[Kiosk, Follower]]:
    """Everything but the face, running; stopped in reverse order. Raises FolderTaken when a kiosk runs already."""
    folder = Path(config.storage.folder)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stopping:
        stopping.enter_context(hold(folder))
        journal, memory, history = Journal(folder / "journal.db"), Memory(), History(folder / FILE)
        outbox = Outbox(folder / "outbox.db")
        for book in (journal, history, outbox):
            stopping.callback(book.close)
        settlement = Settlement(journal, final_jobs())
        platform = connected(config, stopping)
        language, style = config.terminal.language, Style(config.terminal.style)
        kiosk = Kiosk(partial(visit, config.who), clock=clock, first_language=language, first_style=style)
        kiosk.when_closed = partial(when_closed, config.who)
        pace = Pace(history)
        kiosk.usual = pace.usual
        jobs, orders = Jobs(journal, pace.note_use), order_desk(outbox, platform, config.who.roles, clock)
        pool = Pool("platform", platform, kiosk.post, jobs)
        order_pool = Pool("orders", orders, kiosk.post, jobs, threads=ORDER_THREADS)

        def post(event: Event, turn: int | None) -> None:
            if isinstance(event, HealthChanged):
                history.note_status(event.role, event.status)
                orders.note(event.role, event.status)
            kiosk.post(event, turn)

        def reached(trouble: Trouble | None) -> None:
            post(HealthChanged("platform", platform_status(trouble)), None)
            order_pool.call(lambda desk: desk.beat(reached=trouble is None))
            if settlement.due:
                pool.call(settlement.settle)

        def changed(_: Catalogue) -> None:
            kiosk.post(CatalogueChanged())

        follower = Follower(platform, Store(folder / "catalogue.db"), changed, now=_now, reached=reached)
        devices = built(config.devices.values())
        workers = {role: Worker(role, device, post, jobs, witness=history) for role, device in devices.items()}
        tracer = Tracer(devices)
        desks = {
            "catalogue": Desk(follower, kiosk.post, jobs),
            "memory": Desk(memory, kiosk.post, jobs, memory.forget),
            "trace": Desk(tracer, kiosk.post, jobs, tracer.stop),
        }
        way, models = Way(platform.url, config.platform.ca_file), {r: d.model for r, d in config.devices.items()}
        desk = RoomDesk(history, config.who, models, folder, way, health=lambda: dict(kiosk.health))
        room = _room(config, kiosk, jobs, desk, stopping)
        kiosk.hands = {**workers, "platform": pool, "orders": order_pool, **room, **desks}
        kiosk.survey = Survey(config.who, lambda: follower.current, _now, always_open=config.terminal.always_open)
        kiosk.barred, kiosk.signal = barred, Signaller(workers.get("lights"), workers.get("sound"))
        kiosk.bell = _bell(config, order_pool)
        stopping.callback(kiosk.stop)
        for part in (*workers.values(), pool, order_pool, follower, *room.values()):
            part.start()
            stopping.callback(part.stop)
        pool.call(lambda _: pace.learn(config.who.roles))
        yield kiosk, follower


def _bell(config: Config, orders: Pool) -> Bell:
    """By which staff are called: the lamps that are wired, and the platform where the hall wants it."""

    def tell(called: bool) -> None:
        orders.call(lambda desk: desk.note_call(called))

    lamps = getattr(getattr(config.devices.get("lights"), "settings", None), "channels", ())
    return Bell(lamps=seen_from_afar(lamps), tell=tell if config.terminal.call_orders else None)


def _now() -> datetime:
    return datetime.now().astimezone()


def _room(config: Config, kiosk: Kiosk, jobs: Jobs, desk: RoomDesk, stopping: ExitStack) -> dict[str, Pool | Mode]:
    """The hands of the technician's room: the door, the notice of a closed terminal, and the desk."""
    folder = Path(config.storage.folder)
    record, mode = Record(folder / "access.db"), Mode(Board(folder), kiosk.post, jobs)
    stopping.callback(record.close)
    kiosk.notice = mode.known
    guard = Guard(Pins(config.pins_file), record, sample=config.access.sample)
    return {
        "access": Pool("access", guard, kiosk.post, jobs, threads=1, forget=Guard.leave),
        "maintenance": mode,
        "health": Pool("health", desk, kiosk.post, jobs, threads=ROOM_THREADS),
        "finder": Pool("finder", Finder(config.file), kiosk.post, jobs, threads=1),
    }


def run(config: Config, place: tuple[int, ...] | None) -> None:
    """The kiosk, until its window is closed."""
    from screens.aloud.strikes import Pace
    from screens.opening import Settings
    from screens.window import Window

    folder, terminal = Path(config.storage.folder), config.terminal
    _start_logging(config, "kiosk")
    left, top, width, height = place or (None, None, 0, 0)
    window = Settings(
        fonts=folder / "fonts",
        panel_inches=terminal.panel_inches,
        panel_bottom=terminal.panel_bottom_mm,
        orientation=terminal.orientation,
        keys=Pace(twice=terminal.key_twice, repeat=terminal.key_repeat),
        fullscreen=terminal.fullscreen and place is None,
        cursor=not terminal.fullscreen,
        width=width,
        height=height,
        left=left,
        top=top,
    )
    with (
        brain_and_hands(config) as (kiosk, follower),
        closing(PageWatch()) as pages,
        Writing(folder / "writing") as writing,
    ):

        def frame(role: str) -> Frame | None:
            device = getattr(kiosk.hands.get(role), "device", None)
            return device.latest() if device is not None else None

        def trace() -> Trace | None:
            desk = kiosk.hands["trace"]
            return desk.resource.trace() if isinstance(desk, Desk) else None

        hall = lambda: follower.current.hall(terminal.hall)  # noqa: E731
        voice = kiosk.hands.get("voice")
        reader = Reader(voice) if isinstance(voice, Worker) else None
        looks = partial(Window, frame=frame, trace=trace, page=pages.look)
        looks(kiosk, window, hall, _now, writing=writing, reader=reader).run()


def _start_logging(config: Config, name: str) -> None:
    file = Path(config.storage.folder) / "logs" / f"{name}.log"
    start_logging(file, config.logging.level, config.logging.megabytes, config.logging.files)


def devices(config: Config, place: tuple[int, ...] | None, *, window: bool) -> None:
    """The emulated devices that the configuration names, until the dock is closed or the program is told to stop."""
    from drivers.emulated.devices import EmulatedDevices

    _start_logging(config, "devices")
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    for one in config.devices.values():  # the wires appear in folders of their own
        for place_of in (getattr(one.settings, name, None) for name in ("port", "source", "socket")):
            if place_of:
                Path(str(place_of)).parent.mkdir(parents=True, exist_ok=True)
    with EmulatedDevices({role: (one.model, one.settings) for role, one in config.devices.items()}) as emulated:
        print("emulated devices:", ", ".join(emulated.all), flush=True)
        if window:
            from screens.dock.app import Dock

            Dock(emulated, config.terminal.language, Path(config.storage.folder), place).run()
        else:
            with suppress(KeyboardInterrupt):
                signal.pause()


def demo(file: Path) -> int:
    """Kiosk and dock side by side, each a program of its own, on the display there is or on a virtual one."""
    from screens.display import Size, display

    with display(Size(*DEMO_SIZE)) as size:
        height = min(size.height, DEMO_SIZE[1])
        width = min(height * 9 // 16, size.width * 6 // 10)
        this, config = [sys.executable, str(HERE / "run_kiosk.py")], ["--config", str(file)]
        dock_place = f"{width},0,{min(size.width - width, height // 2)},{height}"
        dock = subprocess.Popen([*this, "devices", *config, "--place", dock_place])
        try:
            return subprocess.call([*this, "run", *config, "--place", f"0,0,{width},{height}"])
        except KeyboardInterrupt:
            return 0
        finally:
            dock.terminate()
            dock.wait()


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    command, *rest = arguments if arguments and not arguments[0].startswith("-") else ["run", *arguments]
    if command in OTHERS:
        return import_module(OTHERS[command]).main(rest)
    parser = argparse.ArgumentParser(
        prog="run_kiosk.py", epilog=COMMANDS, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("run", "demo", "devices", "check-config"))
    parser.add_argument("--config", type=Path, help="the configuration file (default: config/kiosk.toml)")
    parser.add_argument("--place", type=_place, metavar="LEFT,TOP,WIDTH,HEIGHT", help="a window there, in pixels")
    parser.add_argument("--no-window", action="store_true", help="devices: without the dock")
    options = parser.parse_args([command, *rest])
    file = options.config or (DEMO if command in ("demo", "devices") else CONFIG)
    try:
        return _do(options, load(file))
    except (ConfigError, FolderTaken) as error:
        print(error, file=sys.stderr)
        return 2


def _do(options: argparse.Namespace, config: Config) -> int:
    match options.command:
        case "run":
            run(config, options.place)
        case "devices":
            devices(config, options.place, window=not options.no_window)
        case "demo":
            return demo(config.file)
        case _:
            print(f"{config.file}: right; devices: {', '.join(config.devices) or 'none'}")
    return 0


def _place(text: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in text.split(","))
    if len(numbers) != 4:
        raise argparse.ArgumentTypeError("four numbers: left, top, width, height")
    return numbers


if __name__ == "__main__":
    sys.exit(main())
