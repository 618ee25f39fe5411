"""Text that knows its size: lines broken as Chinese asks for, every character in a font that has it."""

from typing import Any

from kivy.clock import Clock
from kivy.core.text import Label as Letters
from kivy.core.text.markup import MarkupLabel as MarkedLetters
from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.uix.widget import Widget

from drivers.drawing.lines import wrap
from screens import tokens
from screens.look import Look


class Text(Widget):
    """Lines of text. With a `width` they are broken to it; without one it is a single line as wide as it is.

    Never give it markup: what looks like markup in a name is shown as it stands. It is not Kivy's own label, which
    brings 350 objects for every word on the screen, takes seven times as long to make, and as long again to be cleared
    away.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        size: float = tokens.BODY,
        *,
        width: float | None = None,
        colour: str = tokens.INK,
        bold: bool = False,
        align: str = "left",
    ) -> None:
        self.said = text
        self.look, self.bold, self.align, self.font_size = look, bold, align, look.em(size)
        lines = broken(look, text, self.font_size, width, bold=bold)
        widest = max(look.fonts.width(line, self.font_size, bold=bold) for line in lines)
        tall = len(lines) * look.fonts.line(self.font_size, bold=bold)
        super().__init__(size_hint=(None, None), size=(width or widest + 2, tall))
        self.lines, self.shows, self._due = len(lines), "\n".join(lines), False
        with self.canvas:
            Color(*look.rgba(colour))
            self._face = Rectangle(size=(0, 0))
        self.fbind("pos", self._follow)
        self.fbind("size", self._follow)
        self._draw_soon()

    @property
    def texture_size(self) -> tuple[float, float]:
        """What the letters take, in pixels; nothing as long as they have not been drawn."""
        return tuple(self._face.size)

    def tell(self, text: str) -> None:
        """Other words in the place of these, such as the next second; no more of them than there is room for."""
        self.said = self.shows = text
        self._draw_soon()

    def fit(self, width: float, align: str) -> None:
        """Take so many pixels, and stand so in them."""
        self.width, self.align = width, align
        self._draw_soon()

    def wipe(self) -> None:
        """Forget what was said."""
        self.said = self.shows = ""
        self._show(None)

    def _draw_soon(self) -> None:
        """Once, before the next picture, whatever is changed until then."""
        if not self._due:
            self._due = True
            Clock.schedule_once(self._draw, -1)

    def _draw(self, _: float) -> None:
        self._due = False
        self._show(self._lettered() if self.shows else None)

    def _lettered(self) -> Texture:
        fonts, room = self.look.fonts, self.width + 4
        given: dict[str, Any] = {
            "font_name": fonts.file(bold=self.bold), "font_size": self.font_size, "text_size": (room, None),
            "halign": self.align,
        }  # fmt: skip
        marked = fonts.markup(self.shows, bold=self.bold)
        letters = Letters(self.shows, **given) if marked is None else MarkedLetters(marked, **given)
        letters.refresh()
        return letters.texture

    def _show(self, texture: Texture | None) -> None:
        self._face.texture, self._face.size = texture, texture.size if texture else (0, 0)
        self._follow()

    def _follow(self, *_: Any) -> None:
        wide, tall = self._face.size
        self._face.pos = int(self.center_x - wide / 2), int(self.center_y - tall / 2)


def broken(look: Look, text: str, pixels: float, width: float | None, *, bold: bool = False) -> list[str]:
    """The lines of a text at a width."""
    if width is None:
        return text.split("\n")
    return wrap(text, width, lambda line: look.fonts.width(line, pixels, bold=bold))


def fitted(look: Look, text: str, width: float, sizes: tuple[float, ...], lines: int = 1, **style: Any) -> Text:
    """The text at the largest of these sizes at which it needs no more than so many lines; else at the smallest."""
    bold = bool(style.get("bold", False))
    for size in sizes[:-1]:
        pixels = look.em(size)
        short = len(broken(look, text, pixels, width, bold=bold)) <= lines
        if short and _unbroken(look, text, pixels, width, bold=bold):
            return Text(look, text, size, width=width, **style)
    return Text(look, text, sizes[-1], width=width, **style)


def _unbroken(look: Look, text: str, pixels: float, width: float, *, bold: bool) -> bool:
    """Whether no word of letters is longer than a line. Chinese may be broken anywhere."""
    words = (word for word in text.split() if word.isascii())
    return all(look.fonts.width(word, pixels, bold=bold) <= width for word in words)


def paragraphs(
    look: Look, text: str, width: float, size: float = tokens.BODY, most: int = 4, **style: Any
) -> list[Text]:
    """A long text in pieces of a few lines each, so that it can be spread over pages."""
    lines = broken(look, text, look.em(size), width)
    return [
        Text(look, "\n".join(lines[at : at + most]), size, width=width, **style) for at in range(0, len(lines), most)
    ]
