"""Plugs pulled and put in again in the middle of visits: every number given once, every device back."""

import random

import pytest

from tests.stories.unplugging import BACK_WITHIN, round_of


@pytest.mark.parametrize("role", ["card", "code", "receipt"])
def test_a_plug_pulled_at_any_moment_costs_no_number_and_the_device_comes_back(hall, role):
    chance = random.Random(role)
    rounds = [round_of(hall, number, role, chance.uniform(0, 2.5), chance.uniform(0.05, 1.5)) for number in range(3)]
    given = [number for number, _ in rounds]
    assert sorted(given) == sorted(hall.tickets())
    assert len(set(given)) == len(given)
    assert max(back for _, back in rounds) < 2 * BACK_WITHIN
