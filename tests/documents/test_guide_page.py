"""The guide on A4: what a resident needs is on it, and what comes from offices is text and nothing more."""

from dataclasses import replace

import pytest

from kiosk.documents.guide_page import guide_page
from kiosk.documents.pdf import pdf_of
from kiosk.texts import words
from tests.documents.reading import read
from tests.screens.samples import LONG_ITEM, catalogue


@pytest.fixture(scope="module")
def item():
    return catalogue().search("ylbx")[0]


def page(item, language="zh"):
    return guide_page(item, catalogue().dictionaries, words(language))


def test_a_usual_guide_is_one_page_with_everything_to_bring(item):
    told = read(pdf_of(page(item)))
    assert (told.pages, told.size, told.missing) == (1, (210.0, 297.0), 0)
    wanted = (item.task_name, *(one.material_name for one in item.materials), item.link_way, item.task_code)
    assert [one for one in wanted if one not in told.text] == []


def test_every_part_of_a_guide_is_there_in_either_language(item):
    for language in ("zh", "en"):
        html = page(item, language)
        assert words(language)("guide.conditions") in html
        assert item.accept_condition.splitlines()[0] in html
        assert "data:image/png" in html


def test_a_long_guide_goes_on_over_numbered_pages():
    told = read(pdf_of(page(LONG_ITEM)))
    assert told.pages > 1
    assert f"{told.pages} / {told.pages}" in told.text


def test_what_offices_write_is_text_even_where_it_looks_like_html(item):
    html = page(replace(item, task_name="<img src=x>", link_way="<b>1</b> & 2"))
    assert "<img src=x>" not in html
    assert "&lt;b&gt;1&lt;/b&gt; &amp; 2" in html
