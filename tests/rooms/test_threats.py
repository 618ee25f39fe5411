"""The page of threats promises nothing that no test shows."""

import ast
import re

from tests.rooms.test_house import ROOT

TEST = re.compile(r"\| `(tests/[\w/]+\.py)(?:::(\w+))?` \|$", re.MULTILINE)
HEADING = re.compile(r"^## ", re.MULTILINE)


def page(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_stop_names_a_test_that_there_is():
    named = TEST.findall(page("threats.md"))
    assert len(named) == page("threats.md").count("\n| ") - len(HEADING.findall(page("threats.md")))
    for file, name in named:
        tests = [
            one.name
            for one in ast.walk(ast.parse((ROOT / file).read_text("utf-8")))
            if isinstance(one, ast.FunctionDef)
        ]
        assert name in tests or (not name and tests), f"{file}::{name}"


def test_both_languages_name_the_same_stops():
    for found in (TEST, HEADING):
        assert found.findall(page("threats.md")) == found.findall(page("threats.zh-CN.md"))
