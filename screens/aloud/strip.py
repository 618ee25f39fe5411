"""The strip between screen and feet, while the voice is on: the words that are said and stand nowhere else."""

from kivy.uix.widget import Widget

from screens import tokens
from screens.look import Look
from screens.parts.box import Ground, Row
from screens.parts.text import fitted


class Strip(Row):
    """As wide as the frame. A finger goes through it."""

    def __init__(self, look: Look, text: str, width: float) -> None:
        edge = look.mm(tokens.EDGE)
        line = fitted(look, text, width - 2 * edge, (tokens.SMALL,), 1, colour=tokens.WHITE, bold=True)
        super().__init__(line, width=width, height=line.height)
        self.padding = (edge, 0)
        self.ground = Ground(look, self, tokens.SIGN, radius=0)

    def on_touch_down(self, touch: object) -> bool:
        del touch
        return False


def foot(look: Look, footer: Widget | None, strip: Widget) -> float:
    """Where its lower edge is: just above the buttons of the feet, or at the lower edge of a screen without feet."""
    if footer is None:
        return 0
    above = (footer.height - look.mm(tokens.TARGET)) / 2
    return footer.height - min(above, max(0.0, strip.height - look.margin))
