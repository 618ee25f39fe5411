"""Text that knows its size: lines broken as Chinese asks for, every character in a font that has it."""

from typing import Any

from kivy.uix.label import Label

from drivers.drawing.lines import wrap
from screens import tokens
from screens.look import Look


class Text(Label):
    """Lines of text. With a `width` they are broken to it; without one it is a single line as wide as it is.

    Never give it markup: what looks like markup in a name is shown as it stands.
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
        pixels = look.em(size)
        lines = broken(look, text, pixels, width, bold=bold)
        marked = look.fonts.markup("\n".join(lines), bold=bold)
        widest = max(look.fonts.width(line, pixels, bold=bold) for line in lines)
        super().__init__(
            text="\n".join(lines) if marked is None else marked,
            markup=marked is not None,
            font_name=look.fonts.file(bold=bold),
            font_size=pixels,
            color=look.rgba(colour),
            halign=align,
            valign="middle",
            size_hint=(None, None),
            size=(width or widest + 2, len(lines) * look.fonts.line(pixels, bold=bold)),
        )
        self.lines = len(lines)
        self.text_size = (self.width + 4, None)

    def wipe(self) -> None:
        """Forget what was said."""
        self.said = self.text = ""


def broken(look: Look, text: str, pixels: float, width: float | None, *, bold: bool = False) -> list[str]:
    """The lines of a text at a width."""
    if width is None:
        return text.split("\n")
    return wrap(text, width, lambda line: look.fonts.width(line, pixels, bold=bold))


def fitted(look: Look, text: str, width: float, sizes: tuple[float, ...], lines: int = 1, **style: Any) -> Text:
    """The text at the largest of these sizes at which it needs no more than so many lines; else at the smallest."""
    for size in sizes[:-1]:
        if len(broken(look, text, look.em(size), width, bold=style.get("bold", False))) <= lines:
            return Text(look, text, size, width=width, **style)
    return Text(look, text, sizes[-1], width=width, **style)


def paragraphs(
    look: Look, text: str, width: float, size: float = tokens.BODY, most: int = 4, **style: Any
) -> list[Text]:
    """A long text in pieces of a few lines each, so that it can be spread over pages."""
    lines = broken(look, text, look.em(size), width)
    return [
        Text(look, "\n".join(lines[at : at + most]), size, width=width, **style) for at in range(0, len(lines), most)
    ]
