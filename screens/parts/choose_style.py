"""What lies over a screen when somebody wants it to look otherwise: the four ways, each with whom it is for."""

from collections.abc import Callable
from typing import Any

from kivy.uix.widget import Widget

from kiosk.style import Style
from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Panel, inner
from screens.parts.button import CHOSEN, SECONDARY, PushButton
from screens.parts.overlay import Overlay
from screens.parts.text import fitted

DIM = 0.62


class ChooseStyle(Overlay):
    """The way that is chosen now stands out; choosing it again, or touching beside the panel, leaves all as it is."""

    asks = True

    def __init__(
        self, look: Look, words: Words, now: Style, choose: Callable[[Style], None], size: tuple[float, float]
    ) -> None:
        super().__init__(look, DIM, size)
        self.leave = lambda: choose(now)
        wide = min(look.mm(220), size[0] - look.mm(2 * tokens.EDGE))
        room = inner(look, wide, tokens.EDGE)
        head = fitted(look, words("style.title"), room, (tokens.TITLE, tokens.LARGE), 2, bold=True, colour=tokens.SIGN)

        def button(style: Style) -> Widget:
            return PushButton(
                look,
                words(f"style.{style}"),
                lambda: choose(style),
                width=room,
                height=look.mm(tokens.TALL + 4),
                kind=CHOSEN if style is now else SECONDARY,
                note=words(f"style.{style}_for"),
                size=tokens.TITLE,
            )

        self.panel = Panel(look, wide, head, *map(button, Style), pad=tokens.EDGE, gap=tokens.GAP)
        self.centred(self.panel)

    def on_touch_down(self, touch: Any) -> bool:
        super().on_touch_down(touch)
        if not self.panel.collide_point(*touch.pos):
            self.leave()
        return True
