"""What a finger can press. A press counts when the finger goes up where it went down, on the same drawing."""

from collections.abc import Callable
from typing import Any

from kivy.uix.widget import Widget

from screens.look.at_once import show_at_once

DRIFT = 12.0  # mm a finger may wander before it is no press any more


class Press:
    """For a widget that can be pressed. `on_press` is None where it cannot be pressed now."""

    on_press: Callable[[], Any] | None = None
    drift: float = 60.0  # pixels

    def on_touch_down(self: Any, touch: Any) -> bool:
        if not self.collide_point(*touch.pos):
            return False
        if super().on_touch_down(touch):  # something that stands on it
            return True
        if self.on_press is not None and not touch.is_mouse_scrolling:
            touch.grab(self)
            self.held = touch.uid
            self.look_pressed(True)
            show_at_once(self)
        return True

    def on_touch_up(self: Any, touch: Any) -> bool:
        if touch.grab_current is not self:
            return super().on_touch_up(touch)
        touch.ungrab(self)
        if self.held != touch.uid:  # another finger has come since: that one counts
            return True
        self.let_go()
        near = abs(touch.x - touch.ox) < self.drift and abs(touch.y - touch.oy) < self.drift
        if near and self.collide_point(*touch.pos) and self.get_parent_window() and self.on_press is not None:
            self.on_press()
        return True

    held: Any = None

    def let_go(self: Any) -> None:
        """Forget a finger that is still down: what it meant is no longer on the screen."""
        if self.held is not None:
            self.held = None
            self.look_pressed(False)

    def look_pressed(self, down: bool) -> None:
        raise NotImplementedError


def pressables(root: Widget) -> list[Any]:
    """Everything below `root` that can be pressed."""
    return [widget for widget in root.walk() if isinstance(widget, Press)]
