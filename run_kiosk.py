"""The program's commands, and where the face is put to brain and hands."""

import argparse
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

from drivers.camera import Frame
from kiosk.allocation import become_forgetful, begin_anew, forgetful, frugal
from kiosk.config.loading import Config, load, read
from kiosk.config.mistakes import ConfigError
from kiosk.config.trial import Trial
from kiosk.credentials.record import note_deed
from kiosk.logs import start_logging
from kiosk.maintenance.board import Notice
from kiosk.maintenance.mode import Mode
from kiosk.page_watch import PageWatch
from kiosk.pool import Desk
from kiosk.room.operations import End
from kiosk.room.tracer import Trace
from kiosk.starts import REASON, STAYED, WITHIN, Start, Starts
from kiosk.storage.lock import FolderTaken
from kiosk.supervision import Supervision
from kiosk.training import LEFT_ALONE, Training
from kiosk.voice import Reader
from kiosk.wiring import brain_and_hands, local_time, without_devices
from kiosk.worker import Worker
from kiosk.writing.writing import Writing

if TYPE_CHECKING:
    from screens.opening import Settings

HERE = Path(__file__).parent
CONFIG = HERE / "config" / "kiosk.toml"
DEMO = HERE / "config" / "demo.toml"
TRAINING = HERE / "config" / "training.toml"
DEMO_SIZE = 1980, 1920  # pixels of kiosk and dock side by side
OTHERS = {  # commands that are programs of their own rooms
    "platform": "kiosk.platform.server.__main__",
    "check-platform": "kiosk.platform.conformance.__main__",
    "import-catalogue": "kiosk.catalogue.importing",
    "find-devices": "kiosk.finder.command",
    "diagnose": "kiosk.health.command",
    "maintenance": "kiosk.maintenance.command",
    "bulletin": "kiosk.maintenance.bulletin_command",
    "set-pin": "kiosk.credentials.command",
    "new-key": "kiosk.storage.key_command",
    "config": "kiosk.config.command",
    "backup": "kiosk.backup.command",
    "restore": "kiosk.backup.restore_command",
}
COMMANDS = """commands:
  run                     the kiosk (the default)
  demo                    the kiosk with emulated devices, and the dock to play them beside it
  training                the same for staff to learn by, on the terminal itself; every screen and slip says so
  devices                 the emulated devices alone, with the dock or --no-window
  platform                the reference platform alone
  check-platform URL      does a server keep the platform contract?
  import-catalogue FILE   load a city office's catalogue, and say what is wrong with it
  find-devices            what is plugged in, what it could be; choose, and write the configuration
  diagnose                what is wrong with this terminal, by name, and what to do; --report FILE writes a page
  bulletin TEXT           what everybody is to read on the idle screen; --none takes it down
  maintenance on|off      close the terminal to the public, and open it again
  set-pin --role ROLE     the PIN of staff or of technicians
  new-key                 exchange the key with which what waits on the disk is sealed
  config COMMAND          show, check, set, history, diff, rollback, export, import
  backup FILE             this terminal's state and configuration, into one file
  restore FILE            … and out of it, on this or another machine
  check-config            is the configuration right?
`run_kiosk.py COMMAND --help` tells the rest."""


def run(config: Config, place: tuple[int, ...] | None) -> None:
    """The kiosk, until its window is closed or it is told to stop."""
    folder, training = Path(config.storage.folder), Training(config)
    if training.taken():
        trained(training)
        return
    frugal()
    _start_logging(config, "kiosk")
    folder.mkdir(parents=True, exist_ok=True)
    starts, trial = Starts(folder), Trial(config.file)
    start = starts.begin()
    if start is Start.AGAIN and trial.on:
        config = _as_it_was(trial, config.file)
    safely = start is Start.SAFE
    stayed = partial(_stayed, starts, trial, read(config.file))
    ending = None
    try:
        ending = _run(without_devices(config) if safely else config, place, stayed, safely=safely)
    except (FolderTaken, KeyboardInterrupt):  # another one runs, or somebody has ended this one
        starts.stayed()
        raise
    starts.stayed()
    if ending is End.TRAINING:
        training.want()
    if ending is not None and not config.terminal.training:
        _come_again()


def _come_again() -> None:
    """Where somebody starts it again anyway, it only has to end."""
    if not Supervision().present:
        begin_anew()


def trained(training: Training) -> None:
    """The kiosk with pretend people and devices, until somebody ends it or everybody has gone; then as before."""
    demo(training.prepared(TRAINING))
    _come_again()


def _as_it_was(trial: Trial, file: Path) -> Config:
    """The last configuration with which the program stayed up, put back; and a note of it before staff."""
    failed = trial.end()
    config = load(file)
    Path(config.storage.folder).mkdir(parents=True, exist_ok=True)
    told = f"configuration put back; the one that failed is kept as {failed}"
    note_deed(Path(config.storage.folder), told, "program")
    return config


def _stayed(starts: Starts, trial: Trial, text: str) -> None:
    starts.stayed()
    trial.passed(text)


