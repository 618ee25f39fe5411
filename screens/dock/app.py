"""The dock's window: one section for each emulated device, drawn again when something has changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kivy.base import EventLoop, runTouchApp, stopTouchApp
from kivy.clock import Clock
from kivy.uix.floatlayout import FloatLayout

from drivers.emulated.devices import EmulatedDevices
from kiosk.texts import languages, words
from screens import tokens
from screens.dock.card import CardSection
from screens.dock.codes import CameraSection, ScannerSection
from screens.dock.desk import DeskSection
from screens.dock.page import PageSection
from screens.dock.printer import PrinterSection
from screens.dock.scale import TALL, WIDE, WITH_SMARTCARD, Scale
from screens.dock.section import Desk, Section
from screens.dock.smartcard import SmartcardSection
from screens.look import Look
from screens.look.fonts import Fonts
from screens.look.palette import rgba
from screens.look.pictures import Pictures
from screens.opening import Settings, configure
from screens.parts.box import Column, Ground, Row, Spring
from screens.parts.button import ON_SIGN, PushButton
from screens.parts.text import Text, fitted

USUAL = (640, 1080)  # pixels of a window whose place nobody has named
LOOK_EVERY = 0.1  # seconds between two looks at the devices
HEADER = 31.0  # mm
EDGE = 6.0  # mm
FRAME = 52.0  # mm of the printer's section that are not paper


class Dock:
    """Plays devices that somebody else starts and stops. `run` returns when its window is closed, or at `stop`."""

    def __init__(
        self, devices: EmulatedDevices, language: str, folder: Path, place: tuple[int, ...] | None = None
    ) -> None:
        """`folder` keeps the fonts and, below slips/, what was torn off; `place`: left, top, width, height."""
        self.devices, self.language, self.tray = devices, language, folder / "slips"
        left, top, width, height = place or (None, None, *USUAL)
        self.settings = Settings(
            folder / "fonts", fullscreen=False, cursor=True, width=width, height=height, left=left, top=top
        )
        self.sections: list[Section] = []

    def run(self) -> None:
        """Open the window and stay until it is closed."""
        self.open()
        Clock.schedule_interval(self.refresh, LOOK_EVERY)
        runTouchApp()

    def stop(self) -> None:
        """End `run`. Any thread may call it."""
        Clock.schedule_once(lambda _: stopTouchApp())

    def open(self) -> None:
        """The window, with everything in it."""
        configure(self.settings)
        EventLoop.ensure_window()
        from kivy.core.window import Window as Glass  # importing it opens a window: only now is it configured

        self.glass = Glass
        Glass.set_title(words(self.language)("dock.title"))
        Glass.clearcolor = rgba(tokens.PAPER)
        self.fonts = Fonts(self.settings.fonts)
        self.root = FloatLayout()
        Glass.add_widget(self.root)
        Glass.bind(size=lambda *_: self.draw())
        self.draw()

    def refresh(self, *_: Any) -> None:
        """Draw the sections again whose device has changed."""
        for section in self.sections:
            section.refresh()

    def draw(self) -> None:
        """Draw everything anew: another size, another language."""
        tall = TALL + (WITH_SMARTCARD if self.devices.smartcard else 0)
        look = Look(Scale(*map(int, self.glass.size), tall=tall), self.fonts, Pictures())
        said, width = words(self.language), look.mm(WIDE)
        self.root.clear_widgets()
        header = self._header(look, float(self.glass.width))
        gap, edge = look.mm(tokens.TIGHT), look.mm(EDGE)
        desk = Desk(look, said, width - 2 * edge)
        room = self.glass.height - header.height - 2 * gap
        self.sections = self._sections(desk, room, gap)
        column = Column(desk.width, *self.sections, gap=gap)
        column.pos = ((self.glass.width - column.width) / 2, room + gap - column.height)
        header.pos = (0, self.glass.height - header.height)
        self.root.add_widget(column)
        self.root.add_widget(header)

    def _sections(self, desk: Desk, room: float, gap: float) -> list[Section]:
        """One for each device that there is; the printer gets the room that is left, to show its paper."""
        devices, made = self.devices, list[Section]()
        kinds: list[tuple[Any, Callable[..., Section]]] = [
            (devices.card, CardSection),
            (devices.smartcard, SmartcardSection),
            (devices.code, ScannerSection),
            (devices.camera, CameraSection),
            (devices.document_camera, DeskSection),
            (devices.page, PageSection),
        ]
        for device, kind in kinds:
            if device is not None:
                made.append(kind(desk, device))
                made[-1].refresh()
        if devices.receipt is not None:
            taken = sum(section.height + gap for section in made)
            made.append(PrinterSection(desk, devices.receipt, room - taken - desk.look.mm(FRAME), self.tray))
            made[-1].refresh()
        return made

    def _header(self, look: Look, width: float) -> Row:
        said = words(self.language)
        other = next((one for one in languages() if one != self.language), self.language)
        button = PushButton(
            look,
            words(other)("language.name"),
            lambda: self._speak(other),
            width=look.mm(52),
            height=look.mm(16),
            kind=ON_SIGN,
            icon="globe",
            size=tokens.BODY,
        )
        room = width - look.mm(2 * EDGE + tokens.GAP) - button.width
        titles = Column(
            room,
            Text(look, said("dock.title"), tokens.LARGE, colour=tokens.WHITE, bold=True, width=room),
            fitted(look, said("dock.notice"), room, (tokens.BODY, tokens.SMALL), colour=tokens.SIGN_SOFT),
        )
        header = Row(titles, Spring(), button, width=width, height=look.mm(HEADER))
        header.padding = (look.mm(EDGE), 0)
        header.ground = Ground(look, header, tokens.SIGN, radius=0)
        return header

    def _speak(self, language: str) -> None:
        self.language = language
        Clock.schedule_once(lambda _: self.draw())
