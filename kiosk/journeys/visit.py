"""One resident, from the first touch to the last screen. The next resident gets a new one."""

from drivers import DeviceError
from kiosk.catalogue.catalogue import BOOKABLE, Catalogue
from kiosk.events import WentHome
from kiosk.journeys.appointment import book, my_appointments
from kiosk.journeys.item_guide import browse, item_guide, search
from kiosk.journeys.queue_ticket import queue_ticket
from kiosk.journeys.technician import technician
from kiosk.maintenance.board import Notice
from kiosk.model.catalogue import Item
from kiosk.model.terminal import Terminal
from kiosk.platform.troubles import Trouble
from kiosk.steps.common import (
    BookTime,
    Browse,
    Farewell,
    Home,
    Knock,
    OpenCatalogue,
    SearchItems,
    SeeBookings,
    Sorry,
    TakeNumber,
    Welcome,
    Wish,
)
from kiosk.steps.door import UnderMaintenance
from kiosk.steps.finding import ChooseItem
from kiosk.steps.help import FirstTime, ShowHelp


async def visit(terminal: Terminal) -> None:
    wish = await Welcome()
    if isinstance(wish, Knock):
        await technician(terminal)
        return
    catalogue = await OpenCatalogue()
    while True:
        try:
            await _serve_or_apologise(wish or await Home(catalogue), terminal, catalogue)
        except WentHome:
            wish = None
            continue
        await Farewell()
        return


async def when_closed(terminal: Terminal, notice: Notice) -> None:
    """Under maintenance: the public reads why, and only those who look after the terminal get in."""
    if isinstance(await UnderMaintenance(notice), Knock):
        await technician(terminal)


async def _serve_or_apologise(wish: Wish, terminal: Terminal, catalogue: Catalogue) -> None:
    try:
        await _serve(wish, terminal, catalogue)
    except (DeviceError, Trouble, TimeoutError) as trouble:
        await Sorry(trouble)
        raise WentHome from None


async def _serve(wish: Wish, terminal: Terminal, catalogue: Catalogue) -> None:
    match wish:
        case SearchItems():
            await search(terminal, catalogue)
        case Browse():
            await browse(terminal, catalogue, wish)
        case TakeNumber():
            await queue_ticket(terminal, catalogue, None)
        case BookTime():
            await book(terminal, catalogue, await ChooseItem(catalogue, BOOKABLE, terminal.hall))
        case SeeBookings():
            await my_appointments(terminal, catalogue)
        case FirstTime():
            await ShowHelp()
            raise WentHome
        case Item():
            await item_guide(terminal, catalogue, wish)
