"""Find an item, read its guide, and go on from there."""

from kiosk.catalogue.catalogue import Catalogue
from kiosk.journeys.appointment import book
from kiosk.journeys.paper import printed
from kiosk.journeys.queue_ticket import queue_ticket
from kiosk.model.catalogue import Item
from kiosk.model.terminal import Terminal
from kiosk.steps.common import Browse
from kiosk.steps.finding import (
    Checklist,
    ChooseGroup,
    ChooseItem,
    ChoosePaper,
    GuidePrinted,
    GuideWish,
    PaperKind,
    PrintGuide,
    PrintGuidePage,
    Search,
    ShowGuide,
    TakeAlong,
)


async def search(terminal: Terminal, catalogue: Catalogue) -> None:
    await item_guide(terminal, catalogue, await Search(catalogue, catalogue.frequent(terminal.hall)))


async def browse(terminal: Terminal, catalogue: Catalogue, wish: Browse) -> None:
    group = wish.group or await ChooseGroup(catalogue, wish.by)
    await item_guide(terminal, catalogue, await ChooseItem(catalogue, wish.by, group))


async def item_guide(terminal: Terminal, catalogue: Catalogue, item: Item) -> None:
    """The guide, until the resident takes a number or books a time."""
    while True:
        wish = await ShowGuide(item, catalogue)
        if wish is GuideWish.CHECKLIST:
            wish = await Checklist(item, catalogue)
        match wish:
            case GuideWish.TICKET:
                return await queue_ticket(terminal, catalogue, item)
            case GuideWish.BOOK:
                return await book(terminal, catalogue, item)
            case GuideWish.PRINT:
                await _on_paper(terminal, catalogue, item)
            case GuideWish.TAKE_ALONG:
                await TakeAlong(item)
            case GuideWish.CHECKLIST:
                pass


async def _on_paper(terminal: Terminal, catalogue: Catalogue, item: Item) -> None:
    """On what the terminal has; where one printer fails, the other may do."""
    kinds = [kind for kind in PaperKind if kind in terminal.roles]
    kind = kinds[0] if len(kinds) == 1 else await ChoosePaper()
    while kind is not None:
        job = PrintGuidePage if kind is PaperKind.PAGE else PrintGuide
        kind = await GuidePrinted(*await printed(terminal, job(item, catalogue.dictionaries)), kind)
