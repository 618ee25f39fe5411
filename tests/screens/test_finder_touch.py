"""What a technician's finger does where devices are found: tick, look again, see, write."""

import pytest

from kiosk.config.writing import Written
from kiosk.finder.choosing import Discovery
from kiosk.steps.configuration import ChangeWritten, ConfirmChange
from kiosk.steps.finding_devices import ChooseDevices, FinderWish
from tests.screens import finder_samples as samples
from tests.screens.finder_samples import CARD, CODE, FACE, THROUGH, USUAL
from tests.screens.glass import LANDSCAPE, PORTRAIT


@pytest.fixture(autouse=True, params=[PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
def panel(glass, request):
    glass.fresh(request.param)


def tap_line(glass, words):
    """A line by what it says, on whatever page it is."""
    if words not in glass.words().replace("\n", ""):
        glass.tap("下一页")
    glass.tap(words)


def test_what_is_ticked_is_what_the_preview_is_made_of(glass):
    glass.show(ChooseDevices(USUAL, (CARD, FACE)))
    tap_line(glass, "Newland FM430")
    glass.tap("预览写入内容（3）")
    assert glass.answers() == [(CARD, FACE, CODE)]


def test_a_second_tick_takes_the_first_one_back(glass):
    glass.show(ChooseDevices(USUAL, (CARD,)))
    glass.tap("QinHeng USB Serial")
    assert "预览写入内容（0）" not in glass.alive()
    glass.tap("QinHeng USB Serial")
    glass.tap("预览写入内容（1）")
    assert glass.answers() == [(CARD,)]


def test_of_two_for_the_same_role_one_stays_ticked(glass):
    glass.show(ChooseDevices(USUAL, (CODE,)))
    tap_line(glass, "通过摄像头画面")
    glass.tap("预览写入内容（1）")
    assert glass.answers() == [(THROUGH,)]


def test_without_anything_ticked_there_is_nothing_to_see(glass):
    glass.show(ChooseDevices(Discovery()))
    assert not [one for one in glass.alive() if "预览" in one]
    glass.tap("重新查找")
    assert glass.answers() == [FinderWish.AGAIN]


def test_what_a_finger_has_ticked_is_gone_with_the_next_look(glass):
    glass.show(ChooseDevices(USUAL, (CARD, FACE)))
    glass.tap("QinHeng USB Serial")
    glass.show(ChooseDevices(USUAL, ()))
    assert "预览写入内容（0）" in glass.words().replace("\n", "")


@pytest.mark.parametrize(("word", "answer"), [("写入", True), ("重新选择", False)])
def test_a_preview_is_written_or_not(glass, word, answer):
    glass.show(ConfirmChange(samples.GOOD))
    glass.tap(word)
    assert glass.answers() == [answer]


@pytest.mark.parametrize("preview", [samples.SAME, samples.BAD])
def test_what_must_not_or_need_not_be_written_has_no_button_for_it(glass, preview):
    glass.show(ConfirmChange(preview))
    assert "写入" not in glass.alive()


def test_the_signs_of_the_lines_are_shown_not_only_their_colours(glass):
    glass.show(ConfirmChange(samples.GOOD))
    assert '-port = "/dev/ttyACM0"' in glass.words()
    assert '+port = "/dev/serial/by-id/usb-Newland_FM430"' in glass.words().replace("\n", "")


@pytest.mark.parametrize("written", [Written("2026-07-02T09-41-00"), Written(mistakes=(samples.WRONG,))])
def test_the_end_is_told_and_left(glass, written):
    glass.show(ChangeWritten(written))
    assert ("2026-07-02T09-41-00" in glass.words().replace("\n", "")) is bool(written.kept)
    glass.tap("回到总览")
    assert glass.answers() == [False]


def test_the_program_can_be_started_anew_with_what_was_written(glass):
    glass.show(ChangeWritten(Written("2026-07-02T09-41-00")))
    glass.tap("现在重启程序")
    assert glass.answers() == [True]
