"""Every screen on a tall panel: usual, longest and empty data, in both languages."""

import pytest

from tests.screens import samples
from tests.screens.drawing import contact_sheet, draw_all, draw_guides, drawings

SIZE = (1080, 1920)
SAMPLES = list(samples.questions())


@pytest.fixture(scope="module")
def tall(_glass):
    """One window for all of them: a screen comes after a screen, as in a visit."""
    _glass.fresh(SIZE)
    return _glass


@pytest.mark.parametrize(("look", "name", "step", "services"), drawings("tall"))
def test_fits_a_tall_panel(tall, look, name, step, services):
    draw_all(tall, SIZE, look, name, step, services)


def test_every_part_of_a_guide_fits_a_tall_panel(glass):
    glass.fresh(SIZE)
    draw_guides(glass)


def test_usual_data_fit_the_smallest_panel(glass):
    glass.fresh(SIZE, inches=15.6)
    fits_small(glass)


def fits_small(glass):
    from tests.screens.geometry import faults

    for name, step, services in SAMPLES:
        if "-" not in name:
            glass.show(step, services, paint=False)
            assert faults(glass) == [], name


def test_the_pictures_are_laid_out_on_one_page(glass):
    contact_sheet()
