"""City offices send what they have; what is sound is loaded, and each breach is told with row, field and rule."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.catalogue.importing.command import LEFT_OUT, SOUND, UNREADABLE, check, main
from kiosk.catalogue.records import item_from
from kiosk.platform.server.catalogue import Catalogue
from kiosk.platform.server.database import Database
from tests.catalogue.office_files import CHINESE, cells, csv_file, json_file, lines, no_fee, parts, workbook
from tests.catalogue.samples import CITY, numbered, theme
from tests.catalogue.samples import SOUND as ITEM


def taken(path):
    return check(path, CITY)[0]


def told(path):
    return [(breach.row, breach.field, breach.rule) for breach in taken(path).breaches]


def row(number, **changes):
    return {**cells(no_fee(number)), "is_fee": "否", **changes}


def test_a_workbook_with_chinese_headings_and_words_becomes_the_item_it_means(tmp_path):
    path = workbook(tmp_path / "清单.xlsx", lines(cells()), **parts(ITEM.task_code))
    assembly = taken(path)
    assert assembly.breaches == []
    (item,) = assembly.items
    assert (item.server_type, item.project_type, item.promise_type) == (("1",), "2", "W")
    assert (item.handle_type, item.online_handle_depth) == ("1,2", "1,2,3")
    assert item.user_topic_type == (theme("社会保障"), theme("老年人服务"))
    assert item.aliases == ("养老保险", "养老金")
    assert item.names == ITEM.names
    assert [(one.material_name, one.page_num, one.is_need) for one in item.materials] == [("居民身份证", "1", "1")]
    assert item.fees[0].fee_stand == "每证10元"
    assert item.questions[0].answer == "可以代办。"


def test_headings_may_be_the_standards_field_names(tmp_path):
    heading = {name: name for name in CHINESE}
    path = workbook(tmp_path / "a.xlsx", lines(cells(words=False), heading=heading), **parts(ITEM.task_code))
    (item,) = taken(path).items
    assert replace(item, materials=ITEM.materials, questions=(), sample=True) == ITEM


def test_titles_and_blank_rows_above_the_heading_are_passed_over(tmp_path):
    above = [["海城市政务服务事项实施清单", None], [], [None, "填报单位：人社局"], []]
    path = workbook(tmp_path / "a.xlsx", above + lines(row(1)))
    assert told(path) == []


def test_a_merged_title_is_passed_over(tmp_path):
    from openpyxl import load_workbook

    path = workbook(tmp_path / "a.xlsx", [["标题"], *lines(row(1))])
    book = load_workbook(path)
    book.active.merge_cells("A1:H1")
    book.save(path)
    assert len(taken(path).items) == 1


def test_what_excel_makes_of_numbers_dates_and_blanks_is_put_right(tmp_path):
    changes = {
        "limit_scene_num": 1.0,
        "anticipate_day": 10,
        "promise_day": "３个工作日",
        "use_level": 4.0,
        "task_type": 20,
        "task_state": 1,
        "task_code": "\u3000" + numbered(1).task_code + " \n",
        "catalog_code": "０００００００００００１",
        "is_online": True,
        "plan_effective_date": datetime(2026, 1, 5),  # noqa: DTZ001 - Excel knows no zones
        "plan_cancel_date": "2027年3月1日",
        "task_name": "  参保登记\u200b ",
        "task_version": 1.0,
    }
    heading = {**CHINESE, "plan_effective_date": "计划生效日期", "plan_cancel_date": "计划取消日期"}
    path = workbook(tmp_path / "a.xlsx", lines(row(1, **changes), heading=heading))
    assembly = taken(path)
    assert assembly.breaches == []
    (item,) = assembly.items
    assert (item.limit_scene_num, item.anticipate_day, item.promise_day) == ("1", "10", "3")
    assert (item.task_code, item.catalog_code) == (numbered(1).task_code, "000000000001")
    assert (item.plan_effective_date, item.plan_cancel_date) == ("2026-01-05", "2027-03-01")
    assert (item.task_name, item.is_online, item.task_version) == ("参保登记", "1", "1")


def test_chinese_punctuation_of_a_text_stays(tmp_path):
    path = workbook(tmp_path / "a.xlsx", lines(row(1, accept_condition="（一）年满16周岁；\r\n（二）有户籍，")))
    assert taken(path).items[0].accept_condition == "（一）年满16周岁；\n（二）有户籍，"


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("dept_code", 112103819999000113.0, "damaged"),
        ("dept_code", "1.12104E+17", "damaged"),
        ("task_name", "=A1", "formula"),
        ("task_name", "#REF!", "formula"),
        ("task_name", "", "required"),
        ("server_type", "火星人", "dictionary"),
        ("promise_day", "很快", "number"),
        ("task_name", "a\x07b", "record"),
    ],
)
def test_a_row_with_a_breach_is_left_out_and_the_others_are_loaded(tmp_path, field, value, rule):
    basic = lines(row(1), row(2, **{field: value}), row(3))
    path = csv_file(tmp_path / "a.csv", basic) if value == "a\x07b" else workbook(tmp_path / "a.xlsx", basic)
    assembly = taken(path)
    assert [item.task_code for item in assembly.items] == [numbered(1).task_code, numbered(3).task_code]
    assert assembly.left_out == 1
    assert any(one.row.endswith("!3") and (one.field, one.rule) == (field, rule) for one in assembly.breaches)


def test_both_of_two_items_with_one_code_are_left_out(tmp_path):
    path = workbook(tmp_path / "a.xlsx", lines(row(1), row(1), row(2)))
    assert [item.task_code for item in taken(path).items] == [numbered(2).task_code]
    assert [rule for _, _, rule in told(path)] == ["unique", "unique"]


def test_a_material_of_no_item_is_told_and_a_bad_one_spoils_its_item(tmp_path):
    sheets = parts(numbered(1).task_code, "0" * 31)
    sheets["办理材料"][1][4] = "=1+1"
    path = workbook(tmp_path / "a.xlsx", lines(row(1), row(2)), **sheets)
    assembly = taken(path)
    assert [item.task_code for item in assembly.items] == [numbered(2).task_code]
    assert ("办理材料!2", "page_num", "formula") in told(path)
    assert ("办理材料!3", "task_code", "unknown-item") in told(path)


def test_an_extension_sheet_adds_to_the_basic_one(tmp_path):
    extend = [["实施编码", "是否支持预约办理", "通办范围"], [numbered(1).task_code, "是", "跨市"]]
    (item,) = taken(workbook(tmp_path / "a.xlsx", lines(row(1)), up_task_general_extend=extend)).items
    assert (item.is_schedule, item.handle_area) == ("1", "3")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_every_usual_encoding(tmp_path, encoding, delimiter):
    path = csv_file(tmp_path / "a.csv", lines(row(1, dept_name="海城市䶮局")), encoding, delimiter)
    assembly = taken(path)
    assert assembly.breaches == []
    assert assembly.items[0].dept_name == "海城市䶮局"


def test_json_is_read_as_the_platform_keeps_it(tmp_path):
    assert taken(json_file(tmp_path / "a.json", ITEM)).items == [ITEM]
    wrapped = tmp_path / "b.json"
    wrapped.write_text('{"items": ' + (tmp_path / "a.json").read_text(encoding="utf-8") + "}", encoding="utf-8")
    assert taken(wrapped).items == [ITEM]


def test_columns_that_mean_nothing_are_told(tmp_path):
    basic = lines(row(1))
    basic[0].append("天气")
    _, unknown = check(workbook(tmp_path / "a.xlsx", basic), CITY)
    assert unknown == ["实施清单基本信息: 天气"]


def test_the_report_tells_every_breach_in_both_languages_and_the_status_says_so(tmp_path, capsys):
    path = workbook(tmp_path / "a.xlsx", lines(row(1), row(2, promise_day="99")))
    target, report = tmp_path / "out.json", tmp_path / "report.txt"
    assert main([str(path), "--into", str(target), "--report", str(report)]) == LEFT_OUT
    assert "实施清单基本信息!3  promise_day  [promise-legal]  承诺办结时限不得长于法定办结时限" in report.read_text(
        "utf-8"
    )
    assert "合格 1 项，未导入 1 项" in capsys.readouterr().out
    assert main([str(path), "--check", "--language", "en"]) == LEFT_OUT
    assert "1 items sound, 1 left out" in capsys.readouterr().out


def test_what_is_sound_goes_into_a_folder_that_the_platform_reads(tmp_path):
    path = workbook(tmp_path / "清单.xlsx", lines(row(1)))
    assert main([str(path), "--into", str(tmp_path / "city")]) == SOUND
    (record,) = json.loads((tmp_path / "city" / "items" / "清单.json").read_text(encoding="utf-8"))
    assert item_from(record).task_code == numbered(1).task_code


def test_what_is_sound_is_published_in_the_platforms_database(tmp_path):
    path = workbook(tmp_path / "a.xlsx", lines(row(1), row(2, task_name="")))
    database = tmp_path / "platform.db"
    assert main([str(path), "--db", str(database)]) == LEFT_OUT
    store = Database(database)
    catalogue = Catalogue(store)
    with store.read() as db:
        assert catalogue.item(db, numbered(1).task_code)["task_name"] == ITEM.task_name
        assert catalogue.item(db, numbered(2).task_code) is None


def test_the_sample_city_itself_is_sound(capsys):
    assert main(["--check", str(CITY)]) == SOUND
    assert "未导入 0 项" in capsys.readouterr().out


def test_checking_writes_nothing(tmp_path):
    path = workbook(tmp_path / "a.xlsx", lines(row(1)))
    database = tmp_path / "platform.db"
    assert main([str(path), "--check", "--db", str(database)]) == SOUND
    assert not database.exists()


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    assert main([str(tmp_path / "none.xlsx")]) == UNREADABLE
    assert "none.xlsx" in capsys.readouterr().err
