"""What everybody is to read stands on the idle screen in every look; staff take a sentence or write one."""

import pytest

from kiosk.events import Answered
from kiosk.steps.bulletin import BulletinPage
from kiosk.steps.common import Welcome
from kiosk.style import Style
from kiosk.texts import words
from tests.screens import samples
from tests.screens.geometry import faults
from tests.screens.glass import LANDSCAPE, PORTRAIT

ENGLISH = "Maintenance: some matters wait until Mon"
LONG = "今天下午三点以后暂停取号，请明天再来或者" * 2


@pytest.fixture
def hung(glass):
    """Puts a text up, where the idle screen finds it."""
    texts = [""]
    glass.window.around.bulletin = lambda: texts[0]
    yield lambda text: texts.__setitem__(0, text)
    glass.window.around.bulletin = lambda: ""


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize(
    "text",
    ["现在人多，请耐心等候。", LONG, "Maintenance: some matters wait until Mon"],
    ids=["usual", "long", "english"],
)
def test_it_stands_on_the_idle_screen_and_fits(glass, hung, size, style, text):
    glass.fresh(size)
    hung(text)
    for services in (samples.ALL, samples.FEW):
        glass.show(Welcome(), services, style=style, paint=False)
        assert text.replace(" ", "") in glass.words().replace("\n", "").replace(" ", "")
        assert not (found := faults(glass)), found


def test_one_that_is_put_up_while_nobody_is_there_appears_by_itself(glass, hung):
    glass.show(Welcome(), paint=False)
    hung("停电通知")
    glass.window._show_again(0)
    assert "停电通知" in glass.words()
    hung("")
    glass.window._show_again(0)
    assert "停电通知" not in glass.words()


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
def test_a_usual_sentence_is_taken_and_put_up(glass, size):
    glass.fresh(size)
    glass.show(BulletinPage(""))
    glass.tap(words()("bulletinUsual.lunch"))
    glass.tap(words()("bulletinPage.put_up"))
    assert glass.heard()[-1] == (Answered(words()("bulletinUsual.lunch_text")), glass.turn)


def test_what_is_written_is_put_up_even_when_the_last_word_is_not_finished(glass):
    glass.fresh(PORTRAIT)
    glass.show(BulletinPage("1"), language="en")
    for letter in "ok":
        glass.tap(letter.upper())
    glass.tap(words("en")("bulletinPage.put_up"))
    assert glass.heard()[-1] == (Answered("1ok"), glass.turn)


def test_what_hangs_there_is_taken_down(glass):
    glass.fresh(PORTRAIT)
    glass.show(BulletinPage("停电通知"))
    glass.tap(words()("bulletinPage.take_down"))
    assert glass.heard()[-1] == (Answered(""), glass.turn)


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
def test_what_hangs_there_is_seen_whole_while_it_is_changed(glass, size):
    glass.fresh(size)
    glass.show(BulletinPage(LONG), paint=False)
    assert f"{LONG}|" in glass.words().replace("\n", "")
    assert not (found := faults(glass)), found
