"""Files that are broken, too big or made to hurt end in one clear sentence and status 2, soon and in little memory."""

import json
import os
import re
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.catalogue.importing import tables
from kiosk.catalogue.importing import workbook as workbooks
from kiosk.catalogue.importing.command import UNREADABLE, check, main
from kiosk.catalogue.importing.tables import UnreadableFileError
from kiosk.catalogue.records import item_to
from tests.catalogue.office_files import cells, csv_file, lines, no_fee, workbook
from tests.catalogue.samples import CITY, SOUND


def refused(path):
    begun = time.monotonic()
    with pytest.raises(UnreadableFileError) as caught:
        check(path, CITY)
    assert time.monotonic() - begun < 30
    return caught.value.en


def repacked(path, name, change):
    """A workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as old:
        content = {part: old.read(part) for part in old.namelist()}
    content[name] = change(content.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in content.items():
            new.writestr(part, data)
    return path


@pytest.fixture
def sound(tmp_path):
    return workbook(tmp_path / "a.xlsx", lines({**cells(no_fee(1)), "is_fee": "否"}))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04broken", b"<html>", os.urandom(2000)])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json"])
def test_garbage_is_refused(tmp_path, suffix, content):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    refused(path)


def test_an_old_or_encrypted_workbook_is_called_by_its_name(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "save it as .xlsx" in refused(path)


def test_another_kind_of_file_is_refused(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(b"x")
    assert ".xlsx" in refused(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(sound):
    bomb = b"<worksheet>" + bytes(workbooks.MOST_UNPACKED)
    repacked(sound, "xl/worksheets/sheet1.xml", lambda _: bomb)
    assert sound.stat().st_size < 1_000_000
    assert "unpacks" in refused(sound)


def test_a_file_that_is_too_big_is_not_opened(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(tables.MOST_BYTES + 1)
    assert "bytes" in refused(path)


def test_xml_entities_are_refused(sound):
    bomb = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    repacked(sound, "xl/worksheets/sheet1.xml", lambda xml: bomb + xml)
    assert "entities" in refused(sound)


def test_a_sheet_that_claims_a_million_rows_is_read_as_it_is(sound):
    claim = b'<dimension ref="A1:XFD1048576"/>'
    repacked(sound, "xl/worksheets/sheet1.xml", lambda xml: re.sub(b"<dimension [^>]*>", claim, xml))
    assert len(check(sound, CITY)[0].items) == 1


def test_a_cell_far_down_is_too_many_rows(sound):
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    repacked(sound, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", far))
    assert "rows" in refused(sound)


def test_a_missing_part_is_refused(sound):
    with zipfile.ZipFile(sound) as old:
        content = {part: old.read(part) for part in old.namelist() if "sheet1" not in part}
    with zipfile.ZipFile(sound, "w") as new:
        for part, data in content.items():
            new.writestr(part, data)
    refused(sound)


def test_a_heading_that_stands_twice_is_named(tmp_path):
    basic = lines({**cells(no_fee(1)), "is_fee": "否"})
    basic[0][3] = "事项名称"
    assert "mean the same" in refused(workbook(tmp_path / "a.xlsx", basic))


def test_a_file_without_a_heading_is_told_what_is_expected(tmp_path):
    assert "实施编码" in refused(csv_file(tmp_path / "a.csv", [["一", "二"], ["三", "四"]]))


def test_too_many_rows_columns_and_characters_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    sound_row = {**cells(no_fee(1)), "is_fee": "否"}
    assert "rows" in refused(csv_file(tmp_path / "a.csv", lines(*[sound_row] * 3)))
    assert "columns" in refused(csv_file(tmp_path / "b.csv", [["实施编码"] * 301]))
    long = csv_file(tmp_path / "c.csv", lines({**sound_row, "by_law": "法" * (tables.MOST_CHARACTERS + 1)}))
    assert "more than" in refused(long)
    endless = csv_file(tmp_path / "d.csv", lines({**sound_row, "by_law": "法" * (tables.MOST_CHARACTERS + 2)}))
    assert "CSV" in refused(endless)


@pytest.mark.parametrize("text", ["[" * 100_000, "{}", '{"items": 3}', "[1]", "null", "[NaN, 1", '"text"'])
def test_json_of_another_shape_is_refused(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    refused(path)


def test_a_refused_file_is_one_sentence_and_status_2(tmp_path, capsys):
    path = tmp_path / "a.json"
    path.write_text("[1]", encoding="utf-8")
    assert main([str(path)]) == UNREADABLE
    assert capsys.readouterr().err.count("\n") == 1


CELLS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
VALUES = st.recursive(
    CELLS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
)
FIELDS = st.sampled_from([*item_to(SOUND), "names", "sample", "questions", "天气"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(FIELDS, VALUES, max_size=5))
def test_no_json_value_does_more_than_leave_its_record_out(tmp_path, changes):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{**item_to(SOUND), **changes}, item_to(no_fee(9))]), encoding="utf-8")
    assembly, _ = check(path, CITY)
    assert any(item.catalog_code.endswith("9") for item in assembly.items) or changes.get("task_code")
    assert len(assembly.items) + assembly.left_out == 2


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=12), max_size=45), max_size=5), st.sampled_from(["utf-8", "gb18030"]))
def test_no_csv_cell_does_more_than_leave_its_row_out(tmp_path, rows, encoding):
    path = tmp_path / "a.csv"
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [lines()[0], *rows])
    path.write_bytes(text.encode(encoding, errors="replace"))
    try:
        assembly, _ = check(path, CITY)
    except UnreadableFileError:
        return
    assert assembly.items == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_broken_bytes_is_read_or_refused(tmp_path, sound, at, noise):
    content = sound.read_bytes()
    at %= len(content)
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content[:at] + noise + content[at + len(noise) :])
    try:
        check(path, CITY)
    except UnreadableFileError:
        return
