"""Every screen of this room, by the steps that it shows."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import screens
from kiosk.step import Job, Step
from screens.base import Screen

NO_SCREENS = {"window", "display"}  # the two files that need a display


def find() -> dict[type[Step[Any]], type[Screen]]:
    """Step → screen. Raises TypeError when two screens want to show the same step."""
    found: dict[type[Step[Any]], type[Screen]] = {}
    for module in iter_modules(screens.__path__):
        if module.name in NO_SCREENS or module.ispkg:
            continue
        for screen in _screens(import_module(f"screens.{module.name}")):
            for step in screen.shows:
                if step in found:
                    raise TypeError(f"{step.__name__} is shown by {found[step].__name__} and by {screen.__name__}")
                found[step] = screen
    return found


def _screens(module: Any) -> list[type[Screen]]:
    own = [thing for thing in vars(module).values() if isinstance(thing, type) and issubclass(thing, Screen)]
    return [screen for screen in own if screen.__module__ == module.__name__ and screen is not Screen]


def is_busy(step: Step[Any]) -> bool:
    """Whether a worker is at it: such steps have no screen of their own but a word over the last one."""
    return isinstance(step, Job)
