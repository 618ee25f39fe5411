"""The house rules that a machine can see: who imports whom, what every module says of itself, how large files grow."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("kiosk", "drivers", "screens")
MODULES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


def named(path):
    return str(path.relative_to(ROOT))


def test_the_face_the_brain_and_the_hands_import_each_other_one_way_only():
    command = [Path(sys.executable).parent / "lint-imports", "--config", "pyproject.toml", "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.timeout(600)  # a busy machine takes its time over all the types
def test_style_and_types_are_clean():
    tools = Path(sys.executable).parent
    for command in (
        [tools / "ruff", "check", "."],
        [tools / "ruff", "format", "--check", "."],
        [tools / "basedpyright"],
    ):
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_every_module_says_in_its_first_sentence_what_it_is(module):
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_no_module_has_grown_too_large_to_read(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("room", ["kiosk", "drivers", "screens", "assets", "config", "tests"])
def test_every_room_has_a_readme(room):
    assert (ROOT / room / "README.md").is_file()


def test_the_top_level_is_as_agreed():
    top = {name.split("/")[0] for name in TRACKED}
    asked = {"kiosk", "drivers", "screens", "assets", "config", "tests", "run_kiosk.py", "README.md"}
    beside = {
        ".ci",
        ".gitignore",
        "ARCHITECTURE.md",
        "Makefile",
        "README.zh-CN.md",
        "deploy",
        "docs",
        "pyproject.toml",
        "requirements.lock",
        "requirements-run.lock",
    }
    assert asked <= top
    assert top <= asked | beside


def test_nothing_is_left_for_later_in_a_comment():
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    left = [
        name for name in TRACKED if name.endswith(".py") for mark in marks if mark in (ROOT / name).read_text("utf-8")
    ]
    assert left == []
