"""The guide of an item on A4: the same as on the slip, and how each paper must be, in letters that older eyes read."""

from collections.abc import Iterator
from html import escape

from kiosk.documents.guide import fees, take_along, term
from kiosk.documents.page_code import page_code
from kiosk.model.catalogue import Dictionaries, Item, Material
from kiosk.texts import Words

NEEDED, LATER = "1", "3"  # is_need

_STYLE = """
@page { margin: 11mm 15mm 13mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; }
  @bottom-left { content: string(item); font-size: 9pt; color: #444; } }
:root { font-size: 11.5pt; line-height: 1.38; }
body { margin: 0; }
header { border-bottom: 0.6mm solid #1f3a6e; padding-bottom: 2mm; margin-bottom: 2mm; min-height: 30mm; }
header figure { float: right; margin: 0 0 0 6mm; text-align: center; font-size: 9pt; width: 30mm; }
header img { width: 26mm; display: block; margin: 0 auto; }
h1 { font-size: 21pt; line-height: 1.25; margin: 0; color: #1f3a6e; string-set: item content(); }
.kind { font-size: 11pt; color: #444; margin: 0; }
.sample { color: #b3091f; font-size: 10pt; margin: 1mm 0 0; }
h2 { font-size: 14pt; color: #1f3a6e; margin: 3.2mm 0 0.8mm; break-after: avoid; }
p { margin: 0 0 1mm; white-space: pre-line; orphans: 2; widows: 2; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: 0.8mm 2mm 0.8mm 0; border-bottom: 0.15mm solid #b8c0cc; }
.facts th { width: 34mm; font-weight: normal; color: #444; white-space: nowrap; padding-right: 4mm; }
.papers tr { break-inside: avoid; }
.papers .box { width: 9mm; } .papers .box i { display: block; width: 5mm; height: 5mm; border: 0.4mm solid #000; }
.papers .need { width: 26mm; text-align: right; white-space: nowrap; padding-right: 0; }
.papers b { font-size: 12.5pt; } .papers small { display: block; font-size: 10pt; color: #333; }
.last { color: #333; font-size: 9.5pt; margin-top: 3mm; }
"""


def guide_page(item: Item, dictionaries: Dictionaries, words: Words) -> str:
    """HTML of as many pages as the guide needs; most take one or two."""
    parts = (
        *_head(item, dictionaries, words),
        *_facts(item, dictionaries, words),
        *_papers(item, dictionaries, words),
        *_section(words("guide.conditions"), item.accept_condition),
        *_section(words("guide.flow"), item.handle_flow),
        *_last(item, words),
    )
    return f"<style>{_STYLE}</style>{''.join(parts)}"


def _head(item: Item, dictionaries: Dictionaries, words: Words) -> Iterator[str]:
    kind = dictionaries.text("project_type", item.project_type, words.language)
    yield f'<header><figure><img src="{page_code(take_along(item))}" alt="">{escape(words("slip.guide_code"))}</figure>'
    yield f'<p class="kind">{escape(words("guidePage.title"))}</p>'
    yield f"<h1>{escape(words.name(item.task_name, item.names))}</h1>"
    yield f'<p class="kind">{escape(words("list.dot").join(one for one in (item.dept_name, kind) if one))}</p>'
    if item.sample:
        yield f'<p class="sample">{escape(words("sample.notice"))}</p>'
    yield "</header>"


def _facts(item: Item, dictionaries: Dictionaries, words: Words) -> Iterator[str]:
    facts = (
        (words("guide.promise"), term(item.promise_day, item.promise_type, dictionaries, words)),
        (words("guide.visits"), item.limit_scene_num),
        (words("guide.fees"), fees(item, words)),
        (words("guide.place"), item.transact_addr),
        (words("guide.time"), item.transact_time),
        (words("guide.questions_to"), item.link_way),
        (words("guide.complaints_to"), item.supervise_way),
    )
    rows = (f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in facts if value)
    yield f'<table class="facts">{"".join(rows)}</table>'


def _papers(item: Item, dictionaries: Dictionaries, words: Words) -> Iterator[str]:
    """What to bring, with a box to tick off at home."""
    if item.materials:
        rows = (_paper(one, dictionaries, words) for one in item.materials)
        yield f'<h2>{escape(words("slip.bring"))}</h2><table class="papers">{"".join(rows)}</table>'


def _paper(material: Material, dictionaries: Dictionaries, words: Words) -> str:
    form = dictionaries.text("material_format", material.material_format, words.language)
    copies = words("slip.copies", count=material.page_num) if material.page_num else ""
    told = words("list.dot").join(one for one in (copies, form) if one)
    more = "".join(
        f"<small>{escape(text)}</small>" for text in (told, material.accept_stand, material.fill_explain) if text
    )
    need = {NEEDED: "needed", LATER: "later"}.get(material.is_need, "optional")
    name = escape(words.name(material.material_name, material.names))
    return (
        f'<tr><td class="box"><i></i></td><td><b>{name}</b>{more}</td>'
        f'<td class="need">{escape(words(f"showGuide.{need}"))}</td></tr>'
    )


def _last(item: Item, words: Words) -> Iterator[str]:
    """What few will read, and must be there."""
    law = f"<b>{escape(words('guide.law'))}</b> {escape(item.by_law)}\n" if item.by_law else ""
    yield f'<p class="last">{law}{escape(words("slip.task_code", code=item.task_code))}</p>'


def _section(heading: str, text: str) -> Iterator[str]:
    if text:
        yield f"<h2>{escape(heading)}</h2><p>{escape(text)}</p>"
