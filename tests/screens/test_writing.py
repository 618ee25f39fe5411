"""Chinese is written on the glass by touch: pinyin, strokes and a finger; two people in a row share nothing."""

import gc

import pytest
from kivy.base import EventLoop

from kiosk.events import Answered, Left
from kiosk.loop import Kiosk
from kiosk.steps.common import Welcome
from kiosk.steps.finding import Search
from kiosk.writing.draft import Way
from kiosk.writing.writing import Writing
from screens.parts.text import Text
from screens.parts.writing_field import WritingField
from tests.screens import samples
from tests.screens.drawing import PICTURES
from tests.screens.geometry import faults
from tests.screens.glass import LANDSCAPE, PORTRAIT, said
from tests.screens.test_forgetting import live
from tests.writing.by_hand import LONG, SIDE, TIAN, WANG

SIZES = (PORTRAIT, LANDSCAPE)


@pytest.fixture
def search(glass):
    glass.fresh(PORTRAIT)
    return shown(glass)


def shown(glass, language="zh"):
    glass.show(Search(samples.catalogue()), language=language)
    return glass


def types(glass, letters):
    for letter in letters.upper():
        glass.tap(letter)


def writes(glass, strokes):
    """Real touches: down, along, up."""
    for stroke in strokes:
        field = next(one for one in glass.frame.walk(restrict=True) if isinstance(one, WritingField))
        points = [(field.x + x * field.width / SIDE, field.top - y * field.height / SIDE) for x, y in stroke]
        finger = glass.down(*points[0])
        for point in points[1:]:
            finger.move(dict(zip("xy", glass._share(*point), strict=True)))
            EventLoop.post_dispatch_input("update", finger)
        glass.up(finger)


def written(glass):
    return glass.window.current.typed


def offered(glass):
    """What stands on the keys."""
    return [said(one) for one in glass.presses()]


def test_whole_pinyin_becomes_a_word_and_the_word_finds_an_item(search):
    search.tap("拼音")
    types(search, "shehuibaoxian")
    assert "社会保险参保缴费记录查询打印" in search.words()  # the letters alone find it
    search.tap("社会保险")
    assert written(search) == "社会保险"
    found = samples.catalogue().search("社会保险", 30)[0]
    search.tap(found.task_name)
    assert search.heard() == [(Answered(found), search.turn)]


def test_a_rare_name_is_written_by_pinyin_among_all_candidates(glass):
    glass.fresh(LANDSCAPE)
    shown(glass).tap("拼音")
    types(glass, "wangyan")
    glass.tap("王")
    for _ in range(4):
        if "䶮" in offered(glass):
            break
        glass.tap("更多" if "更多" in offered(glass) else "下一页")
        assert not (found := faults(glass)), found
    glass.tap("䶮")
    assert written(glass) == "王䶮"
    assert "Q" in offered(glass)  # the keys are back


def test_a_rare_name_is_written_by_strokes(search):
    search.tap("笔画")
    for key in ("横", "横", "竖", "横"):
        search.tap(key)
    search.tap("王")
    for key in ("横", "撇", "折", "撇", "捺", "横", "横", "撇", "捺"):
        search.tap(key)
    assert "一丿乛丿丶一一丿丶" in search.words()
    search.tap("䶮")
    assert written(search) == "王䶮"


@pytest.mark.parametrize("size", SIZES)
def test_a_rare_name_is_written_by_hand_and_shows_as_it_is(glass, size):
    glass.fresh(size)
    shown(glass).tap("手写")
    writes(glass, WANG)
    glass.tap("王")
    glass.tap("分开写")
    assert "龙" in glass.words()  # the example of how it is done
    writes(glass, LONG)
    glass.tap("龙")
    writes(glass, TIAN)
    glass.tap("天")
    glass.tap("䶮")
    assert written(glass) == "王䶮"
    assert "王䶮" in glass.words()
    assert not (found := faults(glass)), found


@pytest.mark.parametrize("inches", [15.6, 21.5])
@pytest.mark.parametrize("size", SIZES)
def test_every_way_fits_on_every_panel(glass, size, inches):
    glass.fresh(size, inches)
    shown(glass)
    pen = glass.window.current.pen
    shape = "tall" if size == PORTRAIT else "wide"
    for way in Way:
        pen.take(way)
        for key in {Way.PINYIN: "shehuibaoxian", Way.STROKES: "hpz"}.get(way, ""):
            pen.press(key)
        for stroke in WANG:
            pen.add(stroke, SIDE)
        for opened in (False, True):
            pen.open = opened and bool(pen.draft.candidates)
            pen.changed()
            glass.lay_out()
            if inches == 21.5:
                glass.frames(1)
                glass.picture(PICTURES / f"search-{way}{'-all' if pen.open else ''}-{shape}-zh.png")
            assert not (found := faults(glass)), found


