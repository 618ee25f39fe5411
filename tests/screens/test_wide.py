"""Every screen on a wide panel: usual, longest and empty data, in both languages."""

from dataclasses import replace

import pytest

from kiosk.steps import finding
from kiosk.texts import words
from screens.parts.text import Text
from tests.screens import samples
from tests.screens.drawing import contact_sheet, draw_all, draw_guides, drawings
from tests.screens.test_tall import fits_small

SIZE = (1920, 1080)


@pytest.fixture(scope="module")
def wide(_glass):
    """One window for all of them: a screen comes after a screen, as in a visit."""
    _glass.fresh(SIZE)
    return _glass


@pytest.mark.parametrize(("look", "name", "step", "services"), drawings("wide"))
def test_fits_a_wide_panel(wide, look, name, step, services):
    draw_all(wide, SIZE, look, name, step, services)


def test_every_part_of_a_guide_fits_a_wide_panel(glass):
    glass.fresh(SIZE)
    draw_guides(glass)


def test_usual_data_fit_the_smallest_panel(glass):
    glass.fresh(SIZE, inches=15.6)
    fits_small(glass)


def test_with_nothing_to_bring_the_answer_stands_below_the_question(glass):
    """It stood alone at the right, beside an empty list."""
    glass.fresh(SIZE)
    glass.show(finding.Checklist(replace(samples.item(), materials=()), samples.catalogue()))
    texts = {one.said: one for one in glass.frame.walk(restrict=True) if isinstance(one, Text)}
    question, answer = (texts[words()(f"checklist.{key}")] for key in ("title", "nothing"))
    assert answer.to_window(*answer.pos)[0] < SIZE[0] / 4
    assert answer.to_window(*answer.pos)[1] < question.to_window(*question.pos)[1]


def test_the_pictures_are_laid_out_on_one_page(glass):
    contact_sheet()
