"""What the colours are: the palettes, Kivy's numbers for a colour, and how well one can be told from another."""

from collections.abc import Mapping

from screens import tokens

Palette = Mapping[str, str]  # name of tokens → "#rrggbb"

STANDARD: Palette = {
    tokens.PAPER: "#f6f3ec",
    tokens.CARD: "#ffffff",
    tokens.LINE: "#d8d1c2",
    tokens.INK: "#1c2833",
    tokens.SOFT: "#535d67",
    tokens.SIGN: "#123a61",
    tokens.SIGN_SOFT: "#c9d8e6",
    tokens.BLUE: "#17588f",
    tokens.BLUE_DOWN: "#0f416c",
    tokens.TINT: "#e5edf5",
    tokens.TINT_DOWN: "#c8d9e8",
    tokens.SEAL: "#b1342a",
    tokens.WHITE: "#ffffff",
    tokens.GOOD: "#1b6540",
    tokens.GOOD_TINT: "#e2f1e8",
    tokens.WARN: "#824600",
    tokens.WARN_TINT: "#fcefd7",
    tokens.BAD: "#9f2a20",
    tokens.BAD_TINT: "#fbe9e5",
    tokens.OFF: "#ebe7de",
    tokens.OFF_INK: "#5a6168",
    tokens.SHADE: "#0d1b28",
    tokens.FOOT: "#ece7db",
}

CONTRAST: Palette = {  # light on dark: what is dark in the standard palette is bright here, and the reverse
    tokens.PAPER: "#000000",
    tokens.CARD: "#000000",
    tokens.LINE: "#ffffff",
    tokens.INK: "#ffffff",
    tokens.SOFT: "#f0f0f0",
    tokens.SIGN: "#ffd400",
    tokens.SIGN_SOFT: "#000000",
    tokens.BLUE: "#ffd400",
    tokens.BLUE_DOWN: "#ffffff",
    tokens.TINT: "#1c1c1c",
    tokens.TINT_DOWN: "#333333",
    tokens.SEAL: "#ffb8ad",
    tokens.WHITE: "#000000",
    tokens.GOOD: "#8dffb4",
    tokens.GOOD_TINT: "#00240f",
    tokens.WARN: "#ffdb8a",
    tokens.WARN_TINT: "#2b1a00",
    tokens.BAD: "#ffb8ad",
    tokens.BAD_TINT: "#330600",
    tokens.OFF: "#262626",
    tokens.OFF_INK: "#d8d8d8",
    tokens.SHADE: "#d8d8d8",
    tokens.FOOT: "#1c1c1c",
}

RGBA = tuple[float, float, float, float]


def rgba(colour: str, alpha: float = 1.0, palette: Palette = STANDARD) -> RGBA:
    """Kivy's numbers for a colour: of a name, or of "#rrggbb" itself."""
    red, green, blue = (int(palette.get(colour, colour)[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue, alpha


def contrast(one: str, other: str, palette: Palette = STANDARD) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(rgba(colour, palette=palette)) for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: RGBA) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
