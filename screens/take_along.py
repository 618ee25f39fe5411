"""The guide for the phone: one large code."""

from kivy.uix.widget import Widget

from kiosk.documents.guide import take_along
from kiosk.steps.finding import TakeAlong
from screens import tokens
from screens.base import Screen
from screens.look.pictures import code
from screens.parts.box import Column, Panel, Row, Spring, inner
from screens.parts.button import PRIMARY, PushButton
from screens.parts.icon import Picture
from screens.parts.terms import item_name
from screens.parts.text import fitted
from screens.parts.title import title


class TakeAlongScreen(Screen):
    shows = (TakeAlong,)

    def draw(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.WIDE)
        side = look.mm(130) if look.portrait else height - look.mm(2 * tokens.GAP)
        side = min(side, width * 0.6)
        if look.portrait:
            words, done = self._words(width, "center"), self._done(width)
            left = height - words.height - done.height - 5 * gap
            return Column(
                width,
                Spring(),
                words,
                self._code(min(side, left)),
                done,
                Spring(),
                Spring(),
                gap=gap,
                height=height,
                align="center",
            )
        shown = self._code(side)
        room = width - shown.width - gap
        words = Column(room, self._words(room, "left"), Spring(), self._done(room), height=shown.height, gap=gap)
        return Row(shown, words, gap=gap, width=width)

    def _code(self, side: float) -> Widget:
        picture = Picture(code(take_along(self.step.item), side - self.look.mm(2 * tokens.TIGHT)))
        return Panel(
            self.look, picture.width + self.look.mm(2 * tokens.TIGHT), picture, pad=tokens.TIGHT, align="center"
        )

    def _words(self, width: float, align: str) -> Widget:
        look, said = self.look, self.words
        name, small = item_name(said, self.step.item), (tokens.SMALL,) if look.crowded else ()
        return Column(
            width,
            title(look, said("takeAlong.title"), width, align=align),
            fitted(look, name, width, (tokens.LARGE, tokens.BODY, *small), 3, align=align),
            fitted(look, said("takeAlong.how"), width, (tokens.BODY, *small), 3, colour=tokens.SOFT, align=align),
            gap=look.mm(tokens.GAP),
        )

    def _done(self, width: float) -> Widget:
        return PushButton(
            self.look,
            self.words("takeAlong.done"),
            self.answer,
            width=min(width, inner(self.look, width)),
            kind=PRIMARY,
        )
