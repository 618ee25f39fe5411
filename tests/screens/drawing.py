"""The two tests of drawing, for tall and wide panels: in modules of their own, so that two processes share the work."""

from itertools import product
from pathlib import Path

import pytest

from kiosk.style import Style
from screens.parts.guide_parts import PARTS
from screens.parts.pages import Pages
from tests.album.measures import measure
from tests.album.requirements import missed
from tests.screens import samples
from tests.screens.geometry import faults

PICTURES = Path(__file__).parents[2] / "build" / "screens"
LANGUAGES = ("zh", "en")
MOST_PAGES = 8  # that are turned; a long list goes on as it began
LOOKS = {  # that are laid out here; `make screens` draws and measures every one
    "tall": (*product((Style.STANDARD, Style.LARGE), LANGUAGES), (Style.LOW, "zh")),
    "wide": (*product((Style.STANDARD,), LANGUAGES), (Style.LARGE, "en")),
}
FOR_STAFF = {"tall": ((Style.STANDARD, "zh"),), "wide": ((Style.STANDARD, "en"),)}
PAINTED = ("home", "ticket_taken")


def drawings(shape):
    """(style, language), name, step, services of all that is drawn, look by look: a new one dresses the whole window.

    Bright on black differs in its colours alone, and low is no other when wide: of those a few are painted. What
    those who work here see has one style.
    """
    questions = list(samples.questions())
    return [
        pytest.param(look, *sample, id="-".join((*look, sample[0])))
        for look, sample in product(LOOKS[shape], questions)
        if sample[1].styled or look in FOR_STAFF[shape]
    ]


def draw_all(glass, size, look, name, step, services):
    """Every page fits; pictures of the usual style, and of a few in every other one, go to build/screens."""
    (style, language), shape = look, "tall" if size[0] < size[1] else "wide"
    usual = style is Style.STANDARD
    glass.show(step, services, language, style=style, paint=usual)
    if usual:
        painted(glass, shape, name, f"{name}-{shape}-{language}")
    else:
        assert not (found := faults(glass)), found
    turn_pages(glass)
    if name in PAINTED and look == (Style.STANDARD, "zh"):
        for other in set(Style) - {Style.STANDARD}:
            glass.show(step, services, style=other)
            painted(glass, shape, name, f"{name}-{shape}-zh-{other}")


def painted(glass, shape, name, file):
    """A picture, which keeps every number that a terminal is measured against."""
    drawing = measure(glass, name, shape, glass.picture(PICTURES / f"{file}.png"))
    assert not drawing.faults, drawing.faults
    assert not (found := missed(drawing)), found


def draw_guides(glass):
    """Every part of every guide fits, on every page."""
    for language in LANGUAGES:
        for item, services in ((samples.item(), samples.ALL), (samples.LONG_ITEM, samples.FEW)):
            glass.show(samples.finding.ShowGuide(item, samples.catalogue()), services, language, paint=False)
            for part in PARTS:
                glass.window.current._choose(part)
                glass.lay_out()
                assert not (found := faults(glass)), found
                turn_pages(glass)


def turn_pages(glass):
    for pages in [one for one in glass.frame.walk(restrict=True) if isinstance(one, Pages)]:
        for _ in range(min(MOST_PAGES, len(pages.sheets)) - 1):
            pages.turn(1)
            glass.lay_out()
            assert not (found := faults(glass)), found


def contact_sheet():
    """A page that shows all pictures side by side."""
    cells = "\n".join(
        f'<figure><img loading="lazy" src="{one.name}"><figcaption>{one.stem}</figcaption></figure>'
        for one in sorted(PICTURES.glob("*.png"))
    )
    style = "body{font-family:sans-serif;background:#888}figure{display:inline-block;margin:8px}img{height:480px}"
    page = f"<!doctype html><meta charset=utf-8><title>Screens</title><style>{style}</style>{cells}"
    (PICTURES / "index.html").write_text(page, encoding="utf-8")
