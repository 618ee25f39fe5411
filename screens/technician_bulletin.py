"""What everybody is to read on the idle screen: one of the usual sentences, or written at the keyboard."""

from functools import partial

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.maintenance.board import LONGEST
from kiosk.steps.bulletin import BulletinPage
from kiosk.writing.draft import Way
from screens import tokens
from screens.base import Screen
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Panel, Row, Spring, grid, inner
from screens.parts.button import PRIMARY, QUIET, SECONDARY, PushButton
from screens.parts.keyboard import Keyboard
from screens.parts.keypad import keypad, typed
from screens.parts.notice import GOOD, notice
from screens.parts.pen import Pen
from screens.parts.place import Place
from screens.parts.text import fitted
from screens.parts.title import title

USUAL = ("busy", "lunch", "system", "paper")  # sentences that are there to be taken
FIELD = 37.0  # mm
KEYBOARD = 0.42  # of the height of a tall panel


class BulletinPageScreen(Screen):
    shows = (BulletinPage,)

    def begin(self, stage: Stage) -> None:
        self.typed = stage.step.text
        self.pen = Pen(self.around.writing, self._write, self._changed)
        if Way.PINYIN in self.pen.writing.ways():
            self.pen.take(Way.PINYIN)

    def leave(self) -> None:
        """With what the pen had not finished."""
        self.pen.clear()
        super().leave()

    def draw(self, width: float, height: float) -> Widget:
        """Keys below, or beside on a wide panel. Only the field changes while somebody writes."""
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        left = width if look.portrait else round(width * 0.42)
        told = [title(look, said("bulletinPage.title"), left, said("bulletinPage.more", most=LONGEST))]
        if self.step.put_up:
            key = "bulletinPage.up" if self.step.text else "bulletinPage.down"
            told.append(notice(look, said(key), left, GOOD))
        self.field = Place(left, look.mm(FIELD))
        choices = actions(look, self._choices(), left, beside=True, height=tokens.TARGET)
        parts = [*told, self.field, self._usual(left), Spring(), choices]
        if look.portrait:
            whole: Widget = Column(width, *parts, self._keys(width, height * KEYBOARD), gap=gap, height=height)
        else:
            right = width - left - 2 * gap
            whole = Row(
                Column(left, *parts, gap=gap, height=height), self._keys(right, height), gap=2 * gap, width=width,
                height=height, top=True,
            )  # fmt: skip
        self._changed()
        return whole

    def _usual(self, width: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.TIGHT)
        each = (width - gap) // 2
        buttons = (
            PushButton(
                look, self.words(f"bulletinUsual.{one}"), partial(self._take, self.words(f"bulletinUsual.{one}_text")),
                width=each, kind=QUIET, height=look.mm(tokens.TARGET), size=tokens.BODY,
            )
            for one in USUAL
        )  # fmt: skip
        return grid(buttons, 2, gap, width)

    def _take(self, text: str) -> None:
        """One of the usual sentences, instead of what stands there."""
        self.pen.clear()
        self.typed = text[:LONGEST]
        self._changed()

    def _keys(self, width: float, room: float) -> Widget:
        """A keyboard that writes Chinese, for those who read it and where there is one; else letters."""
        self.keyboard = None
        if not self.pen.chinese(self.words):
            self.pen.take(Way.LETTERS)
            most = 24 if self.look.portrait else 20
            return keypad(self.look, self.words, width, self.pen.press, most=most, room=room)
        self.keyboard = Keyboard(self.look, self.words, self.pen, width, room)
        return self.keyboard

    def _write(self, text: str) -> None:
        self.typed = typed(self.typed, text, LONGEST)

    def _changed(self) -> None:
        if self.keyboard is not None:
            self.keyboard.show()
        look, width = self.look, self.field.width
        room = inner(look, width, tokens.TIGHT * 2)
        written = f"{self.typed}{self.pen.shown}|"
        text = fitted(look, written, room, (tokens.LARGE, tokens.BODY, tokens.SMALL), 2, bold=True, colour=tokens.SIGN)
        self.field.put(Panel(look, width, text, edge=tokens.BLUE, pad=tokens.TIGHT * 2, height=self.field.height))

    def _choices(self) -> list[Action]:
        said = self.words
        down = [Action(said("bulletinPage.take_down"), self.answers(""), SECONDARY)] if self.step.text else []
        return [Action(said("bulletinPage.put_up"), self._put_up, PRIMARY, "tick"), *down]

    def _put_up(self) -> None:
        """With what the pen has not finished: nobody means to lose it."""
        self.answer(self.typed + self.pen.shown.replace(" ", ""))
