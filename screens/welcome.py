"""The idle screen: whose terminal this is, what can be done here, and where to touch."""

from collections.abc import Callable
from functools import partial
from typing import Any

from kivy.uix.widget import Widget

from kiosk.services import Service
from kiosk.steps.common import Knock, Welcome
from kiosk.texts import languages, words
from screens import tokens
from screens.base import Screen
from screens.parts.box import Blank, Column, Panel, Row, Spring, inner, level
from screens.parts.button import DEAD, PRIMARY, QUIET, Pressable, PushButton
from screens.parts.header import seal
from screens.parts.hold import Hold
from screens.parts.icon import Icon
from screens.parts.offers import OFFERS
from screens.parts.pages import stacked
from screens.parts.text import Text, fitted


class WelcomeScreen(Screen):
    shows = (Welcome,)
    bare = True

    def draw(self, width: float, height: float) -> Widget:
        gap = self.look.mm(tokens.WIDE)
        if self.look.portrait:
            more = self._more(width)
            sign = self._sign(width, self._sign_height(height) + more)
            start = self._start(width, max(round(height * 0.25) - more, round(height * 0.18)))
            can = self._can(width, height - sign.height - start.height - 2 * gap)
            return Anywhere(Column(width, sign, start, can, gap=gap), self.answer)
        left = round(width * 0.55)
        sign = self._sign(left, round(height * 0.62) + self._more(left))
        start = self._start(left, height - sign.height - gap)
        beside = Column(left, sign, start, gap=gap)
        whole = Row(beside, self._can(width - left - gap, height), gap=gap, width=width, height=height)
        return Anywhere(whole, self.answer)

    def _sign_height(self, height: float) -> float:
        if self.look.crowded:
            return max(round(height * 0.28), self.look.mm(105))
        return round(height * 0.36)

    def _more(self, width: float) -> float:
        """The height that a sign of this width needs beside its usual one for what everybody is to read."""
        if not self.around.bulletin():
            return 0.0
        room = inner(self.look, width, tokens.EDGE)
        spared = self.look.mm(24)
        if self.look.crowded:
            spared = self._clock(room, whole=True).height - self._clock(room, whole=False).height
        return max(0.0, self._what(room).height - spared)

    def _sign(self, width: float, height: float) -> Widget:
        """The hall's sign: touching it begins, as touching anything here does."""
        look, said = self.look, self.words
        room = inner(look, width, tokens.EDGE)
        sizes = (tokens.GREAT * 1.15, tokens.GREAT, tokens.TITLE)
        name = fitted(look, self.around.hall_name(said), room, sizes, 2, bold=True, colour=tokens.WHITE, align="center")
        what = self._what(room)
        gap, tall = look.mm(tokens.TIGHT), height - look.mm(2 * tokens.GAP)
        shown = [
            seal(look, 24),
            name,
            what,
            Blank(height=gap),
            self._clock(room, whole=not (self.look.crowded and self.around.bulletin())),
        ]
        keeps = {id(name), id(shown[-1])} | ({id(what)} if self.around.bulletin() else set())
        for spare in [one for one in shown if id(one) not in keeps]:  # what only adorns gives way
            if stacked(shown, gap) > tall:
                shown.remove(spare)
        parts = Column(room, *shown, gap=gap, align="center")
        middle = Column(room, Spring(), parts, Spring(), height=tall)
        return Panel(look, width, middle, colour=tokens.SIGN, edge=None, pad=tokens.GAP, height=height, align="center")

    def _what(self, room: float) -> Widget:
        """What this is; or what staff want everybody to read, as it was written."""
        look, bulletin = self.look, self.around.bulletin()
        if not bulletin:
            said = self.words("welcome.what")
            return Text(look, said, tokens.LARGE, width=room, colour=tokens.SIGN_SOFT, align="center")
        sizes = (tokens.LARGE, tokens.BODY, tokens.SMALL)
        text = fitted(look, bulletin, inner(look, room), sizes, 2, bold=True, colour=tokens.WARN, align="center")
        return Panel(look, room, text, colour=tokens.WARN_TINT, edge=None, pad=tokens.TIGHT)

    def _clock(self, room: float, *, whole: bool) -> Widget:
        """The hour and, where it is the whole, the day. A finger that stays on it knocks at the technician's door."""
        look, said, now = self.look, self.words, self.around.now()
        size = tokens.GREAT if whole else tokens.TITLE
        hour = Text(look, said.clock(now.time()), size, width=room, bold=True, colour=tokens.WHITE, align="center")
        day = Text(look, said.day(now.date()), tokens.LARGE, width=room, colour=tokens.SIGN_SOFT, align="center")
        gap, shown = look.mm(tokens.TIGHT), [hour, day] if whole else [hour]
        return Hold(look, *shown, press=self.answer, held_long=self.answers(Knock()), width=room, gap=gap)

    def _start(self, width: float, height: float) -> Widget:
        """Begin in the language that is spoken here; below, in another one, or with a screen that looks otherwise."""
        gap = self.look.mm(tokens.GAP)
        others = [language for language in languages() if language != self.words.language]
        each = (width - gap * (len(others) + 1)) // (len(others) + 2)
        small = Row(
            *level(
                [
                    *(
                        self._other(words(one)("welcome.start_in"), "globe", partial(self._begin, one), each)
                        for one in others
                    ),
                    self._other(self.words("header.display"), "eye", self.around.styles, each),
                    self._other(self.words("footer.call"), "staff", self.around.call, each),
                ]
            ),
            gap=gap,
            width=width,
        )
        large = PushButton(
            self.look,
            self.words("welcome.start"),
            self.answer,
            width=width,
            height=height - small.height - gap,
            kind=PRIMARY,
            icon="hand",
            size=tokens.GREAT,
        )
        return Column(width, large, small, gap=gap)

    def _other(self, text: str, icon: str, press: Callable[[], None], width: float) -> Widget:
        height = self.look.mm(tokens.TALL)
        return PushButton(self.look, text, press, width=width, height=height, kind=QUIET, icon=icon, size=tokens.LARGE)

    def _begin(self, language: str) -> None:
        self.language(language)
        self.answer()

    def _can(self, width: float, height: float) -> Widget:
        """What can be done here now, each by a touch; and what cannot, and why."""
        look, said = self.look, self.words
        gap = look.mm(tokens.TIGHT * 1.4)
        offered = [one for one in OFFERS if self.stage.services.offers(one)]
        for size in (tokens.LARGE, tokens.BODY, tokens.SMALL):
            head = Text(look, said("welcome.can"), size, width=width, bold=True, colour=tokens.SIGN)
            note = Text(look, said("welcome.staff"), min(size, tokens.BODY), width=width, colour=tokens.SOFT)
            rows = {one: self._service(one, width, size) for one in offered}
            whole: list[Widget] = [head, *rows.values(), note] if rows else [note]
            for spare in (note, head, rows.get(Service.PRINT)):  # what adorns; a guide is printed from the guide, too
                if spare in whole and stacked(whole, gap) + gap > height:
                    whole.remove(spare)
            left = height - stacked(whole, gap) - gap
            if left >= 0:
                break
        for row in rows.values():
            row.height += max(0, min(left // len(rows), look.mm(12)))
        return Column(width, *whole, Spring(), gap=gap, height=height)

    def _service(self, service: Service, width: float, size: float) -> Pressable:
        look, said = self.look, self.words
        reason = self.stage.services.reason(service)
        icon, wish = OFFERS[service]
        picture = Icon(look, icon, min(tokens.TITLE, size * 1.32), tokens.OFF_INK if reason else tokens.BLUE)
        gap, pad = look.mm(tokens.GAP), tokens.TIGHT
        room = inner(look, width, pad) - picture.width - 2 * gap
        kind = DEAD if reason else QUIET
        name = partial(fitted, look, said(f"service.{service}"), bold=True, colour=kind.ink)
        sizes = (size, tokens.BODY, tokens.SMALL)
        text: Widget = name(room, sizes) if reason is None else self._dead(name, said(f"why.{reason}"), room, sizes)
        height = max(look.mm(tokens.TARGET), text.height + 2 * look.mm(pad))
        press = None if reason else self.answers(wish)
        row = Row(Blank(width=gap), picture, Blank(width=gap), text)
        return Pressable(look, row, press=press, kind=kind, width=width, height=height, gap=0, pad=pad)

    def _dead(self, name: Callable[..., Text], reason: str, room: float, sizes: tuple[float, ...]) -> Widget:
        """With the reason at the end of the line or, where that is too short, below."""
        look, gap = self.look, self.look.mm(tokens.GAP)
        why = Text(look, reason, tokens.SMALL, colour=DEAD.note)
        beside = name(room - why.width - gap, sizes)
        if beside.lines == 1 and why.width < room / 2:
            return Row(beside, why, gap=gap)
        return Column(
            room, name(room, sizes), fitted(look, reason, room, (tokens.BODY, tokens.SMALL), colour=DEAD.note)
        )


class Anywhere(Column):
    """Whoever touches beside everything that can be pressed means to begin."""

    def __init__(self, whole: Widget, press: Callable[[], None]) -> None:
        super().__init__(whole.width, whole)
        self._press = press

    def on_touch_down(self, touch: Any) -> bool:
        if super().on_touch_down(touch):
            return True
        if self.collide_point(*touch.pos):
            touch.grab(self)
        return False

    def on_touch_up(self, touch: Any) -> bool:
        if touch.grab_current is not self:
            return super().on_touch_up(touch)
        touch.ungrab(self)
        if self.get_parent_window():
            self._press()
        return True
