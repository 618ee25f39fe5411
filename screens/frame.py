"""The frame around every screen: sign above, feet below, the screen between them, and what may lie over it."""

import time
from collections.abc import Callable
from typing import Any

from kivy.uix.widget import Widget

from screens import tokens
from screens.aloud.strip import foot
from screens.look import Look
from screens.parts.overlay import Overlay
from screens.parts.press import pressables


class Frame(Widget):
    """Places the parts. Every touch is told to `touched`; a new screen takes none until it has settled."""

    def __init__(
        self,
        look: Look,
        touched: Callable[[], None],
        settle: float = tokens.SETTLE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        size = (look.measure.width, look.measure.height)
        super().__init__(size_hint=(None, None), size=size)
        self.look, self.touched, self.settle, self.clock = look, touched, settle, clock
        self.crown: Widget | None = None  # above what is used of the panel
        self.header: Widget | None = None
        self.body: Widget | None = None
        self.footer: Widget | None = None
        self.cover: Overlay | None = None
        self.strip: Widget | None = None
        self.busy = False  # a worker is at it: nothing between header and footer can be pressed
        self.settled = 0.0  # the moment from which the screen takes touches

    def body_size(self, *, bare: bool, whole: bool = False) -> tuple[float, float]:
        """The room for a screen, in pixels; a bare one has all but a margin, and a whole one has no margin, either."""
        if whole:
            return self.width, self.height
        look = self.look
        wide = self.width - 2 * look.mm(tokens.EDGE)
        if bare:
            return wide, look.ceiling - 2 * look.mm(tokens.EDGE)
        return wide, look.ceiling - look.header - look.footer - 2 * look.margin

    def put(self, place: str, part: Widget | None) -> None:
        """Put a part in its place; what was there before is wiped."""
        old: Widget | None = getattr(self, place)
        if old is not None:
            self.remove_widget(old)
            wipe(old)
        setattr(self, place, part)
        if part is not None:
            part.pos = self._position(place, part)
            self.add_widget(part, index=0 if place in {"cover", "strip"} else len(self.children))

    def _position(self, place: str, part: Widget) -> tuple[float, float]:
        edge = self.look.mm(tokens.EDGE)
        match place:
            case "crown":
                return 0, self.look.ceiling
            case "header":
                return 0, self.look.ceiling - part.height
            case "body":
                if part.width == self.width:
                    return 0, 0
                top = edge if self.header is None else self.look.header + self.look.margin
                return edge, self.look.ceiling - top - part.height
            case "strip":
                return 0, foot(self.look, self.footer, part)
            case _:
                return 0, 0

    @property
    def held(self) -> bool:
        """Whether a finger is down on something that can be pressed."""
        return any(one.held is not None for one in pressables(self))

    def new_turn(self) -> None:
        """Fingers that are still down meant what was there before."""
        self.settled = self.clock() + self.settle
        for part in (self.header, self.footer):
            if part is not None:
                for one in pressables(part):
                    one.let_go()

    def on_touch_down(self, touch: Any) -> bool:
        self.touched()
        if self.cover is not None and self.cover.asks:
            return self.cover.on_touch_down(touch)
        if self.clock() < self.settled:
            return True
        for part in (self.header, self.footer):
            if part is not None and part.on_touch_down(touch):
                return True
        if not self.busy and self.body is not None:
            self.body.on_touch_down(touch)
        return True


def wipe(tree: Widget) -> None:
    """Let every part forget what it shows and what it would answer."""
    for part in list(tree.walk(restrict=True)):
        if hasattr(part, "wipe"):
            part.wipe()
