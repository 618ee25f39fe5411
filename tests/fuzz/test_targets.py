"""The fuzzer's targets take sound examples and refuse garbage by the names they promise, and a fault is not hidden."""

import pytest

from tests.fuzz.__main__ import NAMES, taken
from tests.fuzz.targets import TARGETS, Target


def test_every_target_has_its_turn():
    assert set(NAMES) == set(TARGETS)


@pytest.mark.parametrize("name", NAMES)
def test_a_target_takes_its_seeds_and_refuses_garbage(name):
    target = TARGETS[name]
    for data in (*target.seeds, b"", b"\xff", bytes(range(256)), b"\x00" * 300, *(seed[1:] for seed in target.seeds)):
        taken(target, data)


def test_what_a_target_does_not_promise_comes_through():
    with pytest.raises(ZeroDivisionError):
        taken(Target(lambda data: 1 // len(data), (), (KeyError,)), b"")
    taken(Target(lambda _: {}["a"], (), (KeyError,)), b"")