def test_strokes_appear_under_the_finger_and_can_be_taken_back(search):
    search.tap("手写")
    blank = search.pixels()
    writes(search, WANG[:1])
    one = search.pixels()
    assert one != blank
    first = offered(search)
    writes(search, WANG[1:2])
    search.tap("退一笔")
    assert offered(search) == first
    search.tap("退一笔")
    assert search.pixels() == blank
    writes(search, WANG)
    search.tap("清空")
    assert search.pixels() == blank


def test_a_stroke_that_leaves_the_field_ends_at_its_edge(search):
    search.tap("手写")
    writes(search, [((150, 150), (900, 150), (150, -400))])
    (stroke,) = search.window.current.pen.hand.strokes
    assert all(0 <= at <= SIDE for point in stroke for at in point)


def test_another_way_gives_up_the_draft_and_keeps_the_text(search):
    search.tap("拼音")
    types(search, "ni")
    search.tap("你")
    types(search, "za")
    search.tap("笔画")
    assert written(search) == "你"
    assert "za" not in search.words()
    search.tap("删除")
    assert written(search) == ""


def test_a_digit_or_a_space_takes_what_comes_first(search):
    search.tap("拼音")
    types(search, "ni")
    search.tap("空格")
    types(search, "ha")
    search.tap("2")
    assert written(search) == "你哈2"


def test_erasing_takes_back_the_draft_before_the_text(search):
    search.tap("拼音")
    types(search, "ni")
    search.tap("你")
    types(search, "m")
    search.tap("删除")
    assert written(search) == "你"
    search.tap("删除")
    assert written(search) == ""


def test_in_english_there_are_letters_as_ever(glass):
    glass.fresh(PORTRAIT)
    shown(glass, "en")
    assert not {"Pinyin", "Strokes", "By hand"} & set(offered(glass))
    types(glass, "ylbx")
    assert written(glass) == "ylbx"


def test_changing_the_language_gives_up_the_draft(search):
    search.tap("拼音")
    types(search, "ni")
    search.again(language="en")
    types(search, "p")
    assert written(search) == "p"


def test_a_device_that_comes_back_does_not_disturb_the_writing(search):
    search.tap("拼音")
    types(search, "n")
    search.again(services=samples.FEW)
    types(search, "i")
    search.tap("你")
    assert written(search) == "你"


def test_a_terminal_that_cannot_write_chinese_has_letters_as_ever(glass, writing):
    glass.fresh(PORTRAIT)
    glass.window.around.writing = Writing()
    try:
        shown(glass)
        assert "手写" not in offered(glass)
        types(glass, "sfz")
        assert "身份证" in glass.words()
    finally:
        glass.window.around.writing = writing


def test_a_way_that_is_not_ready_says_so_and_comes_by_itself(glass, writing):
    class Slow(Writing):
        """Ready when the test says so."""

        def ways(self):
            return tuple(Way)

        @property
        def ready(self):
            return bool(self._engines)

    slow = Slow()
    glass.fresh(PORTRAIT)
    glass.window.around.writing = slow
    try:
        shown(glass).tap("拼音")
        assert "正在准备" in glass.words()
        slow._engines = {Way.PINYIN: writing.engine(Way.PINYIN)}
        glass.wait(lambda: "Q" in offered(glass))
        types(glass, "ni")
        glass.tap("你")
        assert written(glass) == "你"
    finally:
        glass.window.around.writing = writing


async def two_visits():
    for _ in range(2):
        await Welcome()
        await Search(samples.catalogue())


def test_the_next_person_finds_nothing_of_what_was_written(glass, writing):
    kiosk = Kiosk(two_visits)
    glass.fresh(PORTRAIT, kiosk=kiosk)
    kiosk.show = glass.window.show
    kiosk.start()

    def begins():
        kiosk.post(Answered(None), kiosk.turn)
        kiosk.pump()
        glass.frames()
        glass.tap("拼音")
        types(glass, "wang")
        return offered(glass)

    first = begins()
    glass.tap("王")
    types(glass, "y")
    glass.tap("手写")
    writes(glass, WANG[:3])
    kiosk.post(Left(), kiosk.turn)
    kiosk.pump()
    glass.frames()
    assert writing.engine(Way.HAND).strokes == []
    assert writing.engine(Way.PINYIN).press("q").composition == "q"
    writing.clear()
    gc.collect()
    assert not any("王" in one.said or "王" in one.shows for one in live(Text))
    assert begins() == first
