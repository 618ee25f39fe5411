"""Reading codes in pictures: what they hold, whatever its charset; hard pictures; and never a wrong text."""

import cv2
import numpy as np
import pytest
import segno
import zxingcpp

from drivers.vision.codes import SYMBOLOGIES, CodeFinder, read_codes
from drivers.vision.views import VIEWS
from tests.bench.hard_codes import CONDITIONS, shots

TEXT = "测试员甲的预约码"
ADDRESS = "https://zwfw.example.gov.cn/q?t=1"


def drawn(code, pitch=4):
    modules = np.array([list(row) for row in code.matrix], np.uint8)
    return cv2.resize((1 - np.pad(modules, 4)) * np.uint8(255), None, fx=pitch, fy=pitch, interpolation=0)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (segno.make_qr(TEXT, encoding="utf-8"), TEXT),
        (segno.make_qr(TEXT, encoding="utf-8", eci=True), TEXT),
        (segno.make_qr(TEXT, encoding="gbk"), TEXT),
        (segno.make_qr(TEXT, encoding="gb18030", eci=True), TEXT),
        (segno.make_qr(TEXT, mode="hanzi"), TEXT),
        (segno.make_qr("联通", encoding="gb18030", eci=True), "联通"),  # valid UTF-8 as well: only the mark tells
        (segno.make_qr("CaféA", encoding="latin-1", eci=True), "CaféA"),  # valid GB 18030 as well
        (segno.make_qr("11010519491231002X"), "11010519491231002X"),
        (segno.make_qr("0123456789" * 5), "0123456789" * 5),
        (segno.make_qr("a\\000029b"), "a\\000029b"),  # looks like a mark, and is none
    ],
    ids=[
        "utf-8",
        "utf-8 marked",
        "gbk",
        "gb18030 marked",
        "hanzi",
        "ambiguous",
        "latin-1",
        "letters",
        "digits",
        "slash",
    ],
)
def test_a_code_says_what_was_put_into_it_in_every_charset(code, text):
    assert [found.text for found in read_codes(drawn(code))] == [text]


def test_bytes_that_are_no_text_arrive_as_bytes_without_text():
    (found,) = read_codes(drawn(segno.make_qr(bytes(range(256)), mode="byte")))
    assert (found.data, found.text) == (bytes(range(256)), "")


def test_a_code_tells_its_symbology_and_nothing_else_in_its_repr():
    (found,) = read_codes(drawn(segno.make_qr(ADDRESS)))
    assert repr(found) == "Code(symbology='qrCode')"


def test_light_on_dark_as_phones_show_it_at_night_is_read():
    assert [found.text for found in read_codes(255 - drawn(segno.make_qr(ADDRESS)))] == [ADDRESS]


def test_two_codes_in_one_picture_are_both_read():
    both = np.hstack([drawn(segno.make_qr(text, version=3)) for text in ("one", "two")])
    assert sorted(found.text for found in read_codes(both)) == ["one", "two"]


@pytest.mark.parametrize("symbology", sorted(set(SYMBOLOGIES) - {"qrCode"}))
def test_other_symbologies_are_read_when_they_are_asked_for_and_only_then(symbology):
    code = zxingcpp.create_barcode("690123456789" if symbology == "ean13" else "ABC123", SYMBOLOGIES[symbology])
    picture = np.pad(np.array(code.to_image(scale=4)), 40, constant_values=255)
    assert [found.symbology for found in read_codes(picture, [symbology])] == [symbology]
    assert read_codes(picture) == []


def test_micro_qr_is_not_looked_for_because_its_checks_are_weak():
    assert read_codes(drawn(segno.make_micro("12345"))) == []


def test_a_code_out_of_focus_is_read_in_one_of_the_views_and_not_as_it_is():
    blurred = cv2.GaussianBlur(np.pad(drawn(segno.make_qr(ADDRESS)), 40, constant_values=255), (0, 0), 3)
    assert read_codes(blurred) == []
    finder = CodeFinder()
    found = [code.text for _ in VIEWS for code in finder.look(blurred)]
    assert set(found) == {ADDRESS}


def test_a_picture_without_codes_gives_none_in_any_view():
    noise = np.random.default_rng(1).integers(0, 255, (360, 640), np.uint8)
    finder = CodeFinder()
    assert [code for _ in VIEWS for code in finder.look(noise)] == []


def test_on_a_hard_set_nearly_all_codes_are_read_and_none_wrongly():
    read = 0
    for shot in (all_shots := list(shots(2, seed=99))):
        finder = CodeFinder()
        found = next(filter(None, (finder.look(shot.grey) for _ in VIEWS)), [])
        assert all(code.data == shot.payload and code.text == shot.payload.decode() for code in found)
        read += bool(found)
    assert len(all_shots) == 4 * len(CONDITIONS)
    assert read >= 0.92 * len(all_shots)
