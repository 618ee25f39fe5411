"""Back, Home, a call for staff, and Exit, each always in its place; one that cannot be pressed now leaves it empty."""

from collections.abc import Callable
from dataclasses import dataclass

from kivy.uix.widget import Widget

from kiosk.calling import Call
from kiosk.events import Event, Left, PressedHome, WentBack
from kiosk.stage import Stage
from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Blank, Ground, Row, Spring
from screens.parts.button import CHOSEN, QUIET, Kind, PushButton

SIZES = (tokens.LARGE, tokens.BODY * 1.1, tokens.BODY, tokens.SMALL)


@dataclass(frozen=True)
class Acts:
    """What the feet do: post an event that belongs to the turn, or call staff."""

    post: Callable[[Event], None]
    call: Callable[[], None]


class Footer(Row):
    """What cannot be done at this stage leaves its place empty; the place of the call says that staff are coming."""

    def __init__(self, look: Look, words: Words, stage: Stage, acts: Acts, width: float) -> None:
        gap, tall = look.mm(tokens.GAP if look.portrait else tokens.WIDE), look.mm(tokens.TARGET)
        wide = min(look.mm(76), (width - look.mm(2 * tokens.EDGE) - 3 * gap) // 4)

        named = [words(key) for key in ("footer.back", "footer.home", "footer.call", "footer.called", "footer.exit")]
        sizes = SIZES if look.crowded else SIZES[:-1]
        size = next((one for one in sizes if all(_room(look, text, one) <= wide for text in named)), sizes[-1])

        def place(key: str, icon: str, act: Callable[[], None], *, can: bool, kind: Kind = QUIET) -> Widget:
            if not can:
                return Blank(wide, tall)
            return PushButton(look, words(key), act, width=wide, height=tall, kind=kind, icon=icon, size=size)

        called = stage.call is Call.COMING
        key, kind = ("footer.called", CHOSEN) if called else ("footer.call", QUIET)
        super().__init__(
            place("footer.back", "back", lambda: acts.post(WentBack()), can=stage.can_go_back),
            Spring(),
            place("footer.home", "home", lambda: acts.post(PressedHome()), can=stage.can_go_home),
            Spring(),
            place(key, "staff", acts.call, can=stage.step.styled, kind=kind),
            Spring(),
            place("footer.exit", "exit", lambda: acts.post(Left()), can=stage.can_leave),
            width=width,
            height=look.footer,
        )
        self.padding = (look.mm(tokens.EDGE), 0)
        self.ground = Ground(look, self, tokens.FOOT, radius=0)


def _room(look: Look, text: str, size: float) -> float:
    """The width that a button with these words on one line needs: all of the feet look alike."""
    return look.fonts.width(text, look.em(size), bold=True) + look.mm(size * 1.05 + 3.5 * tokens.TIGHT + 3)
