"""A step is one moment of a visit. Journeys await steps; screens draw them; someone answers them.

queue = await ChooseQueue(queues)            # answered by a touch
card = await ReadIdentity({"card"})          # answered by a device that is listened to
ticket = await TakeTicket(token, queue)      # answered by a worker that does it
"""

from collections.abc import Generator
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Generic, TypeVar

from kiosk.storage.journal import Ending
from kiosk.texts import Words

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Step(Generic[Answer]):
    patience: ClassVar[float] = 60.0  # seconds of silence before the resident is taken to be gone
    warns: ClassVar[bool] = True  # asks "still there?" before it gives up
    idle: ClassVar[bool] = False  # nobody is there
    root: ClassVar[bool] = False  # the beginning of a service: Back does not lead past it
    styled: ClassVar[bool] = True  # looks as the resident wants it; False: the standard look, for those who work here

    @property
    def listens(self) -> frozenset[str]:
        """The roles of the sensors that are live while the step lasts."""
        return frozenset()

    def __await__(self) -> "Generator[Step[Any], Any, Answer]":
        return (yield self)


@dataclass(frozen=True)
class Question(Step[Answer]):
    """A step that the resident answers, and can come back to."""


@dataclass(frozen=True)
class Scene:
    """What a job may know beside its own fields."""

    words: Words  # the texts in the language of the visit
    key: str = ""  # the idempotency key of a final job
    training: bool = False  # what goes on paper says so


@dataclass(frozen=True)
class Job(Step[Answer]):
    """A step that a worker answers: `run` is called on the thread of the worker named `to`."""

    patience: ClassVar[float] = 20.0  # seconds until a silent worker is a TimeoutError in the journey
    warns: ClassVar[bool] = False
    to: ClassVar[str]

    def run(self, resource: Any, scene: Scene) -> Answer:
        raise NotImplementedError


@dataclass(frozen=True)
class FinalJob(Job[Answer]):
    """A job that changes the world. It is written to the journal before it acts, with an idempotency key."""

    returns: ClassVar[bool] = False  # whether Back may lead past it: what it has done stays done either way
    repeatable: ClassVar[bool] = True  # after a restart: True: done again with the same key; False: its end is unknown

    def note(self) -> dict[str, str]:
        """What the journal keeps: the fields, enough to repeat the job. Never a name or a number of a person."""
        return asdict(self)

    def ending(self, answer: Answer) -> "Ending":
        """What the journal says of the job once it has been answered."""
        del answer
        return Ending.DONE
