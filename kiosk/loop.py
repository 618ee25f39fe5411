"""The heartbeat: an event comes in, the visit moves to its next step. Only `post` may be called from any thread."""

import logging
import math
import queue
import time
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from drivers import DeviceError, Fault, Status
from kiosk.calling import PATIENCE as CALL_PATIENCE
from kiosk.calling import Bell, Call
from kiosk.events import (
    Answered,
    CallEnded,
    CatalogueChanged,
    Event,
    Failed,
    HealthChanged,
    Journey,
    LanguageChosen,
    Left,
    MaintenanceChanged,
    PressedHome,
    StaffCalled,
    StyleChosen,
    Touched,
    VoiceChosen,
    WentBack,
    WentHome,
)
from kiosk.housekeeping import QUIET, Housekeeping
from kiosk.journeys.apology import apology
from kiosk.maintenance.board import Notice
from kiosk.services import Services
from kiosk.stage import Stage
from kiosk.step import FinalJob, Job, Question, Step
from kiosk.style import Style
from kiosk.texts import FIRST

log = logging.getLogger(__name__)

UNUSED = 60.0  # seconds that a language, a style or the voice stays when nobody begins a visit
UNSEEN = 3.0  # times the patience that whoever listens to the screen gets: it is not read at a glance
WARNING = 20.0  # seconds before the end of a step's patience at which it asks "still there?" (WCAG 2.2.1)


def name(thing: object) -> str:
    """What may be logged of a step or an event: never the thing itself, for log handlers keep what they are given."""
    return type(thing).__name__


class Hand(Protocol):
    """What the loop needs of a worker."""

    def do(self, job: Job[Any], turn: int, language: str) -> None: ...
    def listen(self, turn: int | None) -> None: ...
    def forget(self) -> None: ...


