"""A page on a desk is found, or said not to be; straightened it is what it was on paper, and clean."""

import cv2
import numpy as np
import pytest

from drivers.document_camera import page_in
from drivers.emulated.page_view import Pose, corners_of
from drivers.emulated.sheets import A4, A5, ID_CARD, drawn
from drivers.vision.cleaning import Mode, clean
from drivers.vision.codes import read_codes
from drivers.vision.pages import Sight, find_page, straighten
from drivers.vision.upright import turns_to_upright
from tests.bench.hard_pages import CONDITIONS, shot
from tests.drivers.desks import HEIGHT, LAID, MATERIAL, WIDTH, empty, error, seen, with_code

SEED = 7  # the bench asks many more, see tests/bench/pages.py
HARD = {condition.name: condition for condition in CONDITIONS}
MILLIMETRES = 2.0  # that a corner may be off; no margin of a page is so narrow
BENT = 4.0  # … where the lens bends straight lines


def hard(name):
    return shot(HARD[name], np.random.default_rng(SEED))


@pytest.mark.parametrize(
    "pose",
    [Pose(), LAID, Pose(turn=90), Pose(0.7, turn=33), Pose(tilt=(15, 10)), Pose(0.5, place=(0.3, 0.6))],
    ids=["upright", "as laid", "across", "turned", "tilted", "far away"],
)
def test_the_corners_of_a_page_are_found_to_a_millimetre(pose):
    found = find_page(seen((A4, pose)))
    assert found.sight is Sight.WHOLE
    assert error(found.corners, A4, pose) < 1


@pytest.mark.parametrize(
    "name", ["light desk", "shadow", "dim, noisy", "blurred", "clutter", "finger", "card", "lens", "all at once"]
)
def test_a_page_is_found_on_a_bad_day(name):
    picture = hard(name)
    found = find_page(picture.picture)
    assert found.sight is Sight.WHOLE
    limit = BENT if picture.condition.barrel else MILLIMETRES
    assert error(found.corners, picture.sheet, truth=picture.corners) < limit


@pytest.mark.parametrize("name", ["bare desk", "other things"])
def test_where_no_page_lies_none_is_seen(name):
    assert find_page(hard(name).picture).sight is Sight.NONE


def test_the_emulated_desk_and_an_empty_picture_have_no_page():
    assert find_page(empty()).sight is Sight.NONE
    assert find_page(np.zeros((480, 640, 3), np.uint8)).sight is Sight.NONE
    assert find_page(np.full((480, 640, 3), 255, np.uint8)).sight is Sight.NONE


@pytest.mark.parametrize("place", [(0.8, 0.5), (0.5, 0.2), (0.25, 0.8)], ids=["right", "top", "corner"])
def test_a_page_that_is_partly_outside_is_said_to_be_so_and_is_not_cut(place):
    view = seen((A4, Pose(place=place)))
    page = page_in(view)
    assert page.sight is Sight.CUT_OFF
    assert not page.found
    assert page.pixels is view


def test_of_two_pages_one_is_found_and_never_both_as_one():
    left, right = Pose(0.5, place=(0.28, 0.5)), Pose(0.5, turn=5, place=(0.72, 0.5))
    found = find_page(seen((A4, left), (A5, right)))
    assert found.sight is Sight.WHOLE
    assert min(error(found.corners, A4, left), error(found.corners, A5, right)) < 1


def test_two_sheets_of_which_one_covers_the_others_corner_are_not_cut_as_one():
    below, above = Pose(0.8, place=(0.45, 0.5)), Pose(0.55, turn=20, place=(0.6, 0.5))
    assert find_page(seen((A4, below), (A5, above))).sight is not Sight.WHOLE


def test_a_shadow_across_the_page_is_no_edge_and_is_gone_when_cleaned():
    view = seen((A4, Pose()), shade=0.45)
    page = page_in(view)
    assert error(page.corners, A4, Pose()) < MILLIMETRES
    paper = clean(page.pixels, Mode.GREY)
    left, right = paper[-60:-20, 40:120], paper[-60:-20, -120:-40]  # a margin in the light, and one in the shadow
    assert min(left.min(), right.min()) > 225