def _run(config: Config, place: tuple[int, ...] | None, stayed: Callable[[], None], *, safely: bool) -> End | None:
    """Until the window is closed. How somebody behind the door wants the program to end, if somebody does."""
    from screens.window import Window

    folder, terminal, manager = Path(config.storage.folder), config.terminal, Supervision()
    with (
        brain_and_hands(config) as (kiosk, follower, operations),
        closing(PageWatch()) as pages,
        Writing(folder / "writing") as writing,
    ):

        def frame(role: str) -> Frame | None:
            device = getattr(kiosk.hands.get(role), "device", None)
            return device.latest() if device is not None else None

        def trace() -> Trace | None:
            desk = kiosk.hands["trace"]
            return desk.resource.trace() if isinstance(desk, Desk) else None

        def bulletin() -> str:
            mode = kiosk.hands["maintenance"]
            return mode.bulletin if isinstance(mode, Mode) else ""

        hall = lambda: follower.current.hall(terminal.hall)  # noqa: E731
        voice = kiosk.hands.get("voice")
        reader = Reader(voice) if isinstance(voice, Worker) else None
        looks = partial(Window, frame=frame, trace=trace, page=pages.look, bulletin=bulletin)
        window = looks(kiosk, _window(config, place), hall, local_time, writing=writing, reader=reader)
        begun = busy = time.monotonic()

        def alive() -> None:
            nonlocal busy
            manager.alive()
            busy = busy if kiosk.step.idle else time.monotonic()
            if terminal.training and time.monotonic() - busy > LEFT_ALONE:
                window.stop()
            if safely and manager.present and kiosk.step.idle and time.monotonic() - begun > WITHIN:
                window.stop()  # and whoever started this starts it again, as usual

        if safely:
            kiosk.barred = lambda _health: Notice(REASON)
        window.alive = alive
        operations.stop = window.stop
        signal.signal(signal.SIGTERM, lambda _number, _frame: window.stop())
        staying = Timer(STAYED, stayed)
        staying.daemon = True
        staying.start()
        try:
            window.run()
        finally:
            staying.cancel()
            manager.ending()
    return operations.ending


def _window(config: Config, place: tuple[int, ...] | None) -> "Settings":
    from screens.aloud.strikes import Pace
    from screens.opening import Settings

    terminal = config.terminal
    left, top, width, height = place or (None, None, 0, 0)
    return Settings(
        fonts=Path(config.storage.folder) / "fonts",
        panel_inches=terminal.panel_inches,
        panel_bottom=terminal.panel_bottom_mm,
        orientation=terminal.orientation,
        keys=Pace(twice=terminal.key_twice, repeat=terminal.key_repeat),
        fullscreen=terminal.fullscreen and place is None,
        cursor=not terminal.fullscreen,
        training=terminal.training,
        width=width,
        height=height,
        left=left,
        top=top,
    )


def _start_logging(config: Config, name: str) -> None:
    file = Path(config.storage.folder) / "logs" / f"{name}.log"
    start_logging(file, config.logging.level, config.logging.megabytes, config.logging.files)


def devices(config: Config, place: tuple[int, ...] | None, *, window: bool) -> None:
    """The emulated devices that the configuration names, until the dock is closed or the program is told to stop."""
    from drivers.emulated.devices import EmulatedDevices

    _start_logging(config, "devices")
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda _number, _frame: sys.exit(0))
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
            signal.pause()


def demo(file: Path) -> int:
    """Kiosk and dock side by side, each a program of its own, on the display there is or on a virtual one."""
    from screens.display import Size, display

    with display(Size(*DEMO_SIZE)) as size:
        width = min(min(size.height, DEMO_SIZE[1]) * 9 // 16, size.width * 16 // 25)
        height = width * 16 // 9
        this, config = [sys.executable, str(HERE / "run_kiosk.py")], ["--config", str(file)]
        tall = min(size.height, DEMO_SIZE[1])
        dock_place = f"{width},0,{min(size.width - width, tall // 2)},{tall}"
        dock = subprocess.Popen([*this, "devices", *config, "--place", dock_place])
        try:
            kiosk = [*this, "run", *config, "--place", f"0,0,{width},{height}"]
            return subprocess.call(kiosk, env=forgetful())
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
    parser.add_argument("command", choices=("run", "demo", "training", "devices", "check-config"))
    parser.add_argument("--config", type=Path, help="the configuration file (default: config/kiosk.toml)")
    parser.add_argument("--place", type=_place, metavar="LEFT,TOP,WIDTH,HEIGHT", help="a window there, in pixels")
    parser.add_argument("--no-window", action="store_true", help="devices: without the dock")
    options = parser.parse_args([command, *rest])
    file = options.config or (DEMO if command in ("demo", "devices") else CONFIG)
    try:
        return _do(options, _loaded(file, options.command))
    except (ConfigError, FolderTaken) as error:
        print(error, file=sys.stderr)
        return 2


def _loaded(file: Path, command: str) -> Config:
    """The configuration; where nobody reads what is wrong with it, the last good one instead."""
    try:
        return load(file)
    except ConfigError:
        if command != "run" or not Supervision().present or not (trial := Trial(file)).on:
            raise
        return _as_it_was(trial, file)


def _do(options: argparse.Namespace, config: Config) -> int:
    match options.command:
        case "run":
            become_forgetful()
            run(config, options.place)
        case "devices":
            devices(config, options.place, window=not options.no_window)
        case "demo":
            return demo(config.file)
        case "training":
            return demo(Training(config).prepared(TRAINING))
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
