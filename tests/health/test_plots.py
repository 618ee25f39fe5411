"""The pictures: a PNG of the size that was asked for, with a mark for each answer, and nothing that stays behind."""

import io
import subprocess
import sys

import numpy as np
from PIL import Image, ImageColor

from kiosk.health import plots
from kiosk.health.history import Sample
from kiosk.health.network import Answer
from kiosk.health.plots import BAD, COLOURS, GOOD, Size
from kiosk.texts import words
from tests.health.reports import AT
from tests.rooms.test_house import ROOT

SIZE = Size(100, 60, 100, 8)
ZH = words("zh")


def pixels(png):
    picture = Image.open(io.BytesIO(png))
    assert picture.format == "PNG"
    assert abs(picture.width - SIZE.width / 25.4 * SIZE.dpi) <= 1
    return np.asarray(picture.convert("RGB")).astype(int)


def places(png, colour):
    """Rows and columns where a colour is, leaving out the legend above."""
    seen = pixels(png)
    near = np.abs(seen - ImageColor.getrgb(colour)).sum(axis=2) < 30
    near[: len(near) // 6] = False
    return np.argwhere(near)


def samples(seconds):
    return [Sample(AT, one, True) for one in seconds]


def test_each_answer_is_a_point_later_is_further_right_and_slower_is_higher():
    quick_then_slow = [Answer(0.0, 0.02, 200), Answer(50.0, 2.0, 200)]
    found = places(plots.latency(quick_then_slow, ZH, SIZE), GOOD)
    left, right = found[found[:, 1].argmin()], found[found[:, 1].argmax()]
    assert right[1] - left[1] > 200
    assert right[0] < left[0] - 20


def test_a_question_without_an_answer_stands_out_in_red():
    answers = [Answer(0.0, 0.02, 200), Answer(1.0, 5.0, trouble="slow"), Answer(7.0, 0.02, 503)]
    assert len(places(plots.latency(answers, ZH, SIZE), BAD)) > 20
    assert len(places(plots.latency(answers[:1], ZH, SIZE), BAD)) == 0


def test_how_often_is_how_high_and_each_use_has_its_colour():
    png = plots.histogram({"card": samples([0.3] * 90), "receipt": samples([2.0] * 30)}, ZH, SIZE)
    card, receipt = (places(png, colour) for colour in COLOURS[:2])
    assert np.ptp(card[:, 0]) > 2 * np.ptp(receipt[:, 0]) > 0
    assert card[:, 1].max() < receipt[:, 1].max()


def test_many_uses_are_put_together_with_the_last_and_none_is_lost():
    uses = {f"Job{at}": samples([0.1 * (at + 1)] * (at + 1)) for at in range(9)}
    told = plots._told(uses)
    assert len(told) == plots.MOST_USES
    assert sum(map(len, told.values())) == sum(map(len, uses.values()))
    assert pixels(plots.histogram(uses, ZH, SIZE)).std() > 5


def test_nothing_measured_is_an_empty_sheet_and_no_error():
    assert len(places(plots.histogram({}, ZH, SIZE), GOOD)) == 0
    assert len(places(plots.latency([], ZH, SIZE), GOOD)) == 0


def test_no_window_system_of_matplotlib_is_ever_loaded():
    code = (
        "import sys; from kiosk.health import plots; from kiosk.texts import words;"
        "plots.latency([], words()); assert 'matplotlib' in sys.modules; assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
