"""Steps to say something to everybody on the idle screen."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.maintenance.board import Board
from kiosk.step import Job, Scene
from kiosk.steps.room import Page


@dataclass(frozen=True)
class ReadBulletin(Job[str]):
    """What the idle screen says beside all else; "": nothing."""

    to: ClassVar[str] = "maintenance"

    def run(self, resource: Board, scene: Scene) -> str:
        del scene
        return resource.bulletin()


@dataclass(frozen=True)
class PutUpBulletin(Job[str]):
    """Have everybody read this; "" takes it down."""

    to: ClassVar[str] = "maintenance"
    text: str

    def run(self, resource: Board, scene: Scene) -> str:
        del scene
        return resource.put_up(self.text)


@dataclass(frozen=True)
class BulletinPage(Page[str]):
    """What everybody reads, and a keyboard for something else; answered with what it is to be."""

    text: str
    put_up: bool = False  # just now
