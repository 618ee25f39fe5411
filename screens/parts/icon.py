"""A small picture in one colour."""

from typing import Any

from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.uix.widget import Widget

from screens import tokens
from screens.look import Look
from screens.look.palette import RGBA


class Picture(Widget):
    """A texture at its own size, in its own colours or in one."""

    def __init__(self, texture: Texture, tint: RGBA = (1.0, 1.0, 1.0, 1.0)) -> None:
        super().__init__(size_hint=(None, None), size=texture.size)
        with self.canvas:
            self.tint = Color(*tint)
            self.face = Rectangle(texture=texture, size=texture.size)
        self.bind(pos=self._follow)

    def _follow(self, *_: Any) -> None:
        self.face.pos = self.pos

    def wipe(self) -> None:
        """Show nothing any more."""
        self.face.texture = None
        self.tint.a = 0


class Icon(Picture):
    """One of the small pictures of screens/look/strokes.py."""

    def __init__(self, look: Look, name: str, size: float = tokens.LARGE, colour: str = tokens.INK) -> None:
        super().__init__(look.pictures.texture(name, look.picture(size)), look.rgba(colour))
