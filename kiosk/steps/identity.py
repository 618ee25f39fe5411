"""Steps by which a resident shows who they are, and what the visit remembers of it."""

from dataclasses import dataclass, field
from typing import ClassVar

from drivers.card import Card
from drivers.code import Code
from drivers.smartcard import SocialCard
from kiosk.memory import Memory
from kiosk.model.people import Person
from kiosk.platform import Platform
from kiosk.step import Job, Scene, Step

Shown = Card | SocialCard | Code


@dataclass(frozen=True)
class ReadIdentity(Step[Shown]):
    """Lay down the card, put in the social-security card, show the code of the phone: whichever device reads first.

    No question to come back to: who has been identified stays so for the visit.
    """

    patience: ClassVar[float] = 90.0
    ways: frozenset[str]
    trouble: Exception | None = None  # why the last try did not do

    @property
    def listens(self) -> frozenset[str]:
        return self.ways


@dataclass(frozen=True)
class Identify(Job[Person]):
    """The platform recognises the person."""

    to: ClassVar[str] = "platform"
    reading: Shown = field(repr=False)

    def run(self, resource: Platform, scene: Scene) -> Person:
        del scene
        match self.reading:
            case Card():
                return resource.identify_card(self.reading)
            case SocialCard():
                return resource.identify_social_card(self.reading)
            case Code():
                return resource.identify_code(self.reading)


@dataclass(frozen=True)
class Recall(Job[Person | None]):
    """Whom this visit knows already."""

    to: ClassVar[str] = "memory"

    def run(self, resource: Memory, scene: Scene) -> Person | None:
        del scene
        return resource.person


@dataclass(frozen=True)
class Remember(Job[None]):
    """Keep who it is, over Back and Home, until the visit ends."""

    to: ClassVar[str] = "memory"
    person: Person | None = field(repr=False)

    def run(self, resource: Memory, scene: Scene) -> None:
        del scene
        resource.person = self.person
