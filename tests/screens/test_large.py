"""In large type, and low on the panel, what matters most stands whole on the first page: where to go, what to do."""

import pytest

from kiosk.style import Style
from kiosk.texts import languages, words
from screens.parts.text import Text
from tests.screens import samples
from tests.screens.glass import LANDSCAPE, PORTRAIT

SIZES = {"tall": PORTRAIT, "wide": LANDSCAPE}
BY_NAME = {name: (step, services) for name, step, services in samples.residents()}


LOOKS = [(shape, language, style) for shape in SIZES for language in languages() for style in (Style.LARGE, Style.LOW)]


@pytest.fixture(params=LOOKS, ids="-".join)
def large(glass, request):
    """Shows a sample in large type, or low; what is said on the page that comes first."""
    shape, language, style = request.param
    glass.fresh(SIZES[shape])

    def show(name):
        glass.show(*BY_NAME[name], language, style=style, paint=False)
        return glass.words().replace("\n", " "), words(language)

    return show


@pytest.mark.parametrize("name", ["ticket_taken", "ticket_taken-way", "ticket_taken-put_by"])
def test_where_to_go_is_told_whole_beside_the_slip(large, name):
    told, said = large(name)
    assert said("list.comma").join(BY_NAME[name][0].ticket.queue.windows) in told
    assert said("slipState.take") in told
    assert "…" not in told


@pytest.mark.parametrize("name", ["read_identity-again", "read_identity-card"])
def test_after_a_card_that_did_not_do_the_next_thing_to_do_is_on_the_same_page(large, name):
    told, said = large(name)
    assert said("readIdentity.card") in told


@pytest.mark.parametrize("name", ["sorry", "sorry-device", "sorry-order"])
def test_what_went_wrong_comes_with_what_to_do(large, name):
    told, said = large(name)
    assert said("sorry.you") in told


@pytest.mark.parametrize("name", ["guide_printed-trouble", "guide_printed-no_page"])
def test_what_was_not_printed_is_said_on_the_first_page(large, name):
    told, said = large(name)
    assert said("slipState.missing") in told or said("pageState.missing") in told


def test_without_the_platform_a_queue_stands_below_what_is_said_about_it(large):
    told, said = large("choose_queue-put_by")
    queue = BY_NAME["choose_queue-put_by"][0].queues[0]
    assert said.name(queue.name, queue.names).split()[0] in told


@pytest.mark.parametrize("name", ["confirm_ticket", "confirm_booking", "confirm_cancel"])
def test_what_is_to_be_confirmed_stands_on_one_page(large, name):
    told, said = large(name)
    assert said("pages.after") not in told


def test_no_word_is_broken_on_a_tile_or_a_label(glass):
    glass.fresh(PORTRAIT)
    for name in ("choose_group-corp_topic_type", "appointment_made", "my_appointments", "appointment_made-long"):
        glass.show(*BY_NAME[name], "en", style=Style.LARGE, paint=False)
        texts = [one for one in glass.frame.walk(restrict=True) if isinstance(one, Text) and one.said.isascii()]
        assert [one.said for one in texts if one.shows.split() != one.said.split()] == []
