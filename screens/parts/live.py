"""The live picture of a camera: one texture that is used again and again, and nothing of it when the screen is gone."""

from collections.abc import Callable
from typing import Any

from kivy.clock import Clock
from kivy.graphics import Color, Line, Rectangle
from kivy.graphics.texture import Texture
from kivy.uix.widget import Widget
from numpy.typing import NDArray

from drivers.camera import Frame
from screens import tokens
from screens.look.palette import rgba

PACE = 1 / 12  # seconds between two looks: enough to turn a lens by, and little work for a slow machine
EDGE = 3  # pixels to either side: the line around what was found in the picture
WIDEST = 800  # pixels of the picture that is drawn; larger ones are thinned out


class Live(Widget):
    """`seen` is told each new frame, and None when there is none any more."""

    def __init__(
        self, latest: Callable[[], Frame | None], seen: Callable[[Frame | None], None], width: float, height: float
    ) -> None:
        super().__init__(size_hint=(None, None), size=(width, height))
        self.latest, self.seen, self.number, self.texture = latest, seen, -1, None
        with self.canvas:
            Color(*rgba(tokens.OFF))
            self.ground = Rectangle(size=self.size)
            self.tint = Color(1, 1, 1, 0)
            self.face = Rectangle(size=self.size)
            self.ink = Color(1, 1, 1, 0)
            self.line = Line(width=EDGE, close=True)
        self.bind(pos=self._follow)
        self.beat = Clock.schedule_interval(self._look, PACE)
        self.bind(parent=self._gone)

    def outline(self, corners: NDArray[Any] | None, frame: Frame, colour: str) -> None:
        """Draw these corners, in pixels of the frame, over the picture; None takes the line away."""
        self.ink.rgba = rgba(colour) if corners is not None else (1, 1, 1, 0)
        if corners is not None:
            tall, wide = frame.pixels.shape[:2]
            (left, low), (width, height) = self.face.pos, self.face.size
            across, up = left + corners[:, 0] / wide * width, low + height - corners[:, 1] / tall * height
            self.line.points = [value for point in zip(across, up, strict=True) for value in map(float, point)]

    def wipe(self) -> None:
        """It may have shown a face."""
        self.beat.cancel()
        self.tint.a, self.ink.a, self.face.texture, self.texture = 0, 0, None, None

    def _look(self, _: float) -> None:
        frame = self.latest()
        if frame is None:
            if self.tint.a:
                self.tint.a = self.ink.a = 0
                self.seen(None)
            return
        if frame.number != self.number:
            self.number, self.tint.a = frame.number, 1
            self._draw(frame)
            self.seen(frame)

    def _draw(self, frame: Frame) -> None:
        thin = -(-frame.pixels.shape[1] // WIDEST)
        pixels = frame.pixels[::thin, ::thin]
        size = pixels.shape[1], pixels.shape[0]
        if self.texture is None or tuple(self.texture.size) != size:
            self.texture = Texture.create(size=size, colorfmt="rgb")
            self.texture.flip_vertical()
            self.face.texture = self.texture
        self.texture.blit_buffer(pixels[:, :, ::-1].tobytes(), colorfmt="rgb", bufferfmt="ubyte")
        self._follow()

    def _follow(self, *_: Any) -> None:
        """As large as it fits, in its own shape."""
        self.ground.pos = self.pos
        wide, tall = self.texture.size if self.texture else self.size
        scale = min(self.width / wide, self.height / tall)
        self.face.size = wide * scale, tall * scale
        self.face.pos = self.center_x - wide * scale / 2, self.center_y - tall * scale / 2

    def _gone(self, _: Any, parent: Any) -> None:
        if parent is None:
            self.wipe()
