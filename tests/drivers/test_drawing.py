"""Slips as pictures: line ends by Chinese rules, real glyphs, codes that a phone reads."""

import time

import numpy as np
import pytest
import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from drivers import glyphs
from drivers.document import Big, Check, Document, QrCode, Row, Rule, Ruler, Text, Title
from drivers.drawing import draw, to_dots
from drivers.drawing.ink import Style
from drivers.drawing.lines import NEVER_FIRST, NEVER_LAST, wrap
from tests.drivers.slips import GUIDE, LINK, TICKET


def columns(text):
    return sum(1 if character.isascii() else 2 for character in text)


def ink(picture):
    return ~np.asarray(to_dots(picture))


def drawn(*blocks, width=576):
    return draw(Document("test", blocks), width)


def test_punctuation_does_not_begin_a_line_and_brackets_do_not_end_one():
    assert wrap("请带身份证。", 10, columns) == ["请带身", "份证。"]
    assert wrap("参保（居民）登记", 6, columns) == ["参保", "（居", "民）登", "记"]
    for line in wrap("依据《社会保险法》、《意见》（国发〔2014〕8号）。", 12, columns):
        assert line[0] not in NEVER_FIRST
        assert line[-1] not in NEVER_LAST


def test_latin_words_and_numbers_stay_whole():
    assert wrap("到 Bank of China 办理", 12, columns) == ["到 Bank of", "China 办理"]
    assert wrap("电话0412-3220000咨询", 14, columns) == ["电话", "0412-3220000咨", "询"]


def test_a_word_longer_than_the_line_is_cut_rather_than_lost():
    lines = wrap("https://hall.example.gov.cn/guide/11210381MB", 20, columns)
    assert "".join(lines) == "https://hall.example.gov.cn/guide/11210381MB"
    assert max(map(columns, lines)) <= 20


def test_a_last_line_of_one_character_gets_company():
    assert wrap("一二三四五六七", 12, columns) == ["一二三四五", "六七"]


def test_line_ends_in_a_text_are_kept():
    assert wrap("一\n\n二", 12, columns) == ["一", "", "二"]


@settings(deadline=None)
@example("1字1《—", 4)
@given(st.text(alphabet="汉字，。（《》）—…Ab1 -\n/", max_size=60), st.integers(4, 30))
def test_wrapping_loses_nothing_but_spaces_and_keeps_to_the_width(text, width):
    lines = wrap(text, width, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= width for line in lines)


@pytest.mark.parametrize("width", [384, 576])
@pytest.mark.parametrize("document", [TICKET, GUIDE], ids=lambda document: document.kind)
def test_a_slip_is_as_wide_as_the_paper_and_has_a_margin_above_and_below(document, width):
    picture = draw(document, width)
    assert picture.size[0] == width
    assert picture.mode == "L"
    assert not ink(picture)[0].any()
    assert not ink(picture)[-1].any()


@pytest.mark.parametrize("width", [384, 576])
def test_the_code_on_a_slip_can_be_read(width):
    (code,) = zxingcpp.read_barcodes(to_dots(draw(TICKET, width)).convert("L"))
    assert code.text == LINK
    assert code.format == zxingcpp.BarcodeFormat.QRCode


@pytest.mark.parametrize("length", [1, 20, 100, 400, 1200, 2000])
@pytest.mark.parametrize("width", [384, 576])
def test_codes_of_every_length_have_whole_modules_and_a_quiet_zone(length, width):
    picture = drawn(QrCode("政" + "x" * length), width=width)
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == "政" + "x" * length
    black = np.flatnonzero(ink(picture).any(axis=0))
    size = black[-1] - black[0] + 1
    finder = np.flatnonzero(np.diff(ink(picture)[np.flatnonzero(ink(picture).any(axis=1))[0]].astype(int)))
    module = (finder[1] - finder[0]) // 7  # the first line of ink is the top of a finder pattern, seven modules wide
    assert finder[1] - finder[0] == 7 * module
    assert size % module == 0
    assert black[0] >= 4 * module - 1


