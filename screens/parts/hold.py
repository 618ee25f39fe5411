"""Something that can be pressed like anything else, and means something else when it is held for a while."""

from collections.abc import Callable
from typing import Any

from kivy.clock import Clock
from kivy.uix.widget import Widget

from screens.look import Look
from screens.parts.box import Column
from screens.parts.press import DRIFT, Press

SECONDS = 5.0  # long enough that nobody does it by chance, a child's hand included


class Hold(Press, Column):
    """`press` for a tap, `held_long` for a finger that stays for `SECONDS` without wandering off."""

    def __init__(
        self,
        look: Look,
        *parts: Widget,
        press: Callable[[], Any],
        held_long: Callable[[], Any],
        width: float,
        gap: float,
    ) -> None:
        super().__init__(width, *parts, gap=gap)
        self.on_press, self.held_long, self.drift = press, held_long, look.mm(DRIFT)
        self._soon: Any = None

    def look_pressed(self, down: bool) -> None:
        """It looks the same: whoever does not know of it sees nothing."""
        if self._soon is not None:
            self._soon.cancel()
        self._soon = Clock.schedule_once(self._long, SECONDS) if down else None

    def on_touch_move(self, touch: Any) -> bool:
        """A finger that wanders off holds nothing."""
        if touch.uid == self.held and max(abs(touch.x - touch.ox), abs(touch.y - touch.oy)) > self.drift:
            self.let_go()
        return bool(super().on_touch_move(touch))

    def wipe(self) -> None:
        """Forget what a press would have answered."""
        self.let_go()
        self.on_press = None

    def _long(self, _: float) -> None:
        self.let_go()
        self.held_long()
