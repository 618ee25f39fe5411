"""One device on the dock: its name, how it is, its plug, and the troubles it can be told to have."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from kivy.uix.widget import Widget

from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Blank, Column, Panel, Row, Spring, inner
from screens.parts.button import DANGER, QUIET, SECONDARY, Kind, PushButton
from screens.parts.icon import Icon
from screens.parts.press import pressables
from screens.parts.text import Text

SLOW = 2.0  # seconds before each answer of a slow device: long, but within most drivers' patience
LOW, HIGH = 15.0, 22.0  # mm: heights of buttons
LABEL = 34.0  # mm
SWITCHES = ("mute", "slow", "garbage", "half", "bad_checksum")


@dataclass(frozen=True)
class Desk:
    """What every section is drawn with."""

    look: Look
    words: Words
    width: float  # pixels of a section


class Section(Widget):
    """Drawn anew whenever what it shows has changed, but never under a finger."""

    role = ""
    icon = ""
    switches: tuple[str, ...] = SWITCHES  # the troubles that this device obeys
    names: ClassVar[Mapping[str, str]] = {}  # what they are called here, if not as elsewhere

    def __init__(self, desk: Desk, device: Any) -> None:
        super().__init__(size_hint=(None, None))
        self.desk, self.device = desk, device
        self.look, self.words, self.trouble = desk.look, desk.words, device.trouble
        self.room = inner(desk.look, desk.width)
        self._drawn: Hashable = None
        self.bind(pos=self._follow)

    def state(self) -> Hashable:
        """Everything that decides how the section looks."""
        return ()

    def tells(self) -> str:
        """How the device is, in a few words."""
        raise NotImplementedError

    def body(self) -> list[Widget]:
        """What a person can do with this device."""
        raise NotImplementedError

    def refresh(self, *_: Any) -> None:
        state = (self.state(), tuple(vars(self.trouble).values()))
        if state != self._drawn and not any(part.held for part in pressables(self)):
            self._drawn = state
            self._draw()

    def _draw(self) -> None:
        self.clear_widgets()
        panel = Panel(self.look, self.desk.width, self._title(), *self.body(), self._troubles(), gap=tokens.TIGHT * 1.4)
        panel.pos, self.size = self.pos, panel.size
        self.add_widget(panel)

    def _follow(self, *_: Any) -> None:
        for panel in self.children:
            panel.pos = self.pos

    def _title(self) -> Row:
        out = self.trouble.unplugged
        plug = self.words("dock.plug_in" if out else "dock.plug_out")
        return Row(
            Icon(self.look, self.icon, tokens.LARGE * 1.2, tokens.SIGN),
            Text(self.look, self.words(f"dock.role.{self.role}"), tokens.LARGE, colour=tokens.SIGN, bold=True),
            Blank(self.look.mm(tokens.TIGHT)),
            Text(
                self.look,
                self.words("dock.unplugged") if out else self.tells(),
                colour=tokens.BAD if out else tokens.SOFT,
            ),
            Spring(),
            self.button(plug, self._plug, width=self.look.mm(62), kind=DANGER if out else QUIET),
            gap=self.look.mm(tokens.TIGHT * 1.5),
            width=self.room,
        )

    def _troubles(self) -> Row:
        wide = self.look.mm(LABEL)
        share = (self.room - wide) // len(self.switches) - self.look.mm(tokens.TIGHT)
        label = Text(self.look, self.words("dock.troubles"), width=wide, colour=tokens.SOFT)
        return self.row([label, *(self._switch(name, share) for name in self.switches)])

    def _switch(self, name: str, width: float) -> PushButton:
        on = getattr(self.trouble, name)
        text = self.words(f"dock.trouble.{self.names.get(name, name)}")
        return self.button(text, lambda: self._turn(name), width=width, kind=DANGER if on else QUIET)

    def _plug(self) -> None:
        self.trouble.unplugged = not self.trouble.unplugged

    def _turn(self, name: str) -> None:
        now = getattr(self.trouble, name)
        setattr(self.trouble, name, (0.0 if now else SLOW) if name == "slow" else not now)

    def share(self, parts: int) -> float:
        """The width of one of so many parts beside each other, in pixels."""
        return (self.room - (parts - 1) * self.look.mm(tokens.TIGHT)) // parts

    def row(self, parts: list[Any]) -> Row:
        return Row(*parts, gap=self.look.mm(tokens.TIGHT), width=self.room)

    def button(
        self, text: str, press: Callable[[], None] | None, *, width: float, kind: Kind = SECONDARY, note: str = ""
    ) -> PushButton:
        height = self.look.mm(HIGH if note else LOW)
        return PushButton(self.look, text, press, width=width, kind=kind, note=note, height=height, size=tokens.BODY)

    def grid(self, parts: list[PushButton], columns: int) -> Column:
        rows = [self.row(parts[at : at + columns]) for at in range(0, len(parts), columns)]
        return Column(self.room, *rows, gap=self.look.mm(tokens.TIGHT))
