"""A technician types a platform's address and the terminal's name, tries them and saves them: by finger."""

from dataclasses import replace

import pytest

from kiosk.health.model import Level
from kiosk.model.terminal import Registered
from kiosk.room.connection import Connection, Tried
from kiosk.steps.connection import ConnectionPage, Save, Try
from kiosk.texts import words
from tests.screens.geometry import faults
from tests.screens.glass import LANDSCAPE, PORTRAIT
from tests.screens.technician_samples import found

HERE = Connection("https://old", "T1", "HC01")
WORKS = Tried(finding=found("platform", level=Level.EXTERNAL), registered=Registered("T1", "HC01", "大厅"))


def said(key):
    return words()(f"connectionPage.{key}")


def types(glass, text):
    for letter in text:
        glass.tap(letter)


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
def test_address_and_name_are_typed_and_tried(glass, size):
    glass.fresh(size)
    glass.show(ConnectionPage(HERE))
    for _ in "old":
        glass.tap(words()("keypad.erase"))
    types(glass, "a-1.gov.cn:8443/x_y")
    glass.tap(said("terminal"))
    glass.tap(words()("keypad.clear"))
    types(glass, "HC")
    glass.tap(said("shift"))
    types(glass, "a-03")
    assert not (wrong := faults(glass)), wrong
    glass.tap(said("try"))
    assert glass.answers()[-1] == Try(Connection("https://a-1.gov.cn:8443/x_y", "HCa-03", "HC01"))


def test_what_was_tried_is_saved_and_what_it_came_to_is_gone_once_something_else_is_typed(glass):
    glass.fresh(PORTRAIT)
    glass.show(ConnectionPage(HERE, WORKS))
    assert said("works") in glass.words()
    glass.tap("x")
    assert said("works") not in glass.words()
    glass.tap(said("save"))
    assert glass.answers()[-1] == Save(replace(HERE, url="https://oldx"))
