"""The table of drivers/README.md names every role, model and fault, and for each a test that there really is."""

import ast
import re
from functools import cache

import pytest

import drivers
from drivers import Fault
from kiosk.config.loading import ROLES
from tests.rooms.test_house import ROOT

MODELS = [f"{role}/{model}" for role in ROLES for model in drivers.models(role)]
APART = ("drivers.finding", "drivers.tracing", "drivers.emulated")  # what they find or tell is no driver's fault
ROW = re.compile(r"\| `(\w+)` \| `(\w+)` \| (?:`(\w+)`|as its `(\w+)`) \| `([\w/]+\.py)::(\w+)` \|")
ROWS = [
    found.groups()
    for found in map(ROW.fullmatch, (ROOT / "drivers" / "README.md").read_text("utf-8").split("\n"))
    if found
]


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def source(module):
    path = ROOT.joinpath(*module.split("."))
    found = [one for one in (path.with_suffix(".py"), path / "__init__.py") if one.is_file()]
    return found[0] if found else None


def faults(module, seen):
    """The faults that a module names, and those of the drivers' modules on which it stands."""
    path = source(module)
    if path is None or module in seen or module == "drivers" or module.startswith(APART):
        return set()
    seen.add(module)
    named = set()
    for node in ast.walk(tree(path)):
        match node:
            case ast.Attribute(value=ast.Name("Fault"), attr=name) if name.isupper():
                named.add(str(Fault[name]))
            case ast.ImportFrom(module=str(below), names=names) if below.startswith("drivers"):
                for one in (below, *(f"{below}.{name.name}" for name in names)):
                    named |= faults(one, seen)
            case _:
                pass
    return named


@pytest.mark.parametrize("model", MODELS)
def test_every_fault_that_a_model_can_tell_has_a_row_and_no_other(model):
    role, name = model.split("/")
    told = [fault for whose, what, fault, _, *_ in ROWS if (whose, what) == (role, name) and fault]
    assert sorted(told) == sorted(faults(f"drivers.{role}.{name}", set()))


@pytest.mark.parametrize("model", MODELS)
def test_a_model_that_works_with_another_device_says_whose_faults_it_passes_on(model):
    role, name = model.split("/")
    told = {other for whose, what, _, other, *_ in ROWS if (whose, what) == (role, name) and other}
    assert told == set(drivers.needs(role, name))


def test_no_row_is_about_a_model_that_is_not_there():
    assert {f"{role}/{model}" for role, model, *_ in ROWS} == set(MODELS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(part for part in row[:4] if part))
def test_the_test_that_a_row_names_is_there_and_speaks_of_its_fault(row):
    _, _, fault, _, file, test = row
    path = ROOT / "tests" / file
    found = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef) and node.name == test]
    assert len(found) == 1, f"there is no {test} in {file}"
    if fault:
        name = Fault(fault).name
        assert f"Fault.{name}" in path.read_text("utf-8") or "condition(" in ast.unparse(found[0])
