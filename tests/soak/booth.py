"""One terminal among the robots: its devices, its process, the hands of those who come, and what they see and keep."""

import json
import os
import queue
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import zxingcpp

from drivers.emulated.devices import EmulatedDevices
from drivers.emulated.escpos_machine import Model
from drivers.emulated.receipt_printer import ReceiptPrinter
from kiosk.config.loading import load
from kiosk.platform.server.e_id import sample_e_id
from tests.demo.privacy import traces, written
from tests.platform.city import SECRET
from tests.rooms.test_house import ROOT
from tests.soak.faults import Fault, Misfortune
from tests.soak.people import MARKS, person
from tests.soak.plan import Plan
from tests.soak.residue import remembered, size
from tests.stories.hall import CONFIG

TICK = 0.02  # seconds between two looks at the clock of a fault
LIMIT = 300.0  # seconds that a visit may take, whatever happens
REST = 2.5  # seconds that nobody comes, so that the terminal tidies up
SLIP_WITHIN = {"confirmed": 10.0, "unknown": 4.0}  # seconds that somebody waits for the slip that may have been cut
ROWS_PER_SECOND = 6000.0  # a quick printer
CUT_WITHIN = 4.0  # seconds of a visit within which the power may go
CUT = "power cut"
TRIES = 6  # times that somebody comes back whose terminal went dark
WISHES = ["ticket"] * 14 + ["book"] * 2 + ["cancel"] + ["guide"] + ["leave"] * 2
STEPS = 9  # moments after which those have gone who walk away


@dataclass
class Visit:
    """What one person has met with, in the end."""

    serial: int
    wish: str
    day: str
    end: str = ""
    paper: str = ""
    number: str = ""
    fate: str = ""
    put_by: bool = False  # the number is nobody's: the platform was away
    faults: list[str] = field(default_factory=list)
    slips: list[tuple[str, int]] = field(default_factory=list)  # what came out meanwhile: what its code says, how long
    seconds: float = 0.0


@dataclass
class Age:
    """A terminal's process at the end of a day."""

    terminal: str
    start: int  # how often it has been started
    visits: int  # on this day
    memory: float  # MiB
    threads: int
    handles: int
    known: list[str]  # what it still knows of people
    day: int = 0


class Dark(Exception):  # noqa: N818 - a state
    """The terminal's process has ended."""


