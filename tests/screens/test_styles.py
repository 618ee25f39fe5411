"""Another way to show the screen: offered at every step, chosen with a touch, and nothing that was done is lost."""

import pytest

from kiosk.credentials.model import Door
from kiosk.events import StyleChosen
from kiosk.steps import common, door, finding, queueing
from kiosk.style import Style
from kiosk.texts import words
from screens.parts.choose_style import ChooseStyle
from screens.parts.overlay import Busy, StillThere
from screens.parts.text import Text
from tests.screens import samples
from tests.screens.geometry import faults
from tests.screens.glass import LANDSCAPE, PORTRAIT

OPENS = "大字"


@pytest.fixture(autouse=True)
def tall(glass):
    glass.fresh(PORTRAIT)


def offered(glass):
    glass.tap(OPENS)
    assert isinstance(glass.frame.cover, ChooseStyle)
    return glass.frame.cover


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
def test_what_is_read_is_twice_as_large_in_large_type(glass, size):
    glass.fresh(size)
    heights = []
    for style in (Style.STANDARD, Style.LARGE):
        glass.show(queueing.ChooseQueue((), None), style=style, paint=False)
        texts = [one for one in glass.frame.walk(restrict=True) if isinstance(one, Text)]
        (told,) = [one for one in texts if one.said == words()("chooseQueue.empty_more")]
        heights.append(told.font_size)
    assert heights[1] / heights[0] == pytest.approx(2, rel=0.03)


@pytest.mark.parametrize("step", [common.Welcome(), finding.TakeAlong(samples.item())], ids=["welcome", "a step"])
def test_the_sign_offers_the_styles_and_a_touch_chooses_one(glass, step):
    glass.show(step)
    offered(glass)
    glass.tap("黑底亮字")
    assert glass.heard() == [(StyleChosen(Style.CONTRAST), glass.turn)]
    assert glass.frame.cover is None


def test_touching_beside_the_offer_leaves_all_as_it_is(glass):
    glass.show(queueing.ConfirmTicket(samples.PERSON, samples.OPEN, None))
    offered(glass)
    glass.up(glass.down(540, 20))  # the feet are there, but below the offer
    assert glass.frame.cover is None
    assert glass.heard() == []


def test_the_style_that_is_shown_can_be_kept(glass):
    glass.show(finding.TakeAlong(samples.item()))
    offered(glass)
    glass.tap("标准")
    assert glass.frame.cover is None
    assert glass.heard() == []


def test_what_was_typed_survives_another_style(glass):
    glass.show(finding.Search(samples.catalogue()))
    glass.tap("Y")
    glass.again(style=Style.LARGE)
    assert "Y|" in glass.words()
    glass.tap("L")
    glass.again(style=Style.STANDARD)
    assert "YL|" in glass.words()


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
@pytest.mark.parametrize("style", Style)
def test_what_lies_over_a_screen_fits_and_is_within_reach(glass, size, style):
    glass.fresh(size)
    for language in ("zh", "en"):
        glass.show(finding.TakeAlong(samples.item()), language=language, style=style, seconds_left=20)
        assert isinstance(glass.frame.cover, StillThere)
        assert not (found := faults(glass)), found
        glass.again(seconds_left=None)
        glass.window._offer_styles()
        glass.frames()
        assert not (found := faults(glass)), found
        glass.window._choose_style(style)
        glass.show(samples.JOBS[2], language=language, style=style)
        glass.wait(lambda: isinstance(glass.frame.cover, Busy))
        assert not (found := faults(glass)), found


def test_after_a_visit_in_large_type_the_idle_screen_has_nothing_of_it(glass):
    glass.show(finding.TakeAlong(samples.item()), style=Style.LARGE, language="en")
    glass.show(common.Welcome())
    assert (glass.frame.header, glass.frame.footer) == (None, None)
    assert not (found := faults(glass)), found


def test_the_higher_the_panel_hangs_the_lower_is_its_screen(glass):
    tops = []
    for bottom in (600.0, 700.0, 800.0, 1000.0):
        glass.fresh(PORTRAIT, bottom=bottom)
        glass.show(common.Home(samples.catalogue()), style=Style.LOW, paint=False)
        tops.append(glass.window.look.measure.in_mm(glass.window.look.ceiling))
        assert not (found := faults(glass)), found
    assert tops == pytest.approx([475.9, 420, 320, 320], abs=0.5)  # and no screen is lower than what must be on it


def test_technicians_are_offered_no_style(glass):
    glass.show(door.EnterPin(Door(tries=3)))
    assert OPENS not in glass.alive()


def test_large_and_wide_a_booking_stands_on_the_first_page_with_what_can_be_done(glass):
    glass.fresh(LANDSCAPE)
    step, services = next(given for name, *given in samples.questions() if name == "my_appointments")
    glass.show(step, services, style=Style.LARGE)
    assert {"我的预约", "406113", "改时间", "取消预约"} <= set(glass.words().split("\n"))


def test_large_no_word_of_a_guides_labels_is_broken(glass):
    glass.fresh(PORTRAIT)
    glass.show(finding.ShowGuide(samples.item(), samples.catalogue()), language="en", style=Style.LARGE)
    assert "Department" in [one.shows for one in glass.frame.walk(restrict=True) if isinstance(one, Text)]
