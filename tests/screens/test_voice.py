"""What is heard: everything that stands on the screen and nothing else, and private things in headphones only."""

import re

import pytest

from drivers import DeviceError, Fault
from drivers.document import Big, Row
from kiosk.documents.ticket import ticket_slip
from kiosk.events import VoiceChosen
from kiosk.steps import common, door, finding, identity, queueing
from kiosk.texts import languages, words
from kiosk.voice import Manner
from screens.aloud.reading import spoken
from screens.parts.text import Text
from tests.screens import samples
from tests.screens.glass import LANDSCAPE, PORTRAIT

SAMPLES = list(samples.residents())
BOTH = [(*one, language) for one in SAMPLES for language in languages() if language == "zh" or "-" not in one[0]]
LETTERS = re.compile(r"[^\w]+")


@pytest.fixture(autouse=True)
def tall(glass):
    glass.fresh(PORTRAIT)


def show(glass, step, services=samples.ALL, **more):
    glass.show(step, services, voice=Manner(), paint=False, **more)


def visible(tree):
    return [one.said for one in tree.walk(restrict=True) if isinstance(one, Text) and one.said.strip()]


def bare(text):
    """What of a text can be heard at all."""
    return LETTERS.sub("", text)


def through(glass):
    """All that is said by whoever hears the whole screen and goes once through what can be pressed."""
    companion = glass.window.companion
    glass.key("help")
    for _ in companion._order():
        glass.key("down")
    return [text for text, *_ in glass.voice.said if text]


@pytest.mark.parametrize("sample", BOTH, ids=[f"{name}-{language}" for name, _, _, language in BOTH])
def test_all_that_is_seen_is_heard_and_all_that_is_heard_is_seen(glass, sample):
    _, step, services, language = sample
    said = words(language)
    show(glass, step, services, language=language)
    strips = [strip(glass)]
    companion = glass.window.companion
    glass.key("help")
    strips.append(strip(glass))
    for _ in companion._order():
        glass.key("down")
        strips.append(strip(glass))
    heard = bare("".join(text for text, *_ in glass.voice.said))
    seen = [bare(spoken(text, said)) for text in visible(glass.frame)]
    assert [text for text in seen if text not in heard] == []
    left = heard
    for text in sorted({*seen, *map(bare, strips)}, key=len, reverse=True):
        left = left.replace(text, "") if text else left
    assert left == ""


def strip(glass):
    return "".join(visible(glass.frame.strip)) if glass.frame.strip else ""


def test_nothing_is_said_as_long_as_nobody_wants_to_hear(glass):
    glass.show(common.Home(samples.catalogue()))
    glass.key("down")
    glass.key("enter")
    assert glass.voice.said == []
    assert glass.frame.strip is None


@pytest.mark.parametrize(("key", "voice"), [("help", Manner()), ("in", Manner())])
def test_a_key_turns_it_on(glass, key, voice):
    glass.show(common.Welcome())
    glass.key(key)
    assert [event for event, _ in glass.heard()] == [VoiceChosen(voice)]


def test_headphones_that_are_pulled_out_turn_it_off(glass):
    show(glass, common.Home(samples.catalogue()))
    glass.key("out")
    assert [event for event, _ in glass.heard()] == [VoiceChosen(None)]
    glass.again(voice=None)
    assert glass.voice.last == ""
    assert glass.frame.strip is None


def test_a_screen_says_what_it_is_about_how_to_go_on_and_where_one_is(glass):
    show(glass, common.Home(samples.catalogue()))
    text = glass.voice.last
    assert text.startswith("您想办什么？")
    assert "第一次用？" in text
    assert "第1项，共14项" in text
    assert text.endswith("上下键选，确定键按，帮助键重听")


def test_the_keys_are_told_once_and_whenever_one_asks(glass):
    show(glass, common.Home(samples.catalogue()))
    show(glass, finding.Search(samples.catalogue()))
    assert "帮助键" not in glass.voice.last
    glass.key("help")
    assert "帮助键" in glass.voice.last


def test_a_trouble_is_heard_before_anything_else(glass):
    error = DeviceError(Fault.MEDIA_REMOVED)
    error.role = "card"
    show(glass, identity.ReadIdentity(frozenset({"card"}), error))
    assert glass.voice.last.startswith(words("zh")("fault.mediaRemoved.what", device=words("zh")("device.card")))


def test_what_cannot_be_pressed_says_so_and_why(glass):
    show(glass, common.Home(samples.catalogue()), samples.FEW)
    heard = "\n".join(through(glass))
    said = words("zh")
    assert said("voice.dead") in heard
    assert said("why.platformAway") in heard


def test_what_is_chosen_and_what_is_ticked_is_heard(glass):
    show(glass, finding.Checklist(samples.item(), samples.catalogue()))
    glass.key("down")
    glass.key("up")
    assert "没有打勾" in glass.voice.last
    glass.key("enter")
    assert "，已打勾" in glass.voice.last
    _, step, services = next(one for one in SAMPLES if one[0] == "choose_slot")
    show(glass, step, services)
    assert "已选中" in glass.voice.last


