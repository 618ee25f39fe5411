"""The door of the technician's room: a keypad that shows no digit of what is typed."""

from kivy.uix.widget import Widget

from kiosk.credentials.model import Refusal
from kiosk.credentials.pins import MOST
from kiosk.loop import Stage
from kiosk.steps.door import EnterPin
from screens import tokens
from screens.base import Screen
from screens.parts.box import Column, Row, Spring
from screens.parts.notice import INFO, WARN, notice
from screens.parts.numpad import ENTER, ERASE, dots, numpad
from screens.parts.place import Place
from screens.parts.text import Text
from screens.parts.title import title

MINUTE = 60  # seconds; a longer wait is told in minutes


class EnterPinScreen(Screen):
    shows = (EnterPin,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.typed = ""

    def draw(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.WIDE)
        each = min(width, look.mm(170)) if look.portrait else (width - gap) // 2
        self.field = Place(each, look.mm(tokens.TALL))
        head = title(look, self.words("enterPin.title"), each, self.words("enterPin.who"))
        badge = [Text(look, self.words("enterPin.scanner"), tokens.BODY, width=each, colour=tokens.SOFT)]
        told = [*self._told(each), *(badge if self.step.scanner else []), self.field]
        if look.portrait:
            left = height - head.height - sum(one.height + gap for one in told) - 2 * gap
            pad = numpad(look, self.words, each, min(left, look.mm(180)), self._press)
            whole = Column(each, head, *told, pad, Spring(), gap=gap, height=height)
            self._fill()
            return Row(Spring(), whole, Spring(), width=width, height=height)
        pad = numpad(look, self.words, each, height, self._press)
        beside = Column(each, head, *told, Spring(), gap=gap, height=height)
        self._fill()
        return Row(beside, Column(each, Spring(), pad, Spring(), height=height), gap=gap, width=width, height=height)

    def _told(self, width: float) -> list[Widget]:
        said, door = self.words, self.step.door
        told = [notice(self.look, said("enterPin.sample", pin=door.sample), width, INFO)] if door.sample else []
        if door.refusal is Refusal.LOCKED:
            wait = said("enterPin.minutes" if door.seconds > MINUTE else "enterPin.seconds", count=_count(door.seconds))
            told.append(notice(self.look, said("enterPin.locked", wait=wait), width, WARN))
        elif door.refusal is Refusal.WRONG:
            told.append(notice(self.look, said("enterPin.wrong", tries=door.tries), width, WARN))
        elif door.refusal is Refusal.BADGE:
            told.append(notice(self.look, said("enterPin.badge"), width, WARN))
        elif door.refusal is Refusal.UNSET:
            told.append(notice(self.look, said("enterPin.unset"), width, WARN, more=said("enterPin.set")))
        return told

    def _press(self, key: str) -> None:
        if key == ENTER:
            if self.typed:
                typed, self.typed = self.typed, ""
                self.answer(typed)
        elif key == ERASE:
            self.typed = self.typed[:-1]
        elif len(self.typed) < MOST:
            self.typed += key
        self._fill()

    def _fill(self) -> None:
        self.field.put(dots(self.look, len(self.typed), self.field.width))


def _count(seconds: int) -> int:
    return -(-seconds // MINUTE) if seconds > MINUTE else seconds
