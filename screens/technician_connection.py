"""To which platform the terminal belongs, and as whom: typed, tried, and saved after a preview."""

from dataclasses import replace
from functools import partial

from kivy.uix.widget import Widget

from kiosk.health import wording
from kiosk.loop import Stage
from kiosk.room.connection import Connection, Tried
from kiosk.steps.connection import ConnectionPage, Save, Try
from screens import tokens
from screens.base import Screen
from screens.parts import health
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Panel, Row, Spring, inner
from screens.parts.button import PRIMARY, QUIET, SECONDARY, Pressable
from screens.parts.keypad import typed
from screens.parts.notice import BAD, GOOD, INFO, notice
from screens.parts.pages import at_most
from screens.parts.place import Place
from screens.parts.text import Text, fitted
from screens.parts.title import title
from screens.parts.typewriter import typewriter

FIELDS = ("url", "terminal")
LONGEST = {"url": 200, "terminal": 64}
FIELD = 30.0  # mm
KEYBOARD = 0.36  # of the height of a tall panel
DETAIL = 220  # characters of what is wrong


class ConnectionPageScreen(Screen):
    shows = (ConnectionPage,)

    def begin(self, stage: Stage) -> None:
        self.wanted: Connection = stage.step.connection
        self.tried: Tried | None = stage.step.tried
        self.field = FIELDS[0]
        self.capitals = False

    def draw(self, width: float, height: float) -> Widget:
        """Keys below, or beside on a wide panel. Only fields and keys change while somebody writes."""
        look, gap = self.look, self.look.mm(tokens.GAP)
        left = width if look.portrait else round(width * 0.46)
        tall = height if not look.portrait else round(height * (1 - KEYBOARD)) - gap
        self.places = {name: Place(left, look.mm(FIELD)) for name in FIELDS}
        more = "" if self.tried else self.words("connectionPage.more")
        hall = self._ending(self.words("connectionPage.hall", hall=self.wanted.hall), left, bold=False)
        told = [title(look, self.words("connectionPage.title"), left, more), *self.places.values(), hall]
        choices = actions(look, self._choices(), left, beside=True, height=tokens.TARGET)
        room = tall - sum(part.height + gap for part in (*told, choices)) - gap
        parts = [*told, *self._come_to(left, room), Spring(), choices]
        if look.portrait:
            self.keys = Place(width, round(height * KEYBOARD))
            whole: Widget = Column(width, *parts, self.keys, gap=gap, height=height)
        else:
            self.keys = Place(width - left - 2 * gap, height)
            told = Column(left, *parts, gap=gap, height=height)
            whole = Row(told, self.keys, gap=2 * gap, width=width, height=height, top=True)
        self._changed()
        return whole

    def _come_to(self, width: float, room: float) -> list[Widget]:
        """What trying has come to, in as many words as fit; gone as soon as something else stands there."""
        said, tried = self.words, self.tried
        if tried is None:
            return []
        if tried.mistakes:
            wrong = tried.mistakes[0]
            return self._notice(BAD, width, room, (f"{wrong.key}: {wrong.reason}", wrong.hint))
        if tried.finding is None:
            return self._notice(INFO, width, room, (said("connectionPage.embedded"), ""))
        if not tried.works:
            name, remedy = wording.subject(tried.finding, said), wording.remedy(tried.finding, said)
            long, short = f"{name}: {remedy}", f"{name}: {wording.brief(tried.finding, said)}"
            return self._notice(BAD, width, room, (long, tried.finding.detail), (long, ""), (short, ""))
        known = tried.registered
        more = said("connectionPage.works_more", hall=known.hall, name=known.hall_name) if known else ""
        return self._notice(GOOD, width, room, (said("connectionPage.works"), more))

    def _notice(self, kind: tuple[str, str, str], width: float, room: float, *told: tuple[str, str]) -> list[Widget]:
        """The first that fits; the last, whatever the room."""

        def draw(words: tuple[str, str]) -> Panel:
            text, more = (health.shortened(one, DETAIL) for one in words)
            return notice(self.look, text, width, kind, more=more)

        return [at_most(room, draw, told)]

    def _ending(self, text: str, width: float, *, bold: bool) -> Text:
        """On one line: of what is too long, its end."""
        for left in range(len(text), 0, -4):
            shown = text if left == len(text) else f"…{text[-left:]}"
            sizes = (tokens.LARGE, tokens.BODY, tokens.SMALL) if bold else (tokens.BODY, tokens.SMALL)
            drawn = fitted(self.look, shown, width, sizes, 1, bold=bold, colour=tokens.SIGN)
            if drawn.lines == 1:
                break
        return drawn

    def _choices(self) -> list[Action]:
        works = self.tried is not None and self.tried.works
        tries = Action(self.words("connectionPage.try"), self._try, SECONDARY if works else PRIMARY)
        saves = Action(self.words("connectionPage.save"), self._save, PRIMARY if works else SECONDARY)
        return [saves, tries] if works else [tries, saves]

    def _try(self) -> None:
        self.answer(Try(self.wanted))

    def _save(self) -> None:
        self.answer(Save(self.wanted))

    def _changed(self) -> None:
        for name, place in self.places.items():
            place.put(self._field(name, place.width, place.height))
        press, shift = self._press, self._shift
        most = 24 if self.look.portrait else 20
        self.keys.put(
            typewriter(
                self.look, self.words, self.keys.width, press, shift,
                capitals=self.capitals, most=most, room=self.keys.height,
            )
        )  # fmt: skip

    def _field(self, name: str, width: float, height: float) -> Widget:
        """Its name, and what stands there; the one that is written into has a bar at its end."""
        look, here = self.look, name == self.field
        room = inner(look, width, tokens.TIGHT)
        text = f"{getattr(self.wanted, name)}{'|' if here else ''}"
        parts = Column(
            room,
            Text(look, self.words(f"connectionPage.{name}"), tokens.SMALL, width=room, colour=tokens.SOFT),
            self._ending(text, room, bold=True),
        )
        edge = tokens.BLUE if here else None
        return Pressable(
            look, parts, press=partial(self._into, name), kind=QUIET, width=width, height=height,
            pad=tokens.TIGHT, edge=edge,
        )  # fmt: skip

    def _into(self, name: str) -> None:
        """Names of terminals are mostly written large, addresses small."""
        self.field, self.capitals = name, name == "terminal"
        self._changed()

    def _shift(self) -> None:
        self.capitals = not self.capitals
        self._changed()

    def _press(self, key: str) -> None:
        written = typed(getattr(self.wanted, self.field), key, LONGEST[self.field])
        self.wanted = replace(self.wanted, **{self.field: written})
        if self.tried is not None:  # it is of something else
            self.tried = None
            self.redraw()
        else:
            self._changed()