def test_what_is_typed_is_heard_letter_by_letter_with_what_was_found(glass):
    show(glass, finding.Search(samples.catalogue()))
    companion = glass.window.companion
    for letter in "YL":
        while not any(one == letter for one in visible(companion.at)):
            glass.key("down")
        glass.key("enter")
        if letter == "Y":
            assert re.search(r"多了\d+项", glass.voice.last)
    assert "Y L" in glass.voice.last


def test_a_pin_is_never_heard(glass):
    show(glass, door.EnterPin(door.Door()))
    companion = glass.window.companion
    while visible(companion.at) != ["7"]:
        glass.key("down")
    glass.voice.said.clear()
    glass.key("enter")
    assert [text for text, *_ in glass.voice.said if text] == []


def test_names_are_said_to_headphones_only(glass):
    step = queueing.ConfirmTicket(samples.PERSON, samples.OPEN, samples.item())
    show(glass, step)
    assert "测 甲" in glass.voice.last
    assert words("zh")("voice.on_screen") not in glass.voice.last
    glass.voice.private = False
    glass.key("help")
    assert "甲" not in glass.voice.last
    assert "110105" not in glass.voice.last
    assert glass.voice.last.count(words("zh")("voice.on_screen")) == 2


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("A017", "A 零 一 七", "A zero one seven"),
        ("请到3号窗口", "请到3号窗口", "请到3号窗口"),
        ("0411-12345678", "0411- 一 二 三 四 五 六 七 八", "0411- one two three four five six seven eight"),
        ("2026年7月2日 09:30–10:00", "2026年7月2日 09:30–10:00", "2026年7月2日 09:30–10:00"),
        ("YLBX|", "Y L B X", "Y L B X"),
        ("测**甲", "测 甲", "测 甲"),
    ],
)
def test_numbers_are_said_as_they_are_read_from_a_slip(text, zh, en):
    assert (spoken(text, words("zh")), spoken(text, words("en"))) == (zh, en)


@pytest.mark.parametrize("language", languages())
def test_all_that_a_slip_tells_is_heard_with_it(glass, language):
    """Number, queue, window, how many are before one, how long it takes: what the paper says, without the paper."""
    said = words(language)
    show(glass, queueing.TicketTaken(samples.TICKET, None), language=language)
    heard = bare(glass.voice.last)
    slip = ticket_slip(samples.TICKET, said)
    told = [getattr(block, "value", "") or block.text for block in slip.blocks if isinstance(block, (Big, Row))]
    told.remove(f"{samples.TICKET.issued:%Y-%m-%d %H:%M}")  # the hour is on the sign
    assert len(told) >= 5
    assert [text for text in told if bare(spoken(text, said)) not in heard] == []


def test_the_question_whether_one_is_still_there_is_heard_once_and_the_screen_not_again(glass):
    show(glass, common.Home(samples.catalogue()))
    glass.again(seconds_left=20)
    assert glass.voice.last.startswith(words("zh")("stillThere.question"))
    count = len(glass.voice.said)
    glass.again(seconds_left=19)
    glass.again(seconds_left=None)
    assert len(glass.voice.said) == count


def test_work_that_takes_long_is_heard(glass):
    show(glass, common.Home(samples.catalogue()))
    show(glass, common.OpenCatalogue())
    glass.wait(lambda: bare(words("zh")("busy.OpenCatalogue")) in glass.voice.last)


def test_pace_and_loudness_change_by_key_and_are_told(glass):
    show(glass, common.Home(samples.catalogue()))
    for key in ("faster", "+"):
        glass.key(key)
    assert [event for event, _ in glass.heard()] == [VoiceChosen(Manner().faster(1)), VoiceChosen(Manner().louder(1))]
    glass.again(voice=Manner(3, 1))
    text, _, pace, degree = glass.voice.said[-1]
    assert (pace, degree) == (170, 1) or pace > 100
    assert words("zh")("voice.manner", pace=4, degree=2) == text


def test_at_the_end_of_the_scale_it_is_told_too(glass):
    loudest = Manner(degree=3)
    glass.show(common.Home(samples.catalogue()), voice=loudest, paint=False)
    glass.key("+")
    assert glass.heard() == []
    assert words("zh")("voice.manner", pace=loudest.pace + 1, degree=4) == glass.voice.last


def test_another_language_is_heard_in_it(glass):
    show(glass, common.Home(samples.catalogue()))
    glass.again(language="en")
    text, language, *_ = glass.voice.said[-1]
    assert language == "en"
    assert words("en")("home.title") in text


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
def test_the_strip_fits(glass, size):
    from tests.screens.geometry import _outside, _unreadable

    glass.fresh(size)
    for language in languages():
        show(glass, common.Home(samples.catalogue()), language=language)
        glass.key("help")
        for part in glass.frame.strip.walk(restrict=True):
            assert _outside(part) == []
            assert not isinstance(part, Text) or (
                part.lines == 1 and _unreadable(part, glass.window.look.measure) == []
            )
