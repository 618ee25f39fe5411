"""What a finger does: one press, one answer, and only for what is on the screen."""

import pytest

from kiosk.events import Answered, LanguageChosen, Left, PressedHome, Touched, WentBack
from kiosk.services import Reason, Service, Services
from kiosk.steps import common, finding, queueing
from kiosk.steps.finding import GuideWish
from screens import tokens
from screens.parts.overlay import Busy, StillThere
from screens.parts.press import Press
from tests.screens import samples
from tests.screens.glass import LANDSCAPE, PORTRAIT, said


@pytest.fixture(autouse=True)
def tall(glass):
    glass.fresh(PORTRAIT)


def test_a_tap_answers_the_turn_that_is_shown(glass):
    glass.show(queueing.ChooseQueue(samples.QUEUES, None))
    glass.tap(samples.OPEN.name)
    assert glass.heard() == [(Answered(samples.OPEN), glass.turn)]


def test_what_cannot_be_done_cannot_be_pressed_and_says_why(glass):
    glass.show(queueing.ChooseQueue(samples.QUEUES, None))
    glass.tap(samples.CLOSED.name)
    assert glass.heard() == []
    assert "现在不取号" in glass.words()


def test_every_touch_says_that_someone_is_there(glass):
    glass.show(common.Home(samples.catalogue()))
    glass.up(glass.down(3, 3))
    assert (Touched(), None) in glass.window.kiosk.heard
    assert glass.heard() == []


def test_back_home_and_exit_are_always_in_the_same_places(glass):
    places = {}
    for name, step, services in samples.questions():
        if "-" not in name and not glass.window.kinds[type(step)].alone():
            glass.show(step, services)
            for foot in feet(glass):
                places.setdefault(said(foot), set()).add(tuple(foot.pos))
    glass.show(common.Home(samples.catalogue()), can_go_back=False, can_go_home=False)
    left = {said(foot): tuple(foot.pos) for foot in feet(glass)}
    assert set(left) == {"请人帮忙", "退出"}
    for text, place in left.items():
        places[text].add(place)
    once = dict.fromkeys(("返回上一步", "回到首页", "请人帮忙", "退出"), 1)
    assert {text: len(found) for text, found in places.items()} == once


@pytest.mark.parametrize(("text", "event"), [("返回上一步", WentBack()), ("回到首页", PressedHome()), ("退出", Left())])
def test_the_feet_say_where_to_go(glass, text, event):
    glass.show(finding.TakeAlong(samples.item()))
    glass.tap(text)
    assert glass.heard() == [(event, glass.turn)]


def test_a_step_that_cannot_be_left_shows_no_exit(glass):
    glass.show(finding.TakeAlong(samples.item()), can_leave=False)
    assert "退出" not in [said(foot) for foot in feet(glass)]


def feet(glass):
    return [one for one in glass.frame.footer.walk(restrict=True) if isinstance(one, Press)]


def test_a_press_that_began_on_the_last_screen_does_not_answer_the_next(glass):
    glass.show(queueing.ConfirmTicket(samples.PERSON, samples.OPEN, None))
    finger = glass.press("没错，取号")
    glass.show(queueing.ConfirmTicket(samples.PERSON, samples.OPEN, None))
    glass.up(finger)
    assert glass.heard() == []


def test_a_press_counts_even_when_a_device_comes_back_under_the_finger(glass):
    away = Services({Service.FIND: None, Service.TICKET: Reason.NO_READER})
    glass.show(common.Home(samples.catalogue()), services=away)
    finger = glass.press("搜索")
    glass.again(services=samples.ALL)
    glass.up(finger)
    assert [event for event, _ in glass.heard()] == [Answered(common.SearchItems())]
    glass.wait(lambda: "取号排队" in " ".join(glass.alive()))


def test_a_press_of_back_that_began_on_the_last_screen_does_not_go_back_from_the_next(glass):
    glass.show(finding.TakeAlong(samples.item()))
    finger = glass.press("返回上一步")
    glass.show(finding.TakeAlong(samples.item()))
    glass.up(finger)
    assert glass.heard() == []


