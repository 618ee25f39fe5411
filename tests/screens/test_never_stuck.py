"""No screen of a visit is a dead end: each has a way out, nobody waits for ever, and bad news leads on."""

import math

import pytest

from drivers import DeviceError, Fault
from kiosk.events import Answered, Left
from kiosk.platform import troubles
from kiosk.step import FinalJob
from kiosk.steps.common import Sorry
from tests.screens import samples
from tests.screens.glass import said
from tests.screens.test_texts import every

SAMPLES = [(name, step, services) for name, step, services in samples.questions() if step.styled]
BAD_NEWS = [*(DeviceError(fault) for fault in Fault), *(kind() for kind in every(troubles.Trouble)), TimeoutError()]


def answers(glass):
    """What the things that can be pressed between sign and feet would answer."""
    body = set(glass.frame.body.walk(restrict=True))
    for press in [one for one in glass.presses() if one in body and one.on_press is not None]:
        press.on_press()
    return [event for event, _ in glass.heard() if isinstance(event, Answered)]


@pytest.mark.parametrize(("name", "step", "services"), SAMPLES, ids=[name for name, *_ in SAMPLES])
def test_every_screen_has_a_way_out_even_where_nothing_leads_back_or_home(glass, name, step, services):
    glass.show(step, services, paint=False, can_go_back=False, can_go_home=False)
    assert step.idle or step.patience < math.inf
    if glass.window.kinds[type(step)].alone():
        assert step.idle  # nobody's visit has begun: it ends with a touch, or with the notice
        assert answers(glass) or step.listens
    else:
        (exit_,) = [one for one in glass.presses() if said(one) == "退出"]
        exit_.on_press()
        assert glass.heard() == [(Left(), glass.turn)]


@pytest.mark.parametrize("again", [False, True])
def test_bad_news_of_every_kind_leads_on_and_says_what_can_be_done(glass, again):
    for error in BAD_NEWS:
        glass.fresh()
        glass.show(Sorry(error, again), paint=False, can_go_back=False, can_go_home=False)
        assert answers(glass) == [Answered(again)], error
        assert "您可以" in glass.words()


def test_nobody_waits_for_a_worker_for_ever():
    for job in samples.JOBS:
        assert 0 < job.patience < math.inf, job
        assert isinstance(job, FinalJob) or job.patience <= 180, job
