"""The figure by which a lens is focused."""

import cv2
import numpy as np
import pytest

from drivers.vision.focus import focus


def page(blur):
    picture = np.full((480, 640, 3), 255, np.uint8)
    for row in range(10, 480, 24):
        cv2.putText(picture, "hall kiosk 0123456789 hall kiosk", (5, row), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2)
    return cv2.GaussianBlur(picture, (0, 0), blur) if blur else picture


def test_the_sharper_the_picture_the_larger_the_figure():
    figures = [focus(page(blur)) for blur in (0, 1, 2, 4, 8)]
    assert figures == sorted(figures, reverse=True)
    assert figures[0] > 10 * figures[-1]


def test_a_bare_wall_has_no_sharpness():
    assert focus(np.full((480, 640, 3), 90, np.uint8)) == 0


@pytest.mark.parametrize("shape", [(1, 1, 3), (480, 640), (7, 7, 3)])
def test_odd_pictures_have_a_figure_too(shape):
    assert focus(np.zeros(shape, np.uint8)) == 0
