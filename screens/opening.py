"""How the window is opened: its settings, and Kivy's before there is one."""

from dataclasses import dataclass, field
from pathlib import Path

from kivy.config import Config

from screens import tokens
from screens.aloud.strikes import Pace
from screens.look.measure import USUAL_BOTTOM, USUAL_INCHES

LONG, SHORT = 1920, 1080  # pixels of a window that is not full screen


@dataclass(frozen=True)
class Settings:
    """How the window is opened."""

    fonts: Path  # a folder for the font files that are made once
    panel_inches: float = USUAL_INCHES
    panel_bottom: float = USUAL_BOTTOM  # mm from the floor to the panel's lower edge
    orientation: str = "portrait"
    fullscreen: bool = True
    cursor: bool = False  # whether a pointer is shown
    width: int = 0  # pixels of a window that is not full screen; 0: by the orientation
    height: int = 0
    left: int | None = None
    top: int | None = None
    title: str = "Hall Kiosk"
    settle: float = tokens.SETTLE
    training: bool = False  # a band above every screen says so
    keys: Pace = field(default_factory=Pace)

    @property
    def size(self) -> tuple[int, int]:
        tall = self.orientation == "portrait"
        return self.width or (SHORT if tall else LONG), self.height or (LONG if tall else SHORT)


def configure(settings: Settings) -> None:
    """Kivy's settings, before its window is made: one source of touches, no key that ends or inspects the program."""
    for option, _ in Config.items("input"):
        Config.remove_option("input", option)
    Config.set("input", "mouse", "mouse,disable_multitouch")  # touch panels come as the window system's pointer
    Config.set("kivy", "exit_on_escape", 0)
    Config.set("kivy", "log_enable", 0)
    graphics = {
        "multisamples": 0,  # its default of 2 costs 70 MiB and a third of the tap latency without a GPU
        "fullscreen": "auto" if settings.fullscreen else 0,
        "width": settings.size[0],
        "height": settings.size[1],
        "resizable": 0,
        "borderless": 0,
        "show_cursor": int(settings.cursor),
        "allow_screensaver": 0,
    }
    if settings.left is not None and settings.top is not None:
        graphics |= {"position": "custom", "left": settings.left, "top": settings.top}
    for option, value in graphics.items():
        Config.set("graphics", option, value)
