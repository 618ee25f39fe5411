"""Steps to find devices: look, choose, and see what would be written."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.config.writing import Preview
from kiosk.finder.choosing import Chosen, Discovery
from kiosk.finder.finder import Finder
from kiosk.step import Job, Scene
from kiosk.steps.room import Page

LOOK_PATIENCE = 180.0  # seconds: services, then every port at every rate


@dataclass(frozen=True)
class LookForDevices(Job[Discovery]):
    """Look around, and ask what is there what it is."""

    to: ClassVar[str] = "finder"
    patience: ClassVar[float] = LOOK_PATIENCE

    def run(self, resource: Finder, scene: Scene) -> Discovery:
        del scene
        return resource.discover()


class FinderWish(StrEnum):
    AGAIN = "again"


@dataclass(frozen=True)
class ChooseDevices(Page[Chosen | FinderWish]):
    """Candidates by role, to tick; answered with those to take."""

    discovery: Discovery
    chosen: Chosen = ()


@dataclass(frozen=True)
class ProposeDevices(Job[Preview]):
    """What the configuration would become."""

    to: ClassVar[str] = "finder"
    chosen: Chosen

    def run(self, resource: Finder, scene: Scene) -> Preview:
        del scene
        return resource.preview(self.chosen)
