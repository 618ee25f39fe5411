"""The same for a page printer: one A4 page with a frame, a ruler, greys, colours, rare characters and a code."""

from datetime import datetime
from html import escape

from kiosk.documents.page_code import page_code
from kiosk.documents.test_slip import BOTH, LETTERS, RARE, TEST_CODE
from kiosk.texts import Words

RULER_MM = 150
GREYS = (0, 20, 40, 60, 80, 90, 95)  # per cent of white
COLOURS = ("#00aeef", "#ec008c", "#fff200", "#000000", "#d7261e", "#0a8f3c", "#1f4fd8")  # inks, and what they mix to

_STYLE = """
@page { margin: 10mm; }
body { margin: 0; border: 0.3mm solid #000; height: 276mm; padding: 8mm; box-sizing: border-box; }
h1 { font-size: 26pt; margin: 0; text-align: center; }
.small { font-size: 8pt; color: #333; margin: 5mm 0 1mm; }
.rare { font-size: 20pt; }
.steps span { display: inline-block; width: 20mm; height: 12mm; }
.ruler { position: relative; height: 9mm; width: 150mm; border-bottom: 0.2mm solid #000; }
.ruler i { position: absolute; bottom: 0; border-left: 0.2mm solid #000; }
.ruler b { position: absolute; bottom: 5.5mm; font-size: 7pt; font-weight: normal; }
img { width: 35mm; }
"""


def test_page(terminal: str, at: datetime, words: Words) -> str:
    """HTML of one page. Where the frame is cut off, the printer's margins are wrong; where it is askew, its feed."""
    parts = (
        f"<h1>{BOTH}</h1>",
        f"<p>{_text(words, 'title')} · {_text(words, 'terminal')} {escape(terminal)} · {at:%Y-%m-%d %H:%M:%S}</p>",
        _part(words, "rare", f'<div class="rare">{RARE}</div>'),
        _part(words, "sizes", "".join(f'<div style="font-size: {size}pt">{LETTERS}</div>' for size in (6, 9, 14, 24))),
        _part(words, "greys", _steps([f"rgb({p}%, {p}%, {p}%)" for p in GREYS]) + _steps(COLOURS)),
        _part(words, "ruler", _ruler()),
        _part(words, "code", f'<img src="{page_code(TEST_CODE)}" alt="">'),
    )
    return f"<style>{_STYLE}</style>{''.join(parts)}"


def _text(words: Words, key: str) -> str:
    return escape(words(f"testPrint.{key}"))


def _part(words: Words, key: str, body: str) -> str:
    return f'<p class="small">{_text(words, key)}</p>{body}'


def _steps(colours: "tuple[str, ...] | list[str]") -> str:
    return f'<div class="steps">{"".join(f"<span style=background:{colour}></span>" for colour in colours)}</div>'


def _ruler() -> str:
    marks = (
        f'<i style="left: {mm}mm; height: {5 if mm % 10 == 0 else 3.5 if mm % 5 == 0 else 2}mm"></i>'
        for mm in range(RULER_MM + 1)
    )
    figures = (f'<b style="left: {mm + 0.5}mm">{mm}</b>' for mm in range(0, RULER_MM, 10))
    return f'<div class="ruler">{"".join(marks)}{"".join(figures)}</div>'
