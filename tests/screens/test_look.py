"""The look in numbers holds what it promises."""

import pytest

from screens import tokens
from screens.look.measure import Measure
from screens.look.palette import CONTRAST, STANDARD, contrast
from screens.look.strokes import GRID, PICTURES, Arc, Dot, Path


@pytest.mark.parametrize(("text", "ground"), tokens.TEXT_PAIRS)
def test_text_can_be_told_from_its_ground(text, ground):
    assert contrast(text, ground, STANDARD) >= 4.5
    assert contrast(text, ground, CONTRAST) >= 7


def test_every_palette_has_every_colour():
    assert STANDARD.keys() == CONTRAST.keys()


def test_the_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("inches", [15.6, 21.5, 27, 32, 43])
def test_no_text_is_smaller_than_the_law_asks_for_on_any_panel(inches):
    measure = Measure(1080, 1920, inches)
    assert measure.in_mm(measure.em(tokens.SMALL) * tokens.CAP) >= tokens.LEAST_CAP


@pytest.mark.parametrize("inches", [15.6, 21.5, 32])
def test_what_is_pressed_is_large_enough_for_a_thumb(inches):
    measure = Measure(1080, 1920, inches)
    assert measure.in_mm(measure.mm(tokens.TARGET)) >= (20 if inches >= 21.5 else tokens.LEAST_TARGET)


def test_a_millimetre_is_a_millimetre():
    assert Measure(1920, 1080, 21.5).mm(100) == pytest.approx(403.4, abs=0.6)
    assert Measure(1080, 1920, 21.5).mm(100) == pytest.approx(403.4, abs=0.6)


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_stays_on_its_grid(name):
    for stroke in PICTURES[name]:
        match stroke:
            case Path(points, _, _, width):
                reach = [(x + d, y + d) for x, y in points for d in (-width / 2, width / 2)]
            case Dot(x, y, radius):
                reach = [(x - radius, y - radius), (x + radius, y + radius)]
            case Arc(start=start, end=end) if end - start < 360:
                continue
            case Arc(x, y, radius, _, _, width):
                reach = [
                    (x - radius - width / 2, y - radius - width / 2),
                    (x + radius + width / 2, y + radius + width / 2),
                ]
        assert all(0 <= x <= GRID and 0 <= y <= GRID for x, y in reach), stroke
