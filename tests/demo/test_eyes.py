"""The robot's eyes: what they find on a picture, and above all what they do not."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from drivers.glyphs import Weight, faces
from tests.demo.eyes import Sight

PENSION, MEDICAL = "城乡居民基本养老保险参保登记", "城乡居民基本医疗保险参保登记"
SIZES = (24, 33, 42)


def picture(*lines, ground=(246, 243, 236), noise=0.0, soft=0.0):
    """A screen with lines of text: (text, left, top, size, colour)."""
    image = Image.new("RGB", (900, 500), ground)
    pen, face = ImageDraw.Draw(image), faces(Weight.REGULAR)[0]
    for text, left, top, size, colour in lines:
        pen.text((left, top), text, colour, ImageFont.truetype(str(face.file), size, index=face.index))
    pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(soft)), float)
    dice = np.random.default_rng(7)
    return np.clip(pixels + dice.normal(0, noise, pixels.shape), 0, 255).astype(np.uint8)


def found(pixels, text):
    return Sight(pixels, SIZES).find(text)


def test_a_text_is_found_where_it_stands_and_in_its_size():
    seen = found(picture((PENSION, 120, 200, 33, "black")), PENSION)[0]
    assert abs(seen.left - 120) <= 4
    assert abs(seen.middle[1] - 222) <= 6
    assert seen.size == 33


@pytest.mark.parametrize("noise", [4.0, 12.0])
def test_noise_and_soft_edges_do_not_hide_it(noise):
    assert found(picture((PENSION, 120, 200, 33, "black"), noise=noise, soft=0.5), PENSION)


def test_light_letters_on_a_dark_ground_are_found_as_well():
    assert found(picture(("取号", 300, 100, 42, "white"), ground=(18, 58, 97)), "取号")


def test_a_text_that_is_not_there_is_not_found():
    assert found(picture((PENSION, 120, 200, 33, "black"), noise=4.0), "预约办理时间") == []


def test_an_empty_screen_shows_nothing():
    assert found(picture(), "取号") == []


def test_a_name_that_differs_in_two_characters_is_another_name():
    assert found(picture((MEDICAL, 120, 200, 33, "black")), PENSION) == []


def test_half_past_nine_is_not_nine():
    assert found(picture(("09:30", 120, 200, 33, "black")), "09:00") == []


def test_a_text_that_stands_twice_is_found_twice():
    seen = found(picture(("预约", 100, 100, 33, "black"), ("预约", 500, 300, 33, "navy")), "预约")
    assert sorted(round(one.left, -1) for one in seen) == [100, 500]


def test_letters_of_another_size_are_not_looked_for():
    assert found(picture((PENSION, 20, 200, 60, "black")), PENSION) == []
