"""Every screen on a wide panel: usual, longest and empty data, in both languages."""

import pytest

from tests.screens import samples
from tests.screens.drawing import contact_sheet, draw_all, draw_guides
from tests.screens.test_tall import fits_small

SIZE = (1920, 1080)
SAMPLES = list(samples.questions())


@pytest.fixture(autouse=True)
def wide(glass):
    glass.fresh(SIZE)


@pytest.mark.parametrize("sample", SAMPLES, ids=[name for name, *_ in SAMPLES])
def test_fits_a_wide_panel(glass, sample):
    draw_all(glass, SIZE, *sample)


def test_every_part_of_a_guide_fits_a_wide_panel(glass):
    draw_guides(glass)


def test_usual_data_fit_the_smallest_panel(glass):
    glass.fresh(SIZE, inches=15.6)
    fits_small(glass)


def test_the_pictures_are_laid_out_on_one_page(glass):
    contact_sheet()
