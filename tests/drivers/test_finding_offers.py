"""What is offered for a thing is what its driver takes, and no role that has a driver is forgotten."""

import pytest

import drivers
from drivers.finding import Found, Kind, offers
from kiosk.config.loading import ROLES

THINGS = [
    Found(kind, "/dev/thing", "thing", node="/dev/thing", facts={"host": "127.0.0.1", "port": "9100", "name": "thing"})
    for kind in Kind
]


@pytest.mark.parametrize("role", [role for role in ROLES if drivers.models(role)])
def test_every_role_that_has_a_driver_can_be_offered(role):
    """Where this fails, a driver has come, or a setting has another name: tell drivers/finding/offers.py."""
    offered = [one for thing in THINGS for one in offers.guessed(thing, role, offers.answered())]
    answered = {"lights": "modbus", "presence": "ld2410"}  # what is offered only after an answer
    assert offered or answered[role] in drivers.models(role)


@pytest.mark.parametrize(("kind", "role"), offers.GUESSES)
def test_what_is_offered_is_what_the_driver_takes(kind, role):
    model = offers.MODELS[kind, role]
    (thing,) = [one for one in THINGS if one.kind is kind]
    offered = offers.guessed(thing, role, offers.answered())
    if model not in drivers.models(role):
        assert offered == []  # a driver that is no part of this program
        return
    (one,) = offered
    wanted = {name: value for name, value in one.settings.items() if value is not None}
    assert drivers.load(role, model).Settings(**wanted)
