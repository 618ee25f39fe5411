"""What every part is drawn with: the panel's measure, the fonts, the pictures. Given to each part, never looked up."""

from dataclasses import dataclass

from kiosk.style import Style
from screens import tokens
from screens.look.dress import DRESSES, SAME, Dress, along
from screens.look.fonts import Fonts
from screens.look.measure import Measure
from screens.look.palette import RGBA, rgba
from screens.look.pictures import Pictures


@dataclass(frozen=True)
class Look:
    measure: Measure
    fonts: Fonts
    pictures: Pictures
    style: Style = Style.STANDARD
    training: bool = False  # a band above everything says so

    @property
    def dress(self) -> Dress:
        return DRESSES[self.style]

    def mm(self, millimetres: float) -> float:
        """Pixels for a size in millimetres."""
        return self.measure.mm(along(self.dress.space, millimetres))

    def em(self, millimetres: float) -> float:
        """Pixels for a size of type."""
        return self.measure.em(along(self.dress.letters, millimetres))

    def picture(self, millimetres: float) -> float:
        """Pixels for a small picture: it grows with the type that it stands beside."""
        return self.measure.mm(along(self.dress.letters, millimetres))

    def rgba(self, colour: str, alpha: float = 1.0) -> RGBA:
        """Kivy's numbers for a colour of the tokens."""
        return rgba(colour, alpha, self.dress.palette)

    @property
    def header(self) -> float:
        """The height of the sign above, in pixels."""
        return self.mm(tokens.HEADER if self.portrait else tokens.HEADER_WIDE)

    @property
    def footer(self) -> float:
        """The height of the feet below, in pixels."""
        return self.mm(tokens.FOOTER if self.portrait else tokens.FOOTER_WIDE)

    @property
    def crowded(self) -> bool:
        """Whether there is so little room for what is said that what only adorns gives way to it."""
        return self.dress.letters is not SAME or self.ceiling < self._below_band

    @property
    def shallow(self) -> bool:
        """Whether height is dearest: on a wide panel with so little room."""
        return self.crowded and not self.portrait

    @property
    def ceiling(self) -> float:
        """How high up the panel is used, in pixels."""
        return min(self.measure.reach, self._below_band) if self.dress.low else self._below_band

    @property
    def _below_band(self) -> float:
        return self.measure.height - self.band

    @property
    def band(self) -> float:
        """The height of what says above everything that it is training, in pixels."""
        tall = tokens.BAND if self.dress.letters is SAME else tokens.BAND_LARGE
        return self.measure.mm(tall) if self.training else 0.0

    @property
    def margin(self) -> float:
        """The room kept free above and below a screen, in pixels."""
        return self.mm(tokens.WIDE if self.portrait else tokens.WIDE * 0.7)

    @property
    def portrait(self) -> bool:
        return self.measure.portrait
