"""The window: shows the screen of the current step, and keeps the heartbeat. The only file that opens a display."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kivy.base import EventLoop, runTouchApp, stopTouchApp
from kivy.clock import Clock

from drivers import camera
from kiosk.events import CallEnded, LanguageChosen, StaffCalled, StyleChosen, Touched
from kiosk.loop import Kiosk, Stage
from kiosk.model.catalogue import Hall
from kiosk.room.tracer import Trace
from kiosk.step import Step
from kiosk.style import Style
from kiosk.texts import languages, words
from kiosk.voice import Reader
from kiosk.writing.writing import Writing
from screens import tokens
from screens.aloud.companion import Companion
from screens.aloud.keys import deeds
from screens.base import Screen, Surroundings
from screens.frame import Frame
from screens.gallery import find, is_busy
from screens.look import Look
from screens.look.fonts import Fonts
from screens.look.measure import Measure
from screens.look.pictures import Pictures
from screens.opening import Settings, configure
from screens.parts.called import CallCover
from screens.parts.choose_style import ChooseStyle
from screens.parts.crown import crown
from screens.parts.footer import Acts, Footer
from screens.parts.header import Header
from screens.parts.overlay import Busy, StillThere, patience

if TYPE_CHECKING:
    from drivers.vision.pages import Found

HEARTBEAT = 0.25  # seconds between two looks at what has come in and at the clock


class Window:
    """Everything on the screen. `run` returns when `stop` is called or a window that may be closed is closed."""

    def __init__(
        self,
        kiosk: Kiosk,
        settings: Settings,
        hall: Callable[[], Hall | None] = lambda: None,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        clock: Callable[[], float] = time.monotonic,
        *,
        frame: Callable[[str], camera.Frame | None] = lambda _role: None,
        trace: Callable[[], Trace | None] = lambda: None,
        page: "Callable[[camera.Frame], Found | None]" = lambda _frame: None,
        bulletin: Callable[[], str] = lambda: "",
        writing: Writing | None = None,
        reader: Reader | None = None,
    ) -> None:
        self.kiosk, self.settings, self.clock = kiosk, settings, clock
        self.around = Surroundings(hall, now, frame=frame, trace=trace, page=page, writing=writing, bulletin=bulletin)
        self.calls = CallCover(lambda: self.kiosk.post(StaffCalled()), lambda: self.kiosk.post(CallEnded()))
        self.around.call, self.around.styles = self.calls.ask, self._offer_styles
        self.kinds = find()
        self.screens: dict[type[Screen], Screen] = {}
        self.current: Screen | None = None
        self.stage: Stage | None = None
        self.drawn: tuple[Any, ...] | None = None  # what body, header and footer were last drawn for
        self.header_drawn: tuple[Any, ...] | None = None
        self.footer_drawn: tuple[Any, ...] | None = None
        self._busy_soon: Any = None
        self.companion = Companion(self._post, reader, clock)
        self.alive: Callable[[], None] = lambda: None  # called with each heartbeat, after the first drawing

    def run(self) -> None:
        """Open the window and stay until it ends."""
        self.open()
        self.begin()
        runTouchApp()

    def begin(self) -> None:
        """The first resident may come."""
        self.kiosk.show, self.kiosk.wake = self.show, Clock.create_trigger(self.kiosk.pump)
        Clock.schedule_interval(self.kiosk.pump, HEARTBEAT)
        Clock.schedule_interval(self._show_again, 1)
        Clock.schedule_interval(lambda _: self.alive(), HEARTBEAT)
        self.kiosk.start()

    def stop(self) -> None:
        """End `run`. Any thread may call it."""
        Clock.schedule_once(lambda _: stopTouchApp())

    def open(self) -> None:
        """The window of the machine, and an empty frame in it."""
        configure(self.settings)
        EventLoop.ensure_window()
        from kivy.core.window import Keyboard
        from kivy.core.window import Window as Glass  # importing it opens a window: only now is it configured

        self.glass = Glass
        Glass.set_title(self.settings.title)
        Glass.show_cursor = self.settings.cursor
        again = Clock.create_trigger(self._show_again)
        self.deeds = deeds(Keyboard.keycodes)
        Glass.bind(on_key_down=self._key_down, on_key_up=lambda _, key, *__: self.companion.key_up(key))
        Glass.bind(on_request_close=self._asked_to_close, size=self._resized, on_touch_up=lambda *_: again())
        self._resized()

    def show(self, stage: Stage) -> None:
        """Draw a stage. Called by the loop on the UI thread. Within a turn nothing is drawn anew under a finger."""
        new_turn = self.stage is None or self.stage.turn != stage.turn
        self.stage = stage
        if not new_turn and self.frame.held:
            return  # a finger that goes up shows it again
        if stage.style is not self.look.style and not is_busy(stage.step):
            self._dress(stage.style)
        bare = not is_busy(stage.step) and self.kinds[type(stage.step)].alone()
        self._sign(None if bare else stage)
        self._feet(None if bare else stage)
        if is_busy(stage.step):
            self._work(new_turn=new_turn)
        else:
            self._draw(stage)
        self._ask_if_there(stage)
        self.calls.show(self.frame, stage, self.around.hall())
        if new_turn:
            self.frame.new_turn()
        self.companion.shown(stage)

    def _dress(self, style: Style) -> None:
        """Everything is drawn anew in another style; what a screen knows of its turn stays."""
        self.look = self.frame.look = replace(self.look, style=style)
        for screen in self.screens.values():
            screen.look = self.look
        self.glass.clearcolor = self.look.rgba(tokens.PAPER)
        for place in ("cover", "header", "footer"):
            self.frame.put(place, None)
        self.drawn = self.header_drawn = self.footer_drawn = None

    def _draw(self, stage: Stage) -> None:
        self._rest()
        screen = self._screen(type(stage.step))
        if self.current is not None and self.current is not screen:
            self.current.leave()
        self.current = screen
        screen.enter(stage)
        key = (
            stage.turn,
            stage.language,
            stage.services,
            (self._minute(), self.around.bulletin()) if stage.step.idle else None,
            stage.health if screen.live else None,
        )
        if key != self.drawn:
            self.drawn = key
            self.frame.put("crown", crown(self.look, screen.words))
            self.redraw()

    def redraw(self) -> None:
        """Draw the current screen again: something on it has changed."""
        if self.current is not None and self.current.stage is not None:
            self.frame.put(
                "body", self.current.draw(*self.frame.body_size(bare=self.current.bare, whole=self.current.whole))
            )

    def _screen(self, step: type[Step[Any]]) -> Screen:
        kind = self.kinds[step]
        if kind not in self.screens:
            self.screens[kind] = kind(self.look, self.kiosk.post, self.around, self.redraw)
        return self.screens[kind]

    def _work(self, *, new_turn: bool) -> None:
        """The last screen stays; if the work takes long, a word about it."""
        self.frame.busy = True
        if self._busy_soon is None:
            self._busy_soon = Clock.schedule_once(self._say_busy, tokens.BUSY_AFTER)
        elif new_turn and isinstance(self.frame.cover, Busy):
            self._say_busy()

    def _say_busy(self, *_: Any) -> None:
        if self.stage is not None and is_busy(self.stage.step):
            said, key = words(self.stage.language), f"busy.{type(self.stage.step).__name__}"
            more = patience(said, self.stage.usual, stay=not self.stage.can_leave)
            self.frame.put("cover", Busy(self.look, said(key), more, self.frame.size))
            self.companion.shown(self.stage)

    def _rest(self) -> None:
        self.frame.busy = False
        if self._busy_soon is not None:
            self._busy_soon.cancel()
            self._busy_soon = None
        if isinstance(self.frame.cover, Busy):
            self.frame.put("cover", None)

    def _ask_if_there(self, stage: Stage) -> None:
        cover = self.frame.cover
        if stage.seconds_left is None:
            if isinstance(cover, StillThere):
                self.frame.put("cover", None)
        elif isinstance(cover, StillThere) and cover.language == stage.language:
            cover.tell(stage.seconds_left)
        else:
            here = StillThere(self.look, words(stage.language), stage.seconds_left, self._touched, self.frame.size)
            self.frame.put("cover", here)

    def _sign(self, stage: Stage | None) -> None:
        """The header, drawn again only when it changes; None: there is none."""
        key = (stage.language, self.around.hall(), self._minute(), stage.step.styled) if stage else None
        if key == self.header_drawn:
            return
        self.header_drawn = key
        if stage is None:
            self.frame.put("header", None)
            return
        said, others = words(stage.language), tuple(one for one in languages() if one != stage.language)
        hall, now = self.around.hall_name(said), self.around.now()
        self.frame.put(
            "header",
            Header(
                self.look, said, hall=hall, now=now, others=others, choose=self._choose_language,
                styles=self._offer_styles if stage.step.styled else None, width=self.frame.width,
            ),
        )  # fmt: skip

    def _feet(self, stage: Stage | None) -> None:
        """The footer, likewise."""
        key = None
        if stage is not None:
            can = stage.can_go_back, stage.can_go_home, stage.can_leave, stage.step.styled
            key = stage.language, stage.call, *can
        if key == self.footer_drawn:
            return
        self.footer_drawn = key
        if stage is None:
            self.frame.put("footer", None)
            return
        acts = Acts(self._post, self.calls.ask)
        self.frame.put("footer", Footer(self.look, words(stage.language), stage, acts, self.frame.width))

    def _choose_language(self, language: str) -> None:
        self._post(LanguageChosen(language))

    def _offer_styles(self) -> None:
        """Lay the ways to show a screen over it."""
        if self.stage is not None:
            said, style = words(self.stage.language), self.look.style
            self.frame.put("cover", ChooseStyle(self.look, said, style, self._choose_style, self.frame.size))

    def _choose_style(self, style: Style) -> None:
        self.frame.put("cover", None)
        self._touched()
        if style is not self.look.style:
            self._post(StyleChosen(style))

    def _post(self, event: Any) -> None:
        if self.stage is not None:
            self.kiosk.post(event, self.stage.turn)

    def _key_down(self, _: Any, key: int, _scancode: int = 0, _text: str | None = None, held: Any = ()) -> bool:
        return self.companion.key_down(key, held)

    def _finger(self) -> None:
        self.companion.touched()
        self._touched()

    def _touched(self) -> None:
        self.kiosk.post(Touched())

    def _minute(self) -> str:
        return f"{self.around.now():%d %H:%M}"

    def _show_again(self, _: float) -> None:
        """The clock on the sign; and what has changed under a finger."""
        if self.stage is not None:
            self.show(self.stage)  # draws only what is not as it was

    def _asked_to_close(self, *_: Any, **__: Any) -> bool:
        """A terminal's window is not closed by its guests."""
        return self.settings.fullscreen

    def _resized(self, *_: Any) -> None:
        """Another size: everything is drawn anew."""
        for child in list(self.glass.children):
            self.glass.remove_widget(child)
        measure = Measure(*map(int, self.glass.size), self.settings.panel_inches, self.settings.panel_bottom)
        style = self.stage.style if self.stage else Style.STANDARD
        self.look = Look(measure, Fonts(self.settings.fonts), Pictures(), style, self.settings.training)
        self.glass.clearcolor = self.look.rgba(tokens.PAPER)
        self.frame = Frame(self.look, self._finger, self.settings.settle, self.clock)
        self.companion.attach(self.frame, self.deeds, self.settings.keys)
        self.glass.add_widget(self.frame)
        self.screens, self.current, self._busy_soon = {}, None, None
        self.drawn = self.header_drawn = self.footer_drawn = None
        if self.stage is not None:
            self.show(self.stage)
