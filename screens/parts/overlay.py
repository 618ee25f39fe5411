"""What lies over a screen: the question whether someone is still there, and the word that something is being done."""

from collections.abc import Callable
from math import ceil
from typing import Any

from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Blank, Panel, Row, Spring, inner
from screens.parts.button import PRIMARY, PushButton
from screens.parts.icon import Icon
from screens.parts.text import Text

DOTS = 3
BEAT = 0.4  # seconds from one dot to the next


class Overlay(FloatLayout):
    """Dims what is below. One that `asks` keeps every touch to itself; `leave` takes it away and changes nothing."""

    asks = False
    leave: Callable[[], None] | None = None

    def __init__(self, look: Look, dim: float, size: tuple[float, float]) -> None:
        super().__init__(size_hint=(None, None), size=size)
        self.look = look
        with self.canvas.before:
            Color(*look.rgba(tokens.SHADE, dim))
            self.shade = Rectangle(size=self.size)
        self.bind(pos=self._follow)

    def _follow(self, *_: Any) -> None:
        self.shade.pos = self.pos

    def on_touch_down(self, touch: Any) -> bool:
        super().on_touch_down(touch)
        return True

    def centred(self, part: Widget) -> None:
        part.pos_hint = {"center_x": 0.5, "center_y": 0.52 * self.look.ceiling / self.height}
        self.add_widget(part)


class StillThere(Overlay):
    """Asks whether someone is still there, and counts down."""

    asks = True

    def __init__(
        self, look: Look, words: Words, seconds: int, here: Callable[[], None], size: tuple[float, float]
    ) -> None:
        super().__init__(look, 0.62, size)
        self.language, self.leave = words.language, here
        wide = min(look.mm(210), size[0] - look.mm(2 * tokens.EDGE))
        room = inner(look, wide, tokens.EDGE)
        self.count = Text(look, str(seconds), tokens.NUMBER, width=room, bold=True, colour=tokens.SEAL, align="center")
        self.centred(
            Panel(
                look,
                wide,
                Text(
                    look,
                    words("stillThere.question"),
                    tokens.TITLE,
                    width=room,
                    bold=True,
                    colour=tokens.SIGN,
                    align="center",
                ),
                self.count,
                Text(look, words("stillThere.what"), tokens.BODY, width=room, colour=tokens.SOFT, align="center"),
                Blank(height=look.mm(tokens.GAP)),
                PushButton(
                    look,
                    words("stillThere.here"),
                    here,
                    width=room,
                    kind=PRIMARY,
                    size=tokens.TITLE,
                    height=look.mm(32),
                ),
                pad=tokens.EDGE,
                gap=tokens.GAP,
            )
        )

    def tell(self, seconds: int) -> None:
        """A second less."""
        self.count.tell(str(seconds))


class Busy(Overlay):
    """Says what is being done, with dots that move as long as it is."""

    def __init__(self, look: Look, text: str, more: str, size: tuple[float, float]) -> None:
        super().__init__(look, 0.35, size)
        wide = min(look.mm(190), size[0] - look.mm(2 * tokens.EDGE))
        room = inner(look, wide, tokens.EDGE)
        self.dots = [Icon(look, "dot", tokens.LARGE, tokens.BLUE) for _ in range(DOTS)]
        parts: list[Widget] = [
            Row(Spring(), *self.dots, Spring(), width=room, gap=look.mm(tokens.TIGHT)),
            Text(look, text, tokens.TITLE, width=room, bold=True, colour=tokens.SIGN, align="center"),
        ]
        if more:
            parts.append(Text(look, more, tokens.BODY, width=room, colour=tokens.SOFT, align="center"))
        self.centred(Panel(look, wide, *parts, pad=tokens.EDGE, gap=tokens.GAP))
        self.at = 0
        self._beat()
        self.clock = Clock.schedule_interval(self._beat, BEAT)
        self.bind(parent=self._gone)

    def _beat(self, *_: Any) -> None:
        for number, dot in enumerate(self.dots):
            dot.tint.a = 1.0 if number == self.at else 0.25
        self.at = (self.at + 1) % DOTS

    def _gone(self, _: Any, parent: Any) -> None:
        if parent is None:
            self.clock.cancel()


def patience(words: Words, usual: float | None, *, stay: bool) -> str:
    """How long it usually takes, where that is long and known; and to stay, where it cannot be stopped."""
    told = [words("busy.usual", seconds=ceil(usual))] if usual is not None and usual >= tokens.LONG_WAIT else []
    return "\n".join([*told, *([words("busy.patience")] if stay else [])])
