"""The readiness report: what it decides, the page that is handed over, and the slip; both are read again."""

from dataclasses import replace

import pytest

from drivers.document import Check, Row, Text
from drivers.drawing.page import draw
from kiosk.documents.readiness_slip import readiness_slip
from kiosk.health.history import History
from kiosk.health.model import Verdict
from kiosk.health.network import Answer
from kiosk.health.report_page import pdf, with_pictures
from kiosk.texts import words
from tests.documents.reading import read
from tests.health.reports import CARD, FULL, OPEN, WELL, WORST, and_also, made

ZH = words("zh")
ANSWERS = [Answer(float(at), 0.04, 200, 0.0) for at in range(5)]


def test_a_terminal_whose_every_test_has_passed_may_serve_whatever_its_machine_cannot_tell():
    assert WELL.verdict is Verdict.PASSED
    assert WELL.open == []


def test_one_device_that_failed_is_enough_to_keep_it_shut():
    assert and_also(OPEN).verdict is Verdict.FAILED
    assert and_also(OPEN).of("receipt") is Verdict.FAILED
    assert and_also(OPEN).of("card") is Verdict.PASSED


def test_a_device_that_was_never_tested_is_never_counted_as_well():
    untested = replace(WELL, devices=(*WELL.devices, replace(CARD, role="code")))
    assert untested.verdict is Verdict.UNKNOWN
    assert untested.of("code") is Verdict.UNKNOWN


def test_a_warning_keeps_nobody_from_serving_and_stands_below_what_failed():
    assert and_also(FULL).verdict is Verdict.PASSED
    assert and_also(FULL, OPEN).open == [OPEN, FULL]


def test_the_page_says_which_terminal_when_what_passed_and_who_signs():
    page = read(pdf(WELL))
    assert (page.pages, page.size, page.missing) == (1, (210.0, 297.0), 0)
    wanted = ("自助终端就绪报告", "可以服务", "HC-0001", "HC01", "2026-07-02 09:41", "没有发现问题", "检测人", "接收人")
    assert [word for word in wanted if word not in page.text] == []
    assert "不通过" not in page.text
    assert "201605190001" in page.text
    assert page.text.count("通过") == 3


def test_the_page_says_what_is_wrong_and_in_both_languages_what_to_do():
    page = read(pdf(and_also(OPEN, FULL)))
    assert page.pages == 1
    assert "不能服务" in page.text
    for word in ("打印机的盖子开着", "coverOpen", "diskFilling", words("en")("remedy.coverOpen")[:30], OPEN.detail):
        assert word in page.text, word


def test_whatever_there_is_to_tell_it_stays_one_page_with_room_to_sign():
    page = read(pdf(with_pictures(WORST, ANSWERS, None)))
    assert page.pages == 1
    told = page.text.count("garbled ") + page.text.count("garbled设")
    assert told >= 3
    assert ZH("report.more", count=0).split("0", maxsplit=1)[0] in page.text
    assert "接收人" in page.text


def test_pictures_are_on_the_page_where_something_was_measured(tmp_path):
    history = History(tmp_path / "health.db")
    bare = with_pictures(WELL, (), history)
    assert (bare.latency, bare.times) == (b"", b"")
    history.note_use("card", "read", 0.4, ok=True)
    whole = with_pictures(WELL, ANSWERS, history)
    history.close()
    assert {whole.latency[:4], whole.times[:4]} == {b"\x89PNG"}
    page = read(pdf(whole))
    assert page.pages == 1
    assert {"平台应答用时", "设备用时"} <= {line.strip() for line in page.lines}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_slip_tells_every_device_and_what_is_wrong_and_can_be_drawn(language):
    said = words(language)
    slip = readiness_slip(and_also(OPEN), said)
    rows = {block.label: block.value for block in slip.blocks if isinstance(block, Row)}
    assert rows[said("device.receipt")] == said("verdict.failed")
    assert rows[said("device.card")] == said("verdict.passed")
    assert said("report.failed") in [block.text for block in slip.blocks if isinstance(block, Text)]
    (check,) = [block for block in slip.blocks if isinstance(block, Check)]
    assert "coverOpen" in check.text
    assert draw(slip, 576).height > 400


def test_a_slip_never_grows_without_end():
    assert len(readiness_slip(WORST, ZH).blocks) < 45


def test_the_machine_is_told_on_the_slip_as_one_line():
    slip = readiness_slip(and_also(made("system", part="load")), ZH)
    labels = [block.label for block in slip.blocks if isinstance(block, Row)]
    assert labels.count(ZH("subject.system")) == 1
