"""Nothing of a resident stays on the screen, in the widgets or in memory when the next one comes."""

import gc

import pytest
from kivy.uix.widget import Widget

from kiosk.events import Answered, Left
from kiosk.loop import Kiosk
from kiosk.model.people import Person
from kiosk.steps.common import Welcome
from kiosk.steps.queueing import ConfirmTicket, TicketTaken
from screens.parts.text import Text
from tests.screens import samples
from tests.screens.glass import PORTRAIT

NAME, NUMBER = "访***客", "210381********0017"


async def visit():
    await Welcome()
    person = await Welcome()
    await ConfirmTicket(person, samples.OPEN, None)
    await TicketTaken(samples.TICKET)


@pytest.fixture
def kiosk(glass):
    kiosk = Kiosk(visit)
    glass.fresh(PORTRAIT, kiosk=kiosk)
    kiosk.show = glass.window.show
    kiosk.start()
    return kiosk


def live(kind):
    gc.unfreeze()
    gc.collect()
    return [one for one in gc.get_objects() if issubclass(type(one), kind)]  # isinstance would ask weak proxies


def answer(kiosk, glass, value=None):
    kiosk.post(Answered(value), kiosk.turn)
    kiosk.pump()
    glass.frames()


def shown():
    return [text for one in live(Text) for text in (one.shows, one.said)]


@pytest.mark.parametrize("steps", [1, 2])
def test_a_resident_who_leaves_leaves_nothing_behind(kiosk, glass, steps):
    before = len(live(Person))
    answer(kiosk, glass)
    answer(kiosk, glass, Person("token", NAME, NUMBER))
    assert NAME in glass.words()
    for _ in range(steps - 1):
        answer(kiosk, glass, value=True)
    kiosk.post(Left(), kiosk.turn)
    kiosk.pump()
    glass.frames()
    assert not any(NAME in text or NUMBER in text or "A017" in text for text in shown())
    assert len(live(Person)) == before


def test_two_presses_at_once_answer_once(kiosk, glass):
    answer(kiosk, glass)
    answer(kiosk, glass, Person("token", NAME, NUMBER))
    turn = kiosk.turn
    first, second = glass.press("没错，取号"), glass.press("没错，取号")
    glass.up(first)
    glass.up(second)
    kiosk.pump()
    assert kiosk.turn == turn + 1
    assert isinstance(kiosk.step, TicketTaken)


def test_widgets_of_screens_that_are_gone_are_gone(kiosk, glass):
    def once():
        answer(kiosk, glass)
        answer(kiosk, glass, Person("token", NAME, NUMBER))
        kiosk.post(Left(), kiosk.turn)
        kiosk.pump()
        glass.frames()

    once()
    before = len(live(Widget))
    for _ in range(5):
        once()
    assert len(live(Widget)) <= before
