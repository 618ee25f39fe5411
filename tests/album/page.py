"""What is written down: the page of pictures, and the table of numbers for docs/."""

from collections import Counter
from html import escape

from tests.album.accepted import Change
from tests.album.drawings import file_of
from tests.album.measures import Measured
from tests.album.requirements import REQUIREMENTS, Drawings, Number, Requirement

STYLE = """
body{font-family:sans-serif;background:#777;color:#fff}figure{display:inline-block;margin:8px;width:360px;
vertical-align:top;background:#333;padding:6px}img{width:100%}figcaption{font-size:12px;line-height:1.5}
.bad{background:#901}.new{background:#146}.changed{background:#850}summary{cursor:pointer}a{color:#fff}
"""
YES, NO = "✓", "✗"


def album(drawings: Drawings, changes: dict[str, Change]) -> str:
    """All pictures on one page, those that changed or have faults first."""
    ordered = sorted(drawings, key=lambda one: (-len(one.faults), -(changes[file_of(one)].share or 0)))
    figures = "\n".join(_figure(one, changes[file_of(one)]) for one in ordered)
    table = escape(numbers(drawings))
    return (
        f"<!doctype html><meta charset=utf-8><title>Screens</title><style>{STYLE}</style>"
        f"<h1>{len(drawings)} drawings</h1><p>{escape(_summary(changes))}</p><details><summary>A1 to A19</summary>"
        f"<pre>{table}</pre></details>\n{figures}\n"
    )


def _summary(changes: dict[str, Change]) -> str:
    told = Counter(
        "new" if one.share is None else "changed" if one.share else "as accepted" for one in changes.values()
    )
    return ", ".join(f"{count} {what}" for what, count in told.most_common())


def _figure(one: Measured, change: Change) -> str:
    file = file_of(one)
    kind = "bad" if one.faults else "new" if change.share is None else "changed" if change.share else ""
    lines = [
        f"<b>{escape(file.removesuffix('.png'))}</b>",
        f"capitals {one.cap:.1f} mm · contrast {one.contrast:.1f} ({escape(one.palest)})",
        f"targets {one.target:.1f} mm, {one.apart:.1f} mm apart, up to {one.top:.0f} mm above the floor",
        *(escape(fault) for fault in one.faults),
    ]
    if change.marked:
        lines.append(f'<a href="{escape(change.marked)}">{change.share:.2%} differs from the accepted picture</a>')
    lines.append(_folded("keys go", one.order) + _folded("is heard", one.heard))
    return (
        f'<figure class="{kind}"><a href="{escape(file)}"><img loading="lazy" src="{escape(file)}"></a>'
        f"<figcaption>{'<br>'.join(lines)}</figcaption></figure>"
    )


def _folded(title: str, texts: tuple[str, ...]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<details><summary>{title}: {len(texts)}</summary><ol>{items}</ol></details>"


def numbers(drawings: Drawings) -> str:
    """The table of docs/numbers.md, below its words."""
    rows = ["| | asks | measured | shown by |", "|---|---|---|---|"]
    rows += [
        f"| {one.key} {YES if one.kept(drawings) else NO} | {one.asks} | {_values(one, drawings)} | {_proof(one)} |"
        for one in REQUIREMENTS
    ]
    return "\n".join(rows) + "\n"


def _values(one: Requirement, drawings: Drawings) -> str:
    return "<br>".join(_value(number, drawings) for number in one.numbers)


def _value(number: Number, drawings: Drawings) -> str:
    least = number.of(drawings)
    found = "nothing" if least is None else f"{number.value(least):.2f}".rstrip("0").rstrip(".")
    where = "" if least is None else f" (`{file_of(least).removesuffix('.png')}`)"
    sign = "≥" if number.at_least else "≤"
    unit = number.unit if number.unit.startswith(":") else f" {number.unit}"
    return f"{number.what}: **{found}{unit}** {sign} {number.limit:.4g}{where}"


def _proof(one: Requirement) -> str:
    told = [f"`{test}`" for test in one.tests]
    if one.numbers:
        told.insert(0, "`make screens`, `album/test_numbers.py`")
    if one.left:
        told.append(f"left: {one.left}")
    return "<br>".join(told)
