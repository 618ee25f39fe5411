"""A hall without cables: the real loop and workers, devices made of queues, and a platform made of a dictionary."""

import queue
import threading
from datetime import UTC, datetime

from drivers import DeviceError, Fate, Fault, Status
from drivers.card import Card, CardKind
from kiosk.catalogue.catalogue import Catalogue
from kiosk.events import Answered
from kiosk.jobs import Jobs
from kiosk.journeys.visit import visit
from kiosk.loop import Kiosk
from kiosk.memory import Memory
from kiosk.model.people import Person
from kiosk.model.queueing import Queue, QueueState, Ticket
from kiosk.model.terminal import Terminal
from kiosk.numbers.desk import NumberDesk
from kiosk.numbers.store import NumberStore
from kiosk.pool import Desk, Pool
from kiosk.steps.common import Home, TakeNumber, Welcome
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket
from kiosk.storage.journal import Journal
from kiosk.worker import Worker
from tests.waiting import wait_until

QUEUE = Queue("q1", "综合", "HC01", ("A01",), QueueState.OPEN, 3, 12)
SAMPLE_CARD = Card(CardKind.CITIZEN, "11010519491231002X", "测试员甲", "2", None, None, None)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PERSON = Person("token-1", "测**甲", "110105********002X")


class PretendReader:
    """A card reader made of a queue."""

    def __init__(self):
        self.slot, self.plugged, self.armed = queue.SimpleQueue(), True, False

    def open(self):
        if not self.plugged:
            raise DeviceError(Fault.NO_DEVICE)

    def close(self): ...

    def status(self):
        self.open()
        return Status()

    def arm(self):
        self.open()
        self.armed = True
        while not self.slot.empty():
            self.slot.get_nowait()

    def disarm(self):
        self.armed = False

    def forget(self): ...

    def poll(self, seconds):
        self.open()
        try:
            reading = self.slot.get(timeout=seconds)
        except queue.Empty:
            return None
        if isinstance(reading, Exception):
            raise reading
        return reading


class PretendPrinter:
    """A printer that keeps its documents."""

    def __init__(self):
        self.slips, self.fault, self.fate = [], None, Fate.CONFIRMED

    def open(self): ...
    def close(self): ...

    def status(self):
        return Status()

    def print(self, document):
        if self.fault:
            raise DeviceError(self.fault)
        self.slips.append(document)
        return self.fate


class PretendPlatform:
    """Answers at once, unless its gate is shut or it has a trouble."""

    def __init__(self):
        self.gate, self.trouble, self.calls, self.tickets = threading.Event(), None, [], {}
        self.gate.set()

    def _called(self, name):
        self.calls.append(name)
        self.gate.wait(10)
        if self.trouble:
            raise self.trouble

    def identify_card(self, card):
        self._called("identify")
        return PERSON

    def queues(self, item_code):
        self._called("queues")
        return (QUEUE,)

    def take_ticket(self, token, queue_id, item_code, key):
        self.tickets.setdefault(key, Ticket("t1", "A017", QUEUE, "", "大厅", 3, 12, datetime(2026, 11, 24, tzinfo=UTC)))
        self._called("take_ticket")
        return self.tickets[key]


class Shelf:
    def __init__(self, catalogue):
        self.current = catalogue


class Hall:
    def __init__(self, folder, roles=("card", "receipt"), catalogue=None):
        self.now = 0.0
        self.card, self.receipt, self.platform = PretendReader(), PretendPrinter(), PretendPlatform()
        self.journal, memory = Journal(folder / "journal.db"), Memory()
        terminal = Terminal("T1", "HC01", frozenset(roles))
        self.kiosk = Kiosk(lambda: visit(terminal), clock=lambda: self.now)
        post, jobs = self.kiosk.post, Jobs(self.journal)
        self.workers = {r: Worker(r, getattr(self, r), post, jobs, slice=0.01, check=0.02, retry=0.05) for r in roles}
        self.pool = Pool("platform", self.platform, post, jobs)
        self.numbers = NumberDesk(NumberStore(folder / "numbers.db"), self.platform, lambda: NOON)
        shelf = Shelf(Catalogue() if catalogue is None else catalogue)
        self.kiosk.hands = {
            **self.workers,
            "platform": self.pool,
            "catalogue": Desk(shelf, post, jobs),
            "numbers": Desk(self.numbers, post, jobs),
            "memory": Desk(memory, post, jobs, memory.forget),
        }
        for hand in (*self.workers.values(), self.pool):
            hand.start()
        self.stages = []
        self.kiosk.show = self.stages.append
        self.kiosk.start()

    def stop(self):
        self.kiosk.stop()
        for hand in (*self.workers.values(), self.pool):
            hand.stop()
        self.journal.close()
        self.numbers.close()

    @property
    def stage(self):
        return self.stages[-1]

    def until(self, kind):
        wait_until(lambda: isinstance(self.kiosk.step, kind), step=self.kiosk.pump)
        return self.kiosk.step

    def wait(self, true):
        return wait_until(true, step=self.kiosk.pump)

    def press(self, value=None):
        self.kiosk.post(Answered(value), self.kiosk.turn)

    def tell(self, event):
        self.kiosk.post(event)
        self.kiosk.pump()

    def pass_seconds(self, seconds):
        self.now += seconds
        self.kiosk.pump()

    def lay_card(self):
        """Put the card down once the reader listens."""
        self.wait(lambda: self.card.armed)
        self.card.slot.put(SAMPLE_CARD)

    def go_to(self, kind):
        """Walk the usual way to a step."""
        self._walk(kind, 0)

    def go_on(self, kind):
        """The same, from Home."""
        self._walk(kind, 1)

    def _walk(self, kind, begin):
        way = (
            (Welcome, self.press),
            (Home, lambda: self.press(TakeNumber())),
            (ChooseQueue, lambda: self.press(QUEUE)),
            (ReadIdentity, self.lay_card),
            (ConfirmTicket, lambda: self.press(True)),
        )
        for step, act in way[begin:]:
            self.until(step)
            if step is kind:
                return
            act()
        self.until(kind)
