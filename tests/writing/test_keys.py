"""Pinyin and strokes become Chinese, the rare names too."""

import pytest

from kiosk.writing.draft import Way


@pytest.fixture
def pinyin(ways):
    return ways.engine(Way.PINYIN)


@pytest.fixture
def strokes(ways):
    return ways.engine(Way.STROKES)


def typed(engine, keys):
    for key in keys:
        draft = engine.press(key)
    return draft


def chosen(engine, draft, text):
    return engine.choose(draft.candidates.index(text))


@pytest.mark.parametrize(
    ("keys", "word"),
    [("shehuibaoxian", "社会保险"), ("gongjijin", "公积金"), ("haicheng", "海城"), ("nihao", "你好"), ("nv", "女")],
)
def test_the_usual_word_comes_first(pinyin, keys, word):
    draft = typed(pinyin, keys)
    assert draft.candidates[0] == word
    assert draft.composition.replace(" ", "") == keys
    assert draft.finished == ""
    assert pinyin.choose(0).finished == word


def test_a_rare_name_is_written_by_pinyin_character_by_character(pinyin):
    draft = typed(pinyin, "wangyan")
    draft = chosen(pinyin, draft, "王")
    assert (draft.finished, draft.composition) == ("", "王yan")
    assert chosen(pinyin, draft, "䶮").finished == "王䶮"


def test_characters_of_rare_names_come_before_other_rare_ones(pinyin):
    candidates = typed(pinyin, "yan").candidates
    others = [text for text in candidates if "\u3400" <= text <= "\u4db5"]
    assert candidates.index("言") < candidates.index("䶮") < 80
    assert others[0] == "䶮"
    assert len(others) > 5


def test_the_table_of_names_can_be_written_by_pinyin_but_for_what_nobody_knows_the_sound_of(pinyin):
    for keys, character in (("hong", "𬭎"), ("ju", "㘲"), ("xian", "𪾢"), ("yan", "䶮")):
        assert character in typed(pinyin, keys).candidates, character
        pinyin.clear()


@pytest.mark.parametrize("keys", ["hpzpnhhpn", "hpznphhpn"])
def test_a_rare_name_is_written_by_strokes_in_either_order(strokes, keys):
    draft = typed(strokes, "hhsh")
    assert chosen(strokes, draft, "王").finished == "王"
    draft = typed(strokes, keys)
    assert draft.candidates[0] == "䶮"
    assert strokes.choose(0).finished == "䶮"


def test_a_candidate_far_back_is_the_one_that_is_written(pinyin):
    for number in (0, 8, 9, 17, 18, 150):
        draft = typed(pinyin, "shi")
        assert pinyin.choose(number).finished == draft.candidates[number]
        pinyin.clear()


def test_no_candidate_is_offered_twice(strokes):
    candidates = typed(strokes, "hpz").candidates
    assert len(candidates) == len(set(candidates)) > 20


def test_keys_are_taken_back_one_by_one(pinyin):
    typed(pinyin, "ni")
    assert pinyin.erase().composition == "n"
    draft = pinyin.erase()
    assert (draft.composition, draft.candidates) == ("", ())
    assert pinyin.erase().candidates == ()


def test_other_keys_and_numbers_change_nothing(pinyin, strokes):
    before = typed(pinyin, "ni")
    assert [pinyin.press(key) for key in ("1", " ", "A", "，", "", "ab", "`", "/")] == [before] * 8
    assert [pinyin.choose(number) for number in (-1, 10_000)] == [before] * 2
    assert strokes.press("a").composition == ""


def test_endless_typing_comes_to_an_end(pinyin):
    draft = typed(pinyin, "zhuang" * 40)
    assert len(draft.composition.replace(" ", "")) <= 60
    assert pinyin.clear().candidates == ()
    assert typed(pinyin, "ni").candidates[0] == "你"


def test_a_draft_does_not_show_what_was_typed_in_its_repr(pinyin):
    assert "ang" not in repr(typed(pinyin, "wangyan"))
    assert "王" not in repr(pinyin.choose(1))
