"""Keys instead of a finger: everything can be reached and pressed, in the order in which it is read."""

import dataclasses
from itertools import pairwise

import pytest

from kiosk.calling import Call
from kiosk.events import Answered, Touched, VoiceChosen, WentBack
from kiosk.steps import appointments, common, finding
from kiosk.steps.help import FirstTime
from kiosk.voice import Manner
from screens.aloud.keys import FILE, Deed, deeds
from screens.aloud.reading import label
from screens.parts.choose_style import ChooseStyle
from tests.screens import samples
from tests.screens.drawing import PICTURES
from tests.screens.glass import KEYS, LANDSCAPE, PORTRAIT, said
from tests.waiting import wait_until

USUAL = [one for one in samples.residents() if "-" not in one[0]]


@pytest.fixture(autouse=True)
def tall(glass):
    glass.fresh(PORTRAIT)


@pytest.fixture
def companion(glass):
    return glass.window.companion


def here(companion):
    return " ".join(label(companion.at))


def go_to(glass, text):
    """As many keys as it takes."""
    companion = glass.window.companion
    for _ in companion._order():
        glass.key("down")
        if text in here(companion):
            return
    pytest.fail(f"no key leads to {text!r}")


def test_whoever_touches_sees_no_ring_until_a_key_is_used(glass, companion):
    glass.show(common.Home(samples.catalogue()))
    assert companion.ring.item is None
    glass.key("down")
    assert companion.ring.item is companion.at is companion._order()[0]
    glass.tap("取号排队")
    assert companion.ring.item is None


def test_enter_shows_where_one_is_before_it_presses_anything(glass):
    glass.show(common.Home(samples.catalogue()))
    glass.key("enter")
    assert glass.heard() == []
    glass.key("enter")
    assert len(glass.heard()) == 1


def test_the_keys_go_round_and_the_feet_and_the_sign_come_last(glass, companion):
    glass.show(common.Home(samples.catalogue()))
    seen = []
    for _ in range(len(companion._order()) + 1):
        glass.key("down")
        seen.append(here(companion))
    assert seen[0] == seen[-1]
    assert seen.index("返回上一步") < seen.index("回到首页") < seen.index("退出")
    assert seen.index("退出") < seen.index("English") < seen.index("大字") == len(seen) - 2
    glass.key("up")
    assert here(companion) == seen[-2]


def test_a_key_is_a_touch_and_a_press_an_answer(glass):
    glass.show(common.Home(samples.catalogue()))
    go_to(glass, "取号排队")
    glass.key("right")
    glass.key("left")
    glass.key("enter")
    assert glass.answers() == [common.TakeNumber()]
    assert any(isinstance(event, Touched) for event, _ in glass.window.kiosk.heard)


def test_back_is_a_key(glass):
    glass.show(common.Home(samples.catalogue()))
    glass.key("back")
    assert [event for event, _ in glass.heard()] == [WentBack()]


def test_back_takes_away_what_lies_over_the_screen_before_it_leads_back(glass, companion):
    glass.show(common.Home(samples.catalogue()))
    glass.tap("大字")
    assert isinstance(glass.frame.cover, ChooseStyle)
    glass.key("back")
    assert glass.frame.cover is None
    assert glass.heard() == []
    glass.tap("请人帮忙")
    glass.again(call=Call.COMING)
    glass.key("back")
    assert glass.frame.cover is None
    glass.again(call=Call.COMING, seconds_left=20)
    glass.key("back")
    assert WentBack() not in [event for event, _ in glass.heard()], "whoever is asked whether they are there stays"
    glass.again(call=Call.COMING, seconds_left=None)
    glass.key("back")
    assert glass.heard()[-1][0] == WentBack()


def test_what_cannot_be_pressed_can_be_reached_and_is_not_pressed(glass, companion):
    glass.show(common.Home(samples.catalogue()), samples.FEW)
    go_to(glass, "取号排队")
    assert companion.at.on_press is None
    glass.key("enter")
    assert glass.heard() == []


def test_a_page_is_turned_by_key_and_the_ring_stays_where_it_was(glass, companion):
    by = "user_topic_type"
    glass.show(finding.ChooseItem(samples.catalogue(), by, samples.fullest(by)))
    glass.key("down")
    first = here(companion)
    go_to(glass, "下一页")
    glass.key("enter")
    assert here(companion) == "下一页"
    glass.key("down")
    companion.place, companion.at = 0, companion._order()[0]
    assert here(companion) != first


def test_a_word_is_typed_by_keys_alone(glass, companion):
    glass.show(finding.Search(samples.catalogue()))
    for letter in "YL":
        go_to(glass, letter)
        glass.key("enter")
        assert here(companion) == letter
    assert "YL|" in glass.words()
    found = [one for one in companion._order() if "养老" in said(one)]
    go_to(glass, said(found[0]))
    glass.key("enter")
    assert isinstance(glass.heard()[-1][0], Answered)


