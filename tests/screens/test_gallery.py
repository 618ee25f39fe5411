"""Every step that there is can be shown, and is shown by the tests."""

import importlib
import pkgutil

import pytest

import kiosk.steps
from kiosk.step import FinalJob, Job, Question, Step
from kiosk.texts import languages, words
from screens.base import Screen
from screens.gallery import find
from tests.screens import samples

for module in pkgutil.iter_modules(kiosk.steps.__path__):
    importlib.import_module(f"kiosk.steps.{module.name}")


def leaves(kind):
    """The steps of the journeys: the tests of other rooms may have made some of their own."""
    below = kind.__subclasses__()
    found = set().union(*map(leaves, below)) if below else {kind}
    return {one for one in found if one.__module__.startswith("kiosk.steps.")}


STEPS = leaves(Step) - {Job, Question, FinalJob}
JOBS = leaves(Job) - {FinalJob}


def test_every_step_that_waits_for_someone_has_exactly_one_screen():
    assert set(find()) == STEPS - JOBS


def test_every_step_has_a_sample():
    assert {type(step) for _, step, _ in samples.questions()} == STEPS - JOBS
    assert {type(job) for job in samples.JOBS} == JOBS


@pytest.mark.parametrize("job", sorted(JOBS, key=lambda job: job.__name__))
def test_every_job_has_a_word_for_those_who_wait(job):
    for language in languages():
        assert words(language)(f"busy.{job.__name__}")


def test_two_screens_for_one_step_are_a_mistake(monkeypatch):
    import screens.home

    class Second(Screen):
        shows = (samples.common.Welcome,)

    Second.__module__ = "screens.home"
    monkeypatch.setattr(screens.home, "Second", Second, raising=False)
    with pytest.raises(TypeError, match="Welcome is shown by"):
        find()