def test_more_than_a_code_can_hold_is_refused_by_name():
    with pytest.raises(ValueError, match="more data than a QR code can hold"):
        drawn(QrCode("x" * 3000))


def test_rare_characters_are_drawn_with_their_own_glyphs():
    def shape(character):
        return ink(drawn(Text(character)))

    boxes = [shape(glyphs.MARKED_BOX), not_defined()]
    for character in "王䶮𬭎":
        assert shape(character).sum() > 40
        assert not any(np.array_equal(shape(character), box) for box in boxes)
    assert len({shape(character).tobytes() for character in "王䶮𬭎"}) == 3


def not_defined():
    """What the font itself draws for a character it does not have."""
    face = glyphs.faces()[0]
    picture = Image.new("L", (576, drawn(Text("王")).height), 255)
    font = ImageFont.truetype(str(face.file), 28, index=face.index)
    ImageDraw.Draw(picture).text((0, 42), "\U0010fffd", fill=0, font=font, anchor="ls")
    assert ink(picture).any()
    return ink(picture)


def test_simplified_chinese_shapes_are_drawn_not_japanese_ones():
    """直 has another shape in index 0 of the collection; text on slips must not come from there."""
    face = glyphs.faces()[0]
    assert face.index == 2
    ours, japanese = (
        ImageFont.truetype(str(face.file), 60, index=index).getmask("直骨门") for index in (face.index, 0)
    )
    assert bytes(ours) != bytes(japanese)


def test_rows_share_one_column_and_long_values_wrap_below_themselves():
    rows = ink(drawn(Row("窗口", "A03"), Row("办理地点", "海城市政务服务中心一楼社会保险综合窗口与医疗保险窗口")))
    indent = round(Style(28).width("办理地点") + 28 * 0.75)
    assert not rows[-60:-20, : indent - 4].any()  # the wrapped line begins where the value began
    assert rows[-60:-20, indent:].any()


def test_the_big_number_fills_the_width_and_stays_on_the_paper():
    for text in ("A017", "09:30", "A", "一二三四五六七八九十一二三四五六七八九十"):
        black = np.flatnonzero(ink(drawn(Big(text), width=384)).any(axis=0))
        assert black[0] >= 0
        assert black[-1] < 384
    wide = np.flatnonzero(ink(drawn(Big("A017"), width=384)).any(axis=0))
    assert wide[-1] - wide[0] > 384 * 0.75


def test_a_box_to_tick_is_empty_inside():
    box = ink(drawn(Check("居民身份证")))
    columns_of_box = box[:, 4:24]
    lines = np.flatnonzero(columns_of_box.all(axis=1))
    inside = box[lines[0] + 4 : lines[-1] - 3, 4:24]
    assert inside.size
    assert not inside.any()


def test_sizes_are_millimetres_so_a_finer_head_prints_the_same_slip():
    coarse, fine = draw(TICKET, 576, 8), draw(TICKET, 864, 12)
    assert fine.height == pytest.approx(coarse.height * 1.5, rel=0.02)


def test_dots_are_only_black_and_white():
    assert to_dots(draw(TICKET, 384)).mode == "1"


def test_an_empty_document_and_empty_texts_are_drawn():
    assert drawn().height > 0
    assert drawn(Title(""), Text(""), Big(""), Row("", ""), Check(""), Rule()).height > 0


def test_drawing_a_slip_is_fast_enough_to_preview():
    start = time.perf_counter()
    for _ in range(3):
        draw(TICKET, 576)
    assert (time.perf_counter() - start) / 3 < 0.5


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40), st.sampled_from([Title, Text, Big, Check, lambda text: Row(text, text)]))
def test_any_text_can_be_drawn(text, block):
    assert drawn(block(text), width=384).width == 384


def test_a_ruler_is_as_long_as_it_says_and_misses_no_dot_of_the_paper():
    picture = ink(drawn(Ruler()))
    longest = picture[picture.any(axis=1)][0].nonzero()[0]
    starts = [x for x in longest if x - 1 not in longest]
    assert starts == list(range(0, 576, 80))  # ten millimetres are eighty dots
    assert any(row.all() for row in picture)