def test_a_finger_that_wanders_off_has_not_pressed(glass):
    glass.show(queueing.ChooseQueue(samples.QUEUES, None))
    finger = glass.press(samples.OPEN.name)
    glass.up(finger, finger.x, finger.y - 400)
    assert glass.heard() == []


def test_a_second_tap_that_comes_with_the_new_screen_is_not_taken_for_an_answer(glass):
    glass.fresh(PORTRAIT, settle=tokens.SETTLE)
    glass.show(queueing.ConfirmTicket(samples.PERSON, samples.OPEN, None))
    glass.tap("没错，取号")
    assert glass.heard() == []
    glass.time += tokens.SETTLE
    glass.tap("没错，取号")
    assert glass.heard() == [(Answered(True), glass.turn)]


def test_pages_turn_by_buttons_and_by_swiping(glass):
    glass.show(finding.ChooseItem(samples.catalogue(), "department", samples.fullest("department")))
    first = glass.words()
    assert "第 1 页" in first
    glass.tap("下一页")
    assert "第 2 页" in glass.words()
    finger = glass.down(540, 700)
    glass.up(finger, 540, 1200)  # upwards: on
    middle = glass.words()
    finger = glass.down(540, 1200)
    glass.up(finger, 540, 700)  # downwards: back
    assert glass.words() != middle or "第 2 页" in middle
    assert glass.heard() == []


def test_typing_searches_and_a_result_can_be_chosen(glass):
    glass.fresh(LANDSCAPE)
    glass.show(finding.Search(samples.catalogue()))
    for key in "YLBX":
        glass.tap(key)
    assert "养老保险" in glass.words()
    item = samples.item()
    if item.task_name not in glass.words():
        for key in "CJ":
            glass.tap(key)
    found = samples.catalogue().search("ylbx", 30)[0]
    glass.tap("清空")
    for key in "YLBX":
        glass.tap(key)
    glass.tap(found.task_name)
    assert glass.heard() == [(Answered(found), glass.turn)]


def test_typing_can_be_taken_back_and_finding_nothing_says_what_to_try(glass):
    glass.show(finding.Search(samples.catalogue()))
    for key in "QQQQQQ":
        glass.tap(key)
    assert "没有找到" in glass.words()
    glass.tap("删除")
    assert "QQQQQ|" in glass.words()
    glass.tap("清空")
    assert "输入拼音首字母" in glass.words()


def test_the_check_list_says_in_words_what_is_missing_and_when_all_is_there(glass):
    item = samples.item()
    needed = [one for one in item.materials if one.is_need == "1"]
    glass.show(finding.Checklist(item, samples.catalogue()))
    for number, material in enumerate(needed):
        glass.tap(material.material_name)
        left = len(needed) - number - 1
        assert (f"还缺 {left} 样" in glass.words()) == bool(left)
    assert "今天就可以办" in glass.words()
    glass.tap("取号排队")
    assert glass.heard() == [(Answered(GuideWish.TICKET), glass.turn)]


def test_booking_is_offered_only_where_the_item_can_be_booked(glass):
    glass.show(finding.ShowGuide(samples.BARE_ITEM, samples.empty()))
    assert "预约时间" not in glass.words()
    glass.show(finding.ShowGuide(samples.item(), samples.catalogue()))
    assert "预约时间" in glass.words()
    assert "示例数据" in glass.words()


def test_printing_again_is_offered_only_when_there_is_certainly_no_slip(glass):
    glass.show(queueing.TicketTaken(samples.TICKET, trouble=TimeoutError()))
    assert "再打印一次" not in glass.words()
    glass.show(queueing.TicketTaken(samples.TICKET, trouble=samples.PAPER_OUT))
    glass.tap("再打印一次")
    assert glass.heard() == [(Answered(True), glass.turn)]


def test_a_day_shows_its_own_half_hours_and_begins_where_back_came_from(glass):
    undone = samples.slots()[20]
    glass.show(samples.booking.ChooseSlot(samples.slots(), "事项"), taken_back=undone)
    assert glass.window.current.day == undone.day
    glass.tap("7月2日")
    glass.tap("09:00–09:30")
    (answered, _) = glass.heard()[0]
    assert answered.value.day.day == 2


