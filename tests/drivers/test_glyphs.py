"""Every name can be shown: which face holds a character, and what happens to those that no font has."""

import time
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from drivers import DeviceError, Fault, cmap, glyphs
from drivers.glyphs import HAN, MARKED_BOX, FontMissing, Weight, faces, runs, sc_face_file

NOTO, BABELSTONE, HANA_A, HANA_B = faces()


def names(text):
    return [(run.text, run.face.name) for run in runs(text)]


def test_a_common_name_is_one_run_of_the_simplified_chinese_face():
    assert names("测试员甲 ABC 123") == [("测试员甲 ABC 123", "Noto Sans CJK SC")]
    assert ImageFont.truetype(str(NOTO.file), 20, index=NOTO.index).getname() == ("Noto Sans CJK SC", "Regular")


def test_rare_characters_of_names_are_found_in_the_fonts_for_them():
    assert names("王䶮𬭎") == [("王䶮𬭎", "Noto Sans CJK SC")]
    assert names("李\U00020000明") == [("李", NOTO.name), ("\U00020000", BABELSTONE.name), ("明", NOTO.name)]
    assert names("\U000201bb\U00020023") == [("\U000201bb", HANA_A.name), ("\U00020023", HANA_B.name)]


@pytest.mark.parametrize(("first", "last"), HAN)
def test_every_han_character_of_gb_18030_2022_has_a_glyph(first, last):
    missing = [hex(code) for code in range(first, last + 1) if MARKED_BOX in runs(chr(code))[0].text]
    assert missing == []


def test_the_self_test_looks_up_all_of_them_one_by_one_and_names_those_without_a_glyph(monkeypatch):
    every = list(glyphs.han_of_gb_18030())
    assert len(every) == len(set(every)) == 87_905
    assert {"一", "龥", "䶮", "𠀀", "\U0002ebe0"} < set(every)
    assert glyphs.lacking() == ()
    monkeypatch.setattr(glyphs, "_RARE", ())
    assert {"\U00020000", "\U000201bb"} < set(glyphs.lacking())
    assert "䶮" not in glyphs.lacking()


def test_private_use_characters_of_old_cards_become_what_they_stand_for():
    assert "".join(run.text for run in runs("\ue863\ue78d\ue78e\ue816\ue854")) == "䶮︐︒\U00020087龺"


def test_what_no_font_has_is_a_marked_box_and_nothing_is_dropped():
    assert names("甲\ue000乙\U0010fffd") == [(f"甲{MARKED_BOX}乙{MARKED_BOX}", NOTO.name)]
    assert names("\x1b\ud800") == [(MARKED_BOX * 2, NOTO.name)]


def test_variation_selectors_do_not_become_boxes():
    assert names("葛\U000e0100城") == [("葛城", NOTO.name)]


@settings(deadline=None)
@given(st.text())
def test_every_text_keeps_its_characters(text):
    assert sum(len(run.text) for run in runs(text)) == len(glyphs.normal(text))


@pytest.mark.parametrize("face", [*faces(), faces(Weight.BOLD)[0]], ids=lambda face: face.file.name)
def test_our_reading_of_the_character_map_agrees_with_fonttools(face):
    with TTFont(face.file, fontNumber=face.index, lazy=True) as font:
        theirs = set(font.getBestCmap())
    ours = cmap.read(face.file, face.index)
    assert {code for code in range(0x110000) if chr(code) in ours} == theirs


def test_fonts_for_rare_characters_are_read_only_when_one_is_needed():
    glyphs.coverage.cache_clear()
    runs("城乡居民基本养老保险")
    assert glyphs.coverage.cache_info().currsize == 1


def test_reading_a_character_map_does_not_stall_a_screen():
    best = min(_seconds(lambda: cmap.read(NOTO.file, NOTO.index)) for _ in range(3))
    assert best < 0.05  # fontTools takes three times as long


def _seconds(what):
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


@pytest.mark.parametrize("content", [b"", b"ttcf", b"\0\1\0\0\0\3", b"ttcf" + bytes(400), b"no font at all" * 9])
def test_a_missing_or_broken_font_names_the_debian_package(tmp_path, monkeypatch, content):
    broken = tmp_path / "font.ttc"
    broken.write_bytes(content)
    for file in (broken, tmp_path / "nothing"):
        face = glyphs.Face("x", file, 2, "fonts-noto-cjk")
        with pytest.raises(FontMissing, match="install the package fonts-noto-cjk") as caught:
            glyphs.coverage(face)
        assert isinstance(caught.value, DeviceError)
        assert caught.value.fault is Fault.DRIVER_MISSING


def test_a_run_does_not_show_the_name_in_its_repr():
    assert "王" not in repr(runs("王䶮𬭎"))


def test_the_simplified_chinese_face_is_written_once_as_a_file_of_its_own(tmp_path):
    start = time.perf_counter()
    file = sc_face_file(tmp_path / "fonts", Weight.BOLD)
    assert time.perf_counter() - start < 10  # a font that is not read lazily takes half a minute
    assert ImageFont.truetype(str(file), 20).getname() == ("Noto Sans CJK SC", "Bold")
    written = file.stat().st_mtime_ns
    assert sc_face_file(tmp_path / "fonts", Weight.BOLD) == file
    assert file.stat().st_mtime_ns == written
    assert [path.name for path in Path(tmp_path / "fonts").iterdir()] == [file.name]


def test_a_half_written_face_is_never_taken_for_the_font(tmp_path, monkeypatch):
    def break_off(self, file, **_):
        Path(file).write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(TTFont, "save", break_off)
    with pytest.raises(OSError, match="disk full"):
        sc_face_file(tmp_path)
    assert list(tmp_path.iterdir()) == []