def test_sheets_and_cards_get_their_exact_shape():
    for sheet, pose in ((A4, LAID), (A5, Pose(tilt=(15, 10))), (ID_CARD, Pose(0.35, turn=12, tilt=(8, -8)))):
        page = page_in(seen((sheet, pose)))
        tall, wide = page.pixels.shape[:2]
        assert wide / tall == pytest.approx(sheet.width / sheet.height, rel=0.01)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_however_a_page_lies_its_writing_stands_upright(turn):
    pose = Pose(turn=turn)
    page = page_in(seen((A4, pose)))
    tall, wide = page.pixels.shape[:2]
    assert tall > wide
    assert turns_to_upright(page.pixels) == 0
    assert np.abs(page.corners - corners_of(A4, pose, WIDTH, HEIGHT)).max() < 3  # its own top left comes first


def test_a_page_without_writing_is_not_turned():
    assert turns_to_upright(np.full((800, 600, 3), 250, np.uint8)) == 0


@pytest.mark.parametrize("mode", list(Mode))
def test_a_code_on_the_page_is_read_from_the_clean_copy(mode):
    page = page_in(seen((A4, LAID, with_code(A4)), shade=0.5))
    copy = clean(page.pixels, mode)
    grey = copy if copy.ndim == 2 else cv2.cvtColor(copy, cv2.COLOR_BGR2GRAY)
    assert [code.text for code in read_codes(grey)] == [MATERIAL]


def test_the_strokes_of_the_writing_are_all_there_and_nothing_else_is():
    page = page_in(seen((A4, Pose(0.95), drawn(A4)), shade=0.5))
    copy = clean(page.pixels, Mode.BLACK_WHITE)
    small = cv2.resize(drawn(A4), copy.shape[::-1], interpolation=cv2.INTER_AREA)
    dark = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY) < 110
    near = cv2.dilate((cv2.cvtColor(small, cv2.COLOR_BGR2GRAY) < 215).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    around = cv2.erode(copy, np.ones((5, 5), np.uint8)) == 0  # as far as a straightened pixel may be off
    assert around[dark].mean() > 0.99
    assert (copy[~near] == 0).mean() < 0.0005


def test_a_seal_stays_red_and_paper_becomes_white():
    copy = clean(page_in(seen((A4, LAID))).pixels)
    tall, wide = copy.shape[:2]
    seal = copy[int(tall * 0.22) : int(tall * 0.36), int(wide * 0.7) : int(wide * 0.92)].reshape(-1, 3).astype(int)
    ring = seal[(seal[:, 2] - seal[:, 1]) > 90]
    assert len(ring) > 500
    assert (copy[-80:-20, 40:-40].min(axis=(0, 1)) > 235).all()


def test_black_and_white_is_nothing_else():
    assert set(np.unique(clean(page_in(seen((A4, LAID))).pixels, Mode.BLACK_WHITE))) == {0, 255}


def test_four_corners_given_by_hand_cut_the_page_out():
    pose = Pose(tilt=(10, 5), turn=90)
    view = seen((A4, pose, with_code(A4)))
    page = page_in(view).cut(corners_of(A4, pose, WIDTH, HEIGHT))
    assert page.found
    assert page.view is view
    tall, wide = page.pixels.shape[:2]
    assert tall / wide == pytest.approx(2**0.5, rel=0.01)
    assert [code.text for code in read_codes(cv2.cvtColor(page.pixels, cv2.COLOR_BGR2GRAY))] == [MATERIAL]


def test_straightening_leaves_the_picture_as_it_was():
    view = seen((A4, LAID))
    before = view.copy()
    straighten(view, find_page(view).corners)
    clean(view)
    assert (view == before).all()
