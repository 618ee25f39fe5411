"""One resident, from the first touch to the last screen. The next resident gets a new one."""

from drivers import DeviceError
from kiosk.catalogue.catalogue import Catalogue
from kiosk.events import WentHome
from kiosk.journeys.appointment import my_appointments
from kiosk.journeys.item_guide import browse, item_guide, search
from kiosk.journeys.queue_ticket import queue_ticket
from kiosk.journeys.technician import technician
from kiosk.maintenance.board import Notice
from kiosk.model.catalogue import Item
from kiosk.model.terminal import Terminal
from kiosk.platform.troubles import Trouble
from kiosk.steps.common import (
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
from kiosk.steps.help import FirstTime, ShowHelp


async def visit(terminal: Terminal) -> None:
    if isinstance(await Welcome(), Knock):
        await technician(terminal)
        return
    catalogue = await OpenCatalogue()
    while True:
        wish = await Home(catalogue)
        try:
            await _serve_or_apologise(wish, terminal, catalogue)
        except WentHome:
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
        case SeeBookings():
            await my_appointments(terminal)
        case FirstTime():
            await ShowHelp()
            raise WentHome
        case Item():
            await item_guide(terminal, catalogue, wish)
