"""What says on paper that it is training: first and last on a slip, on every page of a document."""

from dataclasses import replace

from drivers.document import Document, Rule, Text
from kiosk.texts import Words


def for_training(document: Document, words: Words) -> Document:
    mark = Text(words("training.paper"), centred=True, bold=True)
    return replace(document, blocks=(mark, Rule(), *document.blocks, Rule(), mark))


def page_for_training(html: str, words: Words) -> str:
    """Above and below every page."""
    said = words("training.paper").replace('"', "")
    place = f'{{ content: "{said}"; font-weight: bold; }}'
    return f"<style>@page {{ @top-center {place} @bottom-center {place} }}</style>{html}"