class Booth:
    def __init__(self, folder: Path, terminal: str, town: str, plan: Plan, day: str) -> None:
        """The first terminal of a plan has no power cuts."""
        self.folder, self.terminal, self.town, self.plan = folder, terminal, town, plan
        self.cuts = 0.0 if terminal == "T01" else plan.cuts
        self.chance = Random(f"{plan.seed} {terminal}")
        folder.mkdir()
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.file = folder / "kiosk.toml"
        known = {"terminal": terminal, "url": town, "folder": folder, "port": port, "timeout": 2.0}
        self.file.write_text(CONFIG.format(**known), encoding="utf-8")
        config = load(self.file, {"HALL_KIOSK_PLATFORM_SECRET": SECRET})
        self.devices = EmulatedDevices({r: (d.model, d.settings) for r, d in config.devices.items()})
        self.devices._makers["receipt"] = lambda: ReceiptPrinter(
            port, Model(process_id=True, rows_per_second=ROWS_PER_SECOND)
        )
        self.starts, self.day = 0, day
        self.process = None

    def __enter__(self):
        self.devices.start()
        self.misfortune = Misfortune(self.chance, self.devices, self.town, self.terminal, self.plan.only)
        self._switch_on()
        return self

    def __exit__(self, *_):
        self._switch_off()
        self.devices.stop()

    # --- one day

    def visit(self, serial: int, day: str) -> Visit:
        """One person, until the wish is fulfilled or given up."""
        visit = Visit(serial, self.chance.choice(WISHES), day)
        card, begun = person(serial), time.monotonic()
        self.day = day
        for count in range(TRIES):
            fault = self.misfortune.next() if self.chance.random() < self.plan.faults else None
            cut = Fault(CUT, self.chance.uniform(0, CUT_WITHIN), 0.0, self.process.kill, lambda: None)
            troubles = [fault] if fault else []
            if count == 0 and self.chance.random() < self.cuts:
                troubles.append(cut)
            visit.faults += [trouble.name for trouble in troubles]
            try:
                told = self._served(visit, card, troubles)
            except Dark:
                if cut not in troubles:
                    raise
                self._switch_on()
            else:
                visit.end, visit.paper, visit.number, visit.fate, visit.put_by = (
                    told[key] for key in ("end", "paper", "number", "fate", "put_by")
                )
                break
            finally:
                for trouble in troubles:
                    trouble.heal()
                visit.slips += self._slips()
        self._last_slip(visit)
        visit.seconds = time.monotonic() - begun
        return visit

    def measure(self, visits: int) -> "Age":
        """After a while in which nobody came: how large the terminal's process is, and whom it still knows."""
        self._ask({"rest": REST})
        for _ in self._told(()):
            pass
        forms = [(f"{what} as {form}", data) for what, text in MARKS.items() for form, data in written(text).items()]
        now = size(self.process.pid)
        known = remembered(self.process.pid, forms)
        state = [f"{trace.what} in {trace.file.name}" for trace in traces(self.folder / "state", MARKS, set())]
        return Age(self.terminal, self.starts, visits, now.memory, now.threads, now.handles, [*known, *state])

    # --- hands

    def _served(self, visit: Visit, card, troubles) -> dict[str, str]:
        self._ask({"day": self.day, "wish": visit.wish, "steps": self.chance.randrange(STEPS)})
        told = {}
        for told in self._told(troubles):
            match told["do"]:
                case "card":
                    self.devices.card.insert(card)
                case "code":
                    self.devices.code.show(sample_e_id(card.name, card.number).encode())
                case "lift":
                    self.devices.card.lift()
                    self.devices.code.hide()
        return told

    def _told(self, troubles):
        """Everything the terminal says until the visit is over. Raises Dark."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            for trouble in troubles:
                trouble.move()
            try:
                line = self._lines.get(timeout=TICK if troubles else 1.0)
            except queue.Empty:
                continue
            if line is None:
                raise Dark
            told = json.loads(line)
            yield told
            if told["do"] in {"over", "ready"}:
                return
        raise AssertionError(f"{self.terminal}: a visit takes more than {LIMIT} s")

    def _slips(self) -> list[tuple[str, int]]:
        """Tear off all that hangs out; what the codes on it say, and how many dot lines each has."""
        printer, codes = self.devices.receipt, []
        while (slip := printer.take()) is not None:
            codes += [(code.text, slip.height) for code in zxingcpp.read_barcodes(slip)]
        return codes

    def _last_slip(self, visit: Visit) -> None:
        """What is on paper for sure is cut a moment later; what may be is waited for, as the screen says."""
        end = time.monotonic() + SLIP_WITHIN.get(visit.fate, 0.0)
        while not visit.slips and time.monotonic() < end:
            time.sleep(TICK)
            visit.slips += self._slips()

    # --- the terminal's process

    def _switch_on(self) -> None:
        self.devices.card.lift()
        self.devices.code.hide()
        self.starts += 1
        with (self.folder / "errors.txt").open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.soak.terminal", str(self.file), self.day],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=ROOT,
                env=os.environ | {"HALL_KIOSK_PLATFORM_SECRET": SECRET},
            )
        self._lines = queue.SimpleQueue()
        threading.Thread(target=_read, args=(self.process.stdout, self._lines), daemon=True).start()
        for _ in self._told(()):
            pass

    def _switch_off(self) -> None:
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _ask(self, wanted) -> None:
        try:
            self.process.stdin.write(json.dumps(wanted).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Dark from None


def _read(stream, lines) -> None:
    with closing(stream):
        for line in stream:
            lines.put(line)
    lines.put(None)


def is_nobodys(database: Path, code: str) -> bool:
    """Whether a slip's code is that of a number given while the platform was away; it may not know of it yet."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        known = "SELECT 1 FROM reserved WHERE 'hallkiosk:ticket:' || id = ?"
        return db.execute(known, (code,)).fetchone() is not None


def papers_of(database: Path, number: str) -> dict[str, set[str]]:
    """The tickets and appointments of whoever has this number, by what their slips' codes say."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        who = "SELECT id FROM persons WHERE number = ?"
        return {
            kind: {
                f"hallkiosk:{kind}:{one}"
                for (one,) in db.execute(f"SELECT id FROM {table} WHERE person IN ({who})", (number,))
            }
            for kind, table in (("ticket", "tickets"), ("appointment", "appointments"))
        }