class Kiosk:
    def __init__(
        self,
        visit: Callable[[], Journey],
        survey: Callable[[Mapping[str, Status]], Services] = lambda _health: Services(),
        clock: Callable[[], float] = time.monotonic,
        first_language: str = FIRST,
        first_style: Style = Style.STANDARD,
    ) -> None:
        self.visit, self.survey, self.clock = visit, survey, clock
        self.when_closed: Callable[[Notice], Journey] = lambda _notice: visit()
        self.notice: Notice | None = None  # the terminal is closed to the public from the next visit on
        self.first_language, self.first_style = first_language, first_style
        self.barred: Callable[[Mapping[str, Status]], Notice | None] = lambda _health: None  # the same, by the devices
        self.show: Callable[[Stage], None] = lambda _stage: None
        self.signal: Callable[[Stage], None] = lambda _stage: None  # lamps and sounds; must not wait
        self.bell, self.call = Bell(), None
        self.usual: Callable[[str], float | None] = lambda _job: None  # seconds that a job of this name usually takes
        self.wake: Callable[[], object] = lambda: None
        self.hands: Mapping[str, Hand] = {}
        self.health: dict[str, Status] = {}
        self.housekeeping = Housekeeping()
        self.turn = 0
        self._journey: Journey | None = None
        self._shut: Notice | None = None  # why the journey of now serves nobody
        self._tape: list[tuple[Step[Any], Answered | Failed]] = []
        self._inbox: queue.SimpleQueue[tuple[Event, int | None]] = queue.SimpleQueue()

    def post(self, event: Event, turn: int | None = None) -> None:
        """Report an event. `turn` is the turn it answers; an answer to a past turn comes too late."""
        self._inbox.put((event, turn))
        self.wake()

    def pump(self, *_: object) -> None:
        """Take what has come in, and see whether someone's patience is at its end. On the UI thread."""
        while not self._inbox.empty():
            event, turn = self._inbox.get_nowait()
            if turn in (None, self.turn):
                self._take(event)
            else:
                log.info("late %s", name(event))
        if self.clock() >= self._deadline:
            self._take(Failed(TimeoutError()) if isinstance(self.step, Job) else Left())
        elif self._seconds_left() != self._shown_seconds:
            self._show()
        elif self.housekeeping.due and self.step.idle and self.clock() >= self._entered + QUIET:
            self.housekeeping.clean()

    def start(self) -> None:
        """A new resident: whatever was known about the last one is gone with the old journey."""
        self._forget()
        self.language, self.style, self.voice = self.first_language, self.first_style, None
        self.housekeeping.note_visit()
        self._shut = self._closed()
        self._anew = self.visit if self._shut is None else partial(self.when_closed, self._shut)
        self._begin(self._anew())

    def _closed(self) -> Notice | None:
        """Why no new visit may begin: what somebody has written on the door, or else what the devices say."""
        return self.notice or self.barred(self.health)

    def stop(self) -> None:
        """The program ends: nobody is at the terminal any more."""
        self._close()
        self._tape.clear()
        self._forget()

    def _forget(self) -> None:
        self._hang_up()
        for hand in self.hands.values():
            hand.forget()

    def _hang_up(self) -> None:
        self.bell.stop()
        self.call = None

    def _close(self) -> None:
        if self._journey is not None:
            self._journey.close()

    def _begin(self, journey: Journey) -> None:
        self._tape.clear()
        self._journey = journey
        self._enter(journey.send(None))

    def _take(self, event: Event) -> None:
        match event:
            case Touched():
                self._renew()
            case Answered() | Failed():
                self._advance(event)
            case WentBack() if (mark := self._last_question()) is not None:
                self._rewind(mark)
            case PressedHome() if self._can_go_home():
                self._advance(Failed(WentHome()))
            case Left() if not isinstance(self.step, FinalJob):
                self._close()
                self.start()
            case LanguageChosen(language):
                self.language = language
                self._chosen()
            case VoiceChosen(voice):
                self.voice = voice
                self._chosen()
            case StyleChosen(style):
                self.style = style
                self._chosen()
            case StaffCalled():
                self.call = self.bell.ring(self.health)
                self._chosen(CALL_PATIENCE)
            case CallEnded():
                self._hang_up()
                self._chosen()
            case HealthChanged(role, status):
                self.health[role] = status
                if self.step.idle and self._closed() != self._shut:
                    self._close()
                    self.start()
                else:
                    self._show()
            case MaintenanceChanged(notice):
                self.notice = notice
                if self.step.idle:
                    self._close()
                    self.start()
            case CatalogueChanged():
                self.housekeeping.note_stay()
                self._show()
            case _:
                log.debug("%s means nothing at %s", name(event), name(self.step))

    def _chosen(self, unused: float = UNUSED) -> None:
        """Another language, style or voice, or a call; if nobody begins a visit with it, it does not stay for long."""
        self._renew()
        if self.step.idle:
            self._deadline = self.clock() + unused
        self._show()

    def _renew(self) -> None:
        """Someone is there. (That does not make a silent worker any less silent.)"""
        if not isinstance(self.step, Job):
            self._deadline = self.clock() + self._patience()
            if self._shown_seconds is not None:
                self._show()

    def _patience(self) -> float:
        """Seconds; more for who listens, or waits for staff. A worker's are always the same."""
        if isinstance(self.step, Job):
            return self.step.patience
        usual = self.step.patience * (UNSEEN if self.voice else 1)
        return max(usual, CALL_PATIENCE) if self.call is Call.COMING and self.step.warns else usual

    def _advance(self, event: Answered | Failed) -> None:
        assert self._journey is not None
        self._tape.append((self.step, event))
        try:
            step = event.into(self._journey)
        except StopIteration:
            self.start()
        except Exception as error:  # noqa: BLE001 - a broken journey is told to the resident and to the log
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("the journey broke at %s: %s\n%s", name(self.step), name(error), frames)  # noqa: TRY400 - its message may hold a name
            self._begin(apology())
        else:
            log.info("%s --%s--> %s", name(self.step), name(event), name(step))
            self._enter(step)

    def _enter(self, step: Step[Any], taken_back: Any = None) -> None:
        self.step, self._taken_back = step, taken_back
        self.turn += 1
        self._entered = self.clock()
        self._deadline = self._entered + self._patience()
        for role, hand in self.hands.items():
            hand.listen(self.turn if role in step.listens else None)
        self._show()
        if isinstance(step, Job):
            self._hand_out(step)

    def _hand_out(self, job: Job[Any]) -> None:
        if hand := self.hands.get(job.to):
            hand.do(job, self.turn, self.language)
        else:
            self.post(Failed(DeviceError(Fault.NO_DEVICE, f"{job.to} is not configured")), self.turn)

    def _seconds_left(self) -> int | None:
        left = self._deadline - self.clock()
        return max(0, math.ceil(left)) if self.step.warns and left <= WARNING else None

    def _can_go_home(self) -> bool:
        begun = any(step.root for step, _ in self._tape)
        return begun and not self.step.root and not isinstance(self.step, FinalJob)

    def _show(self) -> None:
        self._shown_seconds = self._seconds_left()
        stage = Stage(
            self.step,
            self.turn,
            self.language,
            self.style if self.step.styled else Style.STANDARD,
            voice=self.voice,
            can_go_back=self._last_question() is not None,
            can_go_home=self._can_go_home(),
            can_leave=not isinstance(self.step, FinalJob),
            taken_back=self._taken_back,
            health=dict(self.health),
            services=self.survey(self.health),
            seconds_left=self._shown_seconds,
            usual=self.usual(name(self.step)) if isinstance(self.step, Job) else None,
            call=self.call,
        )
        self.show(stage)
        self.signal(stage)

    def _last_question(self) -> int | None:
        """Where on the tape the resident was last asked something that can still be unsaid."""
        if self.step.root or isinstance(self.step, FinalJob):
            return None
        for index in reversed(range(len(self._tape))):
            step, event = self._tape[index]
            if isinstance(step, FinalJob) and not step.returns and isinstance(event, Answered):
                return None
            if isinstance(step, Question):
                return index
        return None

    def _rewind(self, mark: int) -> None:
        """Go back by playing the visit again without its last answers; jobs are not run twice."""
        self._close()
        journey = self._journey = self._anew()
        _, unsaid = self._tape[mark]
        del self._tape[mark:]
        step = journey.send(None)
        for _, event in self._tape:
            step = event.into(journey)
        self._enter(step, unsaid.value if isinstance(unsaid, Answered) else None)
