"""The table of A1 to A19: whole, true to the tests that it names, and measured by something that can say no."""

import ast
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from kiosk.style import Style
from screens.look.palette import contrast
from tests.album import accepted, page
from tests.album.__main__ import DOCUMENT
from tests.album.measures import Measured, contrast_in, gap
from tests.album.requirements import REQUIREMENTS, missed

TESTS = Path(__file__).parents[1]
GOOD = Measured("home", Style.LARGE, "zh", "tall", 9.0, 12.4, 1.4, 7.5, "", 22.0, 4.0, 1100.0, (), ("取号",), ("海城",))


def test_the_table_in_the_docs_has_every_number_and_all_are_kept():
    rows = [
        line.split("|")[1:3] for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| A")
    ]
    assert [(key.strip(), asks.strip()) for key, asks in rows] == [
        (f"{one.key} {page.YES}", one.asks) for one in REQUIREMENTS
    ]
    assert [one.key for one in REQUIREMENTS] == [f"A{number}" for number in range(1, 20)]


@pytest.mark.parametrize("one", REQUIREMENTS, ids=lambda one: one.key)
def test_every_number_is_shown_by_drawings_or_by_tests_that_there_are(one):
    assert one.numbers or one.tests
    for test in one.tests:
        file, _, name = test.partition("::")
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        assert name in {part.name for part in ast.walk(tree) if isinstance(part, ast.FunctionDef)}, test


def test_a_drawing_that_keeps_all_numbers_misses_none():
    assert missed(GOOD) == []


@pytest.mark.parametrize(
    ("key", "worse"),
    [
        ("A2", {"cap": 8.0}), ("A3", {"cap": 4.7}), ("A4", {"em": 11.9}), ("A5", {"line": 1.2}),
        ("A6", {"contrast": 4.4}), ("A6", {"contrast": 6.9, "style": Style.CONTRAST}), ("A7", {"target": 9.0}),
        ("A17", {"top": 1121.0, "style": Style.LOW}),
    ],
)  # fmt: skip
def test_a_drawing_that_misses_a_number_is_told(key, worse):
    drawing = Measured(**{name: getattr(GOOD, name) for name in GOOD.__dataclass_fields__} | worse)
    assert key in {told.partition(":")[0] for told in missed(drawing)}
    assert page.NO in next(row for row in page.numbers([drawing]).splitlines() if row.startswith(f"| {key} "))


@pytest.mark.parametrize(("ink", "ground"), [("#535d67", "#f6f3ec"), ("#c0c0c0", "#ffffff"), ("#ffd400", "#000000")])
def test_contrast_is_read_from_the_pixels_of_a_text(ink, ground):
    picture = Image.new("RGB", (300, 60), ground)
    font = ImageFont.load_default(size=40)
    ImageDraw.Draw(picture).text((10, 5), "Hall 17", fill=ink, font=font)
    assert contrast_in(np.asarray(picture)) == pytest.approx(contrast(ink, ground), rel=0.001)


def test_where_nothing_is_written_there_is_no_contrast():
    assert contrast_in(np.full((40, 80, 3), 200, dtype=np.uint8)) is None


def test_the_gap_between_two_boxes_is_the_shortest_way():
    assert gap((0, 0, 10, 10), (13, 14, 20, 20)) == 5
    assert gap((0, 0, 10, 10), (5, 5, 20, 20)) == 0


def test_a_picture_is_compared_with_the_accepted_one_and_the_difference_is_marked(tmp_path):
    today, then = tmp_path / "today", tmp_path / "then"
    today.mkdir()
    Image.new("RGB", (10, 10), "#ffffff").save(today / "home.png")
    assert accepted.changes(today, then)["home.png"].share is None
    assert accepted.accept(today, then) == 1
    assert accepted.changes(today, then)["home.png"].share == 0
    picture = Image.new("RGB", (10, 10), "#ffffff")
    picture.putpixel((3, 4), (0, 0, 0))
    picture.save(today / "home.png")
    changed = accepted.changes(today, then)["home.png"]
    assert changed.share == 0.01
    assert Image.open(today / changed.marked).getpixel((3, 4)) == (208, 0, 96)


def test_the_page_shows_a_drawing_with_its_faults_and_what_is_heard(tmp_path):
    html = page.album([GOOD], {"home-tall-zh-large.png": accepted.Change(None)})
    assert "home-tall-zh-large" in html
    assert "1 new" in html
    assert "海城" in html
