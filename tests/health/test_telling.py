"""What `run_kiosk.py diagnose` says on a terminal: a line for each finding, and below it what to do."""

import json

from drivers import Fault
from kiosk.health import telling
from kiosk.health.command import USAGE, WRONG, main
from kiosk.health.model import Verdict
from kiosk.texts import words
from tests.documents.reading import read
from tests.health.planting import NOWHERE, Plant, configured, platform, role
from tests.health.reports import FULL, OPEN, made

ZH, EN = words("zh"), words("en")


def test_a_passed_test_is_one_line_with_what_was_measured_below_it():
    line, values = telling.told(made("card", values={"model": "ID-100"}), {"card": "sam"}, ZH).splitlines()
    assert line.startswith("✓ 身份证阅读器 [card/sam] 自检 通过")
    assert values.strip() == "型号 ID-100"


def test_a_fault_has_its_name_its_detail_and_what_to_do():
    line, detail, do = telling.told(OPEN, {"receipt": "escpos"}, EN).splitlines()
    assert line.startswith("✗")
    assert "coverOpen" in line
    assert (detail.strip(), EN("remedy.coverOpen") in do) == (OPEN.detail, True)


def test_a_warning_and_a_question_left_open_have_marks_of_their_own():
    assert telling.told(FULL, {}, ZH).startswith("! 硬盘 [system/disk]")
    assert telling.told(made("code", Verdict.UNKNOWN), {}, ZH).startswith("? 扫码器 [code]")


def test_the_sum_counts_a_warning_once():
    found = (made("card"), FULL, OPEN, made("code", Verdict.UNKNOWN))
    assert telling.summary(found, EN) == "1 passed, 1 warnings, 1 not decided, 1 failed"


def test_for_programs_each_finding_has_its_remedy_in_every_language():
    (row,) = telling.table([made("card", Verdict.FAILED, fault=Fault.NO_DEVICE)], {"zh": ZH, "en": EN})
    assert (row["name"], row["remedy"]) == ("noDevice", {"zh": ZH("remedy.noDevice"), "en": EN("remedy.noDevice")})
    assert json.dumps(row)


def asked(folder, plant, *arguments):
    return main(["--config", str(configured(plant, folder)), "--network-seconds", "0.01", *arguments])


def test_the_command_tells_a_person_and_writes_the_page(tmp_path, capsys):
    (tmp_path / "state").mkdir()
    plant = Plant(role("card", "sam", port=str(tmp_path / "card")) + platform(NOWHERE), "")
    assert asked(tmp_path, plant, "--report", str(tmp_path / "a.pdf")) == WRONG
    said = capsys.readouterr().out
    for word in ("终端 T01", "noDevice", "处理", "noConnection", "不通过", str(tmp_path / "a.pdf")):
        assert word in said, word
    page = read((tmp_path / "a.pdf").read_bytes())
    assert page.pages == 1
    assert "不能服务" in page.text


def test_a_device_that_is_not_configured_is_a_question_that_cannot_be_answered(tmp_path, capsys):
    assert asked(tmp_path, Plant("", ""), "--device", "card") == USAGE
    assert "platform, network, system" in capsys.readouterr().err


def test_a_page_that_cannot_be_written_is_said_so(tmp_path, capsys):
    gone = str(tmp_path / "gone" / "a.pdf")
    assert asked(tmp_path, Plant("", ""), "--device", "system", "--report", gone) == USAGE
    assert gone in capsys.readouterr().err