def test_the_language_changes_at_any_step_and_the_step_stays(glass):
    glass.show(finding.Search(samples.catalogue()))
    glass.tap("Y")
    glass.tap("English")
    assert glass.heard() == [(LanguageChosen("en"), glass.turn)]
    glass.again(language="en")
    assert "Y|" in glass.words()
    assert "中文" in glass.words()
    assert "Delete" in glass.words()


def test_someone_is_asked_whether_they_are_there_and_a_touch_is_the_answer(glass):
    glass.show(queueing.ConfirmTicket(samples.PERSON, samples.OPEN, None), seconds_left=20)
    assert isinstance(glass.frame.cover, StillThere)
    glass.again(seconds_left=19)
    assert glass.frame.cover.count.shows == "19"
    finger = glass.down(*glass.window.frame.body.center)
    glass.up(finger)
    assert glass.heard() == []  # what lies below is not pressed by the way
    glass.window.kiosk.heard.clear()
    glass.tap("我还在")
    assert glass.window.kiosk.heard[0] == (Touched(), None)
    glass.again(seconds_left=None)
    assert glass.frame.cover is None


def test_work_that_takes_a_while_says_so_and_nothing_can_be_pressed_meanwhile(glass, monkeypatch):
    monkeypatch.setattr(tokens, "BUSY_AFTER", 3.0)  # far longer than a busy machine takes to draw
    glass.show(queueing.ConfirmTicket(samples.PERSON, samples.OPEN, None))
    glass.show(samples.JOBS[2], can_leave=False)
    assert glass.frame.cover is None  # short work is not worth a word
    glass.tap("没错，取号")
    assert glass.heard() == []
    glass.wait(lambda: isinstance(glass.frame.cover, Busy))
    assert "正在取号" in glass.words()
    glass.show(queueing.TicketTaken(samples.TICKET))
    assert glass.frame.cover is None


@pytest.mark.parametrize("job", samples.JOBS, ids=lambda job: type(job).__name__)
def test_every_job_is_told_in_both_languages(glass, job, monkeypatch):
    monkeypatch.setattr(tokens, "BUSY_AFTER", 0)
    for language in ("zh", "en"):
        glass.show(job, language=language)
        glass.wait(lambda: isinstance(glass.frame.cover, Busy))
        glass.again(language=language)
        glass.show(common.Farewell())


def test_what_looks_like_markup_in_a_name_is_shown_as_it_stands(glass):
    glass.show(queueing.ConfirmTicket(samples.RARE, samples.OPEN, None))
    assert "王䶮𬭎[b]" in glass.words()


def test_touching_the_idle_screen_anywhere_begins(glass):
    glass.show(common.Welcome())
    glass.up(glass.down(540, 1800))  # on the sign, which is no button
    assert glass.heard() == [(Answered(None), glass.turn)]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("取号排队", common.TakeNumber()),
        ("查事项、看材料", common.SearchItems()),
        ("预约时间", common.BookTime()),
        ("我的预约", common.SeeBookings()),
    ],
)
def test_a_touch_on_what_one_came_for_begins_with_it(glass, text, wish):
    glass.show(common.Welcome())
    glass.tap(text)
    assert glass.heard() == [(Answered(wish), glass.turn)]


def test_what_cannot_be_done_now_begins_nothing_and_says_why(glass):
    glass.show(common.Welcome(), samples.FEW)
    place = next(one for one in glass.presses() if "取号排队" in said(one))
    glass.up(glass.down(*place.to_window(*place.center)))
    assert glass.heard() == []
    assert "连不上办事系统" in said(place)


def test_the_idle_screen_begins_in_another_language(glass):
    glass.show(common.Welcome())
    glass.tap("English")
    assert glass.heard() == [(LanguageChosen("en"), glass.turn), (Answered(None), glass.turn)]


def test_words_that_change_while_they_are_seen_are_drawn_whatever_their_characters(glass):
    glass.show(queueing.ConfirmTicket(samples.PERSON, samples.OPEN, None), seconds_left=20)
    told = glass.frame.cover.count

    def drawn(text):
        told.tell(text)
        glass.frames()
        return glass.pixels().tobytes()

    rare = drawn("\U00031350")  # which the usual face lacks
    assert rare == drawn("\U00031350")
    assert len({rare, drawn("\U0010fffd"), drawn("")}) == 3  # neither the box of an unknown character nor nothing
