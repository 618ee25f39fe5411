"""Every screen on a wide panel: usual, longest and empty data, in both languages."""

import pytest

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


def test_the_pictures_are_laid_out_on_one_page(glass):
    contact_sheet()