def test_a_day_and_a_time_are_chosen_by_keys_alone(glass, companion):
    slots = samples.slots()
    glass.show(appointments.ChooseSlot(slots, samples.item().task_name))
    glass.key("down")
    glass.key("down")
    day = here(companion)
    glass.key("enter")
    assert here(companion) == day
    go_to(glass, slots[0].start.strftime("%H:%M"))
    glass.key("enter")
    ((event, _),) = glass.heard()
    assert event.value.day > slots[0].day


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
def test_every_screen_is_gone_through_in_the_order_in_which_it_is_read(glass, companion, size):
    """Nothing is left out, and no key leads up and to the left."""
    glass.fresh(size)
    for name, step, services in USUAL:
        glass.show(step, services, paint=False)
        items, all_there = companion._order(), [one for one in glass.presses() if one.get_root_window()]
        assert set(items) == set(all_there), name
        body = [one for one in items if one in glass.frame.body.walk(restrict=True)]
        for one, then in pairwise(body):
            assert then.y < one.top or then.x > one.x, f"{name}: {said(one)} -> {said(then)}"


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
def test_the_ring_is_seen_on_every_ground(glass, companion, size):
    """Dark and light side by side around the item: one of both has three to one on whatever is below."""
    glass.fresh(size)
    shape = "tall" if size is PORTRAIT else "wide"
    for name, step, services in USUAL:
        if name not in {"home", "welcome", "choose_slot"}:
            continue
        glass.show(step, services, voice=Manner())
        glass.key("down")
        glass.frames()
        picture = glass.pixels()
        (x, y), (_, high) = companion.at.pos, picture.size
        edge = [picture.getpixel((round(x + companion.at.width / 2), round(high - y) + at)) for at in range(-12, 12)]
        assert min(map(sum, edge)) < 60, name
        assert any(red > 240 and green > 190 and blue < 40 for red, green, blue in edge), name
        glass.picture(PICTURES / f"ring-{name}-{shape}.png")


class TestStrikes:
    """When a key counts."""

    @pytest.fixture(autouse=True)
    def home(self, glass):
        glass.show(common.Home(samples.catalogue()))
        glass.key("down")

    def down(self, glass, key, after=0.0):
        glass.time += after
        glass.window.glass.dispatch("on_key_down", KEYS[key], 0, None, [])
        glass.window.companion.strikes.look()

    def up(self, glass, key):
        glass.window.glass.dispatch("on_key_up", KEYS[key], 0)

    def test_a_trembling_hand_strikes_once(self, glass, companion):
        for after in (1, 0.2, 0.2):
            self.down(glass, "down", after)
            self.up(glass, "down")
        assert companion.place == 1
        self.down(glass, "down", 0.2)
        assert companion.place == 2

    def test_another_key_counts_at_once(self, glass, companion):
        self.down(glass, "down", 1)
        self.up(glass, "down")
        self.down(glass, "up", 0.1)
        assert companion.place == 0

    def test_a_hand_that_rests_on_a_key_repeats_it_after_two_seconds(self, glass, companion):
        self.down(glass, "down", 1)
        self.down(glass, "down", 1.9)
        assert companion.place == 1
        self.down(glass, "down", 0.2)
        assert companion.place == 2
        self.down(glass, "down", 0.3)
        assert companion.place == 2
        self.down(glass, "down", 0.3)
        assert companion.place == 3
        self.up(glass, "down")

    def test_a_hand_that_rests_on_enter_presses_once(self, glass):
        for after in (1, 2.1, 0.6, 0.6):
            self.down(glass, "enter", after)
        self.up(glass, "enter")
        assert [event for event, _ in glass.heard() if isinstance(event, Answered)] == [Answered(FirstTime())]

    def test_any_key_that_is_held_turns_the_voice_on(self, glass):
        self.down(glass, "down", 1)
        self.down(glass, "down", 1.6)
        assert [event for event, _ in glass.heard()] == [VoiceChosen(Manner())]
        self.up(glass, "down")

    def test_the_times_are_the_halls(self, glass, companion):
        pace = dataclasses.replace(companion.strikes.pace, twice=0.1)
        glass.window.settings = dataclasses.replace(glass.window.settings, keys=pace)
        glass.window._resized()
        assert companion.strikes.pace.twice == 0.1
        glass.window.settings = dataclasses.replace(glass.window.settings, keys=type(pace)())


def test_every_deed_has_a_key_and_no_key_two_deeds(glass, tmp_path):
    known = glass.window.deeds
    assert set(known.values()) == set(Deed)
    named = sum(
        len(line.partition("[")[2].split("]")[0].split(", "))
        for line in FILE.read_text("utf-8").splitlines()
        if "= [" in line
    )
    assert len(known) == named
    wrong = tmp_path / "keys.toml"
    wrong.write_text('dance = ["d"]', encoding="utf-8")
    with pytest.raises(ValueError, match="dance"):
        deeds({"d": 100}, wrong)


def test_the_countdown_is_answered_by_any_key(glass):
    glass.show(common.Home(samples.catalogue()))
    glass.again(seconds_left=12)
    glass.key("down")
    assert Touched() in [event for event, _ in glass.window.kiosk.heard]
    wait_until(lambda: "还在" in here(glass.window.companion) or "在" in here(glass.window.companion))
