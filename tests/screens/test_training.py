"""In training every screen says so above everything, in every look; and so does paper."""

import dataclasses

import pytest

from drivers.document import Document, Text
from kiosk.documents.pdf import pdf_of
from kiosk.documents.training import for_training, page_for_training
from kiosk.steps import common, finding, queueing
from kiosk.style import Style
from kiosk.texts import words
from tests.screens import samples
from tests.screens.geometry import faults
from tests.screens.glass import LANDSCAPE, PORTRAIT

STEPS = (
    common.Welcome(),
    common.Home(samples.catalogue()),
    finding.Search(samples.catalogue()),
    queueing.TicketTaken(samples.TICKET),
)
IN_TRAINING = pytest.mark.parametrize("language", ["zh", "en"])


@pytest.fixture
def training(glass):
    before = glass.window.settings
    glass.window.settings = dataclasses.replace(before, training=True)
    yield glass
    glass.window.settings = before


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
@pytest.mark.parametrize("style", Style)
@IN_TRAINING
def test_every_screen_says_so_and_fits(training, size, style, language):
    training.fresh(size)
    for step in STEPS:
        training.show(step, language=language, style=style, paint=False)
        assert words(language)("training.band") in training.words()
        assert not (found := faults(training)), found


def test_outside_training_nothing_speaks_of_it(glass):
    glass.show(common.Welcome(), paint=False)
    assert words()("training.band") not in glass.words()


@IN_TRAINING
def test_a_slip_says_so_first_and_last(language):
    said = words(language)
    blocks = for_training(Document("ticket", (Text("A001"),)), said).blocks
    assert [blocks[0].text, blocks[-1].text] == [said("training.paper")] * 2
    assert Text("A001") in blocks


def test_every_page_says_so():
    html = "<p>1</p>" + "<p style='page-break-before: always'>2</p>"
    assert pdf_of(page_for_training(html, words())) != pdf_of(html)
    assert page_for_training(html, words()).count(words()("training.paper")) == 2
