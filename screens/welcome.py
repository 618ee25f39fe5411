"""The idle screen: whose terminal this is, what can be done here, and where to touch."""

from collections.abc import Callable
from functools import partial

from kivy.uix.widget import Widget

from kiosk.services import Service
from kiosk.steps.common import Knock, Welcome
from kiosk.texts import languages, words
from screens import tokens
from screens.base import Screen
from screens.parts.box import Blank, Column, Panel, Row, Spring, inner, level
from screens.parts.button import PRIMARY, QUIET, Pressable, PushButton
from screens.parts.header import seal
from screens.parts.hold import Hold
from screens.parts.icon import Icon
from screens.parts.pages import stacked
from screens.parts.text import Text, fitted

SHOWN = {
    Service.FIND: "guide",
    Service.TICKET: "ticket",
    Service.BOOK: "calendar",
    Service.BOOKINGS: "clock",
    Service.PRINT: "print",
}


class WelcomeScreen(Screen):
    shows = (Welcome,)
    bare = True

    def draw(self, width: float, height: float) -> Widget:
        gap = self.look.mm(tokens.WIDE)
        if self.look.portrait:
            sign = self._sign(width, self._sign_height(height))
            start = self._start(width, round(height * 0.25))
            can = self._can(width, height - sign.height - start.height - 2 * gap)
            return Column(width, sign, start, can, gap=gap)
        left = round(width * 0.55)
        sign = self._sign(left, round(height * 0.62))
        start = self._start(left, height - sign.height - gap)
        return Row(
            Column(left, sign, start, gap=gap),
            self._can(width - left - gap, height),
            gap=gap,
            width=width,
            height=height,
        )

    def _sign_height(self, height: float) -> float:
        if self.look.crowded:
            return max(round(height * 0.28), self.look.mm(105))
        return round(height * 0.36)

    def _sign(self, width: float, height: float) -> Widget:
        """The hall's sign: touching it begins, as touching anything here does."""
        look, said = self.look, self.words
        room = inner(look, width, tokens.EDGE)
        sizes = (tokens.GREAT * 1.15, tokens.GREAT, tokens.TITLE)
        name = fitted(look, self.around.hall_name(said), room, sizes, 2, bold=True, colour=tokens.WHITE, align="center")
        what = Text(look, said("welcome.what"), tokens.LARGE, width=room, colour=tokens.SIGN_SOFT, align="center")
        gap, tall = look.mm(tokens.TIGHT), height - look.mm(2 * tokens.GAP)
        shown = [seal(look, 24), name, what, Blank(height=gap), self._clock(room)]
        while stacked(shown, gap) > tall and len(shown) > 2:  # what only adorns gives way to name and clock
            shown.remove(shown[0] if shown[0] is not name else shown[1])
        parts = Column(room, *shown, gap=gap, align="center")
        middle = Column(room, Spring(), parts, Spring(), height=tall)
        return Panel(look, width, middle, colour=tokens.SIGN, edge=None, pad=tokens.GAP, height=height, align="center")

    def _clock(self, room: float) -> Widget:
        """The hour and the day. A finger that stays on them knocks at the technician's door."""
        look, said, now = self.look, self.words, self.around.now()
        hour = Text(
            look, said.clock(now.time()), tokens.GREAT, width=room, bold=True, colour=tokens.WHITE, align="center"
        )
        day = Text(look, said.day(now.date()), tokens.LARGE, width=room, colour=tokens.SIGN_SOFT, align="center")
        gap = look.mm(tokens.TIGHT)
        return Hold(look, hour, day, press=self.answer, held_long=self.answers(Knock()), width=room, gap=gap)

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
        """What can be done here now; and what cannot, and why."""
        look, said, services = self.look, self.words, self.stage.services
        pad = tokens.GAP if look.crowded else tokens.WIDE
        room, tall, gap = inner(look, width, pad), height - look.mm(2 * pad), look.mm(tokens.TIGHT * 1.8)
        offered = [
            (icon, service, services.reason(service)) for service, icon in SHOWN.items() if services.offers(service)
        ]
        for size in (tokens.LARGE, tokens.BODY, tokens.SMALL):
            rows: list[Widget] = [Text(look, said("welcome.can"), size, width=room, bold=True, colour=tokens.SIGN)]
            for icon, service, reason in offered:
                why = said(f"why.{reason}") if reason else ""
                rows.append(self._service(icon, said(f"service.{service}"), why, room, size))
            notes = [Text(look, said("welcome.staff"), min(size, tokens.BODY), width=room, colour=tokens.SOFT)]
            if stacked([*rows, *notes], gap) + gap <= tall:
                break
        if stacked([*rows, *notes], gap) + gap > tall:
            notes = []
        listed = Column(room, *rows, Spring(), *notes, gap=gap, height=tall)
        return Pressable(look, listed, press=self.answer, kind=QUIET, width=width, height=height, pad=pad, gap=0)

    def _service(self, icon: str, text: str, reason: str, width: float, size: float) -> Widget:
        look = self.look
        picture = Icon(look, icon, min(tokens.TITLE, size * 1.32), tokens.OFF_INK if reason else tokens.BLUE)
        gap = look.mm(tokens.GAP)
        room = width - picture.width - gap
        if not reason:
            return Row(picture, Text(look, text, size, width=room, bold=True), gap=gap, width=width)
        small = min(size, tokens.BODY)
        why = Text(look, reason, small, colour=tokens.WARN)
        name = fitted(look, text, room, (size, small, tokens.SMALL), 1, colour=tokens.SOFT)
        beside = Text(look, text, small, colour=tokens.SOFT)
        if beside.width + 2 * gap + why.width <= room:
            return Row(picture, beside, Spring(), why, gap=gap, width=width)
        return Row(picture, Column(room, name, why), gap=gap, width=width)
