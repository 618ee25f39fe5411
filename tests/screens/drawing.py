"""The two tests of drawing, for tall and wide panels: in modules of their own, so that two processes share the work."""

from itertools import product
from pathlib import Path

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
LOOKS = {"tall": (Style.LARGE, Style.LOW), "wide": (Style.LARGE,)}
PAINTED = ("home", "ticket_taken")


def draw_all(glass, size, name, step, services):
    """Both languages and every page fit; pictures go to build/screens."""
    shape = "tall" if size[0] < size[1] else "wide"
    for language in LANGUAGES:
        glass.show(step, services, language)
        painted(glass, shape, name, f"{name}-{shape}-{language}")
        turn_pages(glass)
    if step.styled:
        _in_other_looks(glass, shape, name, step, services)


def _in_other_looks(glass, shape, name, step, services):
    """Laid out only, but for a few. Bright on black differs in its colours alone, and low is no other when wide."""
    for style, language in product(LOOKS[shape], LANGUAGES):
        glass.show(step, services, language, style=style, paint=False)
        assert not (found := faults(glass)), found
        turn_pages(glass)
    if name in PAINTED:
        for style in set(Style) - {Style.STANDARD}:
            glass.show(step, services, style=style)
            painted(glass, shape, name, f"{name}-{shape}-zh-{style}")


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
