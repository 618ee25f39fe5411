"""What one drawing comes to, in millimetres and ratios: text, contrast from the pixels, targets, order, words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from kiosk.style import Style
from screens import tokens
from screens.aloud import reading
from screens.parts.text import Text
from tests.screens.geometry import faults

SHOWN = 4  # pixels that a colour needs to be one, and not the edge of a stroke


@dataclass(frozen=True)
class Measured:
    """One drawing. Lengths in mm on its panel; `contrast` is WCAG's ratio, from 1 to 21."""

    name: str
    style: Style
    language: str
    shape: str
    cap: float  # height of the smallest capital letter
    em: float  # of the smallest type
    line: float  # the tightest line, as a share of its type
    contrast: float  # of the text that stands out least
    palest: str = field(repr=False)  # what that text begins with
    target: float  # the shorter side of the smallest thing that can be pressed
    apart: float  # between the two nearest things that can be pressed
    top: float  # the highest of them, above the floor
    faults: tuple[str, ...]
    order: tuple[str, ...] = field(repr=False)  # what can be pressed, as the keys go through it
    heard: tuple[str, ...] = field(repr=False)  # what is read out beside it


def measure(glass, name: str, shape: str, picture) -> Measured:
    """What is on the screen now; `picture` is an RGB image of it at its full size."""
    look, stage = glass.window.look, glass.window.stage
    mm = look.measure.in_mm
    texts = [one for one in glass.frame.walk(restrict=True) if isinstance(one, Text) and one.said.strip()]
    live = [one for one in glass.presses() if one.on_press is not None]
    em = min(mm(one.font_size) for one in texts)
    contrast, palest = min(seen(texts, np.asarray(picture)), default=(21.0, ""))
    return Measured(
        name,
        look.style,
        stage.language,
        shape,
        cap=em * tokens.CAP,
        em=em,
        line=min(look.fonts.line(one.font_size) / one.font_size for one in texts),
        contrast=contrast,
        palest=palest,
        target=min((mm(min(one.size)) for one in live), default=0.0),
        apart=min((mm(gap(*map(box, two))) for two in combinations(live, 2)), default=0.0),
        top=max((look.measure.bottom + mm(box(one)[3]) for one in live), default=0.0),
        faults=tuple(faults(glass)),
        order=tuple(" ".join(reading.label(one)) for one in reading.presses(glass.frame)),
        heard=tuple(reading.free(glass.frame)),
    )


def seen(texts, pixels: np.ndarray) -> Iterator[tuple[float, str]]:
    """The contrast of each text with what it stands on, as it was painted."""
    for text in texts:
        left, low, right, high = (round(one) for one in box(text))
        patch = pixels[max(pixels.shape[0] - high, 0) : max(pixels.shape[0] - low, 0), max(left, 0) : max(right, 0)]
        if patch.size and (ratio := contrast_in(patch)) is not None:
            yield ratio, text.said[:24]


def contrast_in(patch: np.ndarray) -> float | None:
    """Between the ground, which is the most frequent colour, and the colour that differs from it most.

    The middle of every stroke has the text's own colour; its edges lie between both. None where there is nothing.
    """
    red, green, blue = patch.reshape(-1, 3).astype(np.uint32).T
    packed, counts = np.unique((red << 16) | (green << 8) | blue, return_counts=True)
    light = luminance(np.stack([packed >> 16, (packed >> 8) & 255, packed & 255], axis=1))
    ground = light[counts.argmax()]
    ratios = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    shown = ratios[counts >= SHOWN]
    return float(shown.max()) if shown.size and shown.max() > 1.05 else None


def luminance(colours: np.ndarray) -> np.ndarray:
    """The relative luminance of WCAG 2.2, for colours from 0 to 255 in the last axis of three."""
    parts = colours / 255
    parts = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return parts @ np.array([0.2126, 0.7152, 0.0722])


def gap(one, other) -> float:
    """Pixels between two boxes; 0 where they touch."""
    across = max(one[0], other[0]) - min(one[2], other[2])
    along = max(one[1], other[1]) - min(one[3], other[3])
    return float(np.hypot(max(across, 0), max(along, 0)))


def box(part):
    left, low = part.to_window(*part.pos)
    return left, low, left + part.width, low + part.height
