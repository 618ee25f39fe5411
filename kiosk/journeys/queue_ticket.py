"""Take a number in a queue: choose the queue, show who you are, confirm, number, slip."""

from kiosk.catalogue.catalogue import Catalogue
from kiosk.journeys.identity import forget, identified
from kiosk.journeys.paper import printed
from kiosk.journeys.persistence import insist
from kiosk.journeys.way import show_way, way_to
from kiosk.model.catalogue import Item
from kiosk.model.people import Person
from kiosk.model.plan import Directions
from kiosk.model.queueing import Queue, Ticket
from kiosk.model.terminal import Terminal
from kiosk.platform.troubles import NoLongerThere, QueueClosed, VisitExpired
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket, ListQueues, PrintTicket, TakeTicket, TicketTaken
from kiosk.steps.way import AskWay


async def queue_ticket(terminal: Terminal, catalogue: Catalogue, item: Item | None) -> None:
    ticket = await _ticket(terminal, catalogue, item)
    way = way_to(terminal, catalogue, ticket.queue.windows)
    again = True
    while again:  # print it again: the number is good with or without a slip
        fate, trouble = await printed(terminal, PrintTicket(ticket, way))
        while isinstance(again := await TicketTaken(ticket, fate, trouble, way), AskWay):
            await show_way(way, fate)


async def _ticket(terminal: Terminal, catalogue: Catalogue, item: Item | None) -> Ticket:
    code = item.task_code if item else ""
    trouble: Exception | None = None
    while True:
        queue = await _chosen(terminal, catalogue, await insist(ListQueues(code)), item, trouble)
        person = await identified(terminal)
        if not await _confirmed(person, queue, item, way_to(terminal, catalogue, queue.windows)):
            trouble = None
            continue
        try:
            return await insist(TakeTicket(person.token, queue.id, code))
        except (QueueClosed, NoLongerThere) as closed:
            trouble = closed
        except VisitExpired as expired:
            trouble = expired
            await forget()


async def _chosen(
    terminal: Terminal, catalogue: Catalogue, queues: tuple[Queue, ...], item: Item | None, trouble: Exception | None
) -> Queue:
    way = way_to(terminal, catalogue, (window for queue in queues for window in queue.windows))
    while isinstance(answer := await ChooseQueue(queues, item, trouble, way), AskWay):
        await show_way(way)
    return answer


async def _confirmed(person: Person, queue: Queue, item: Item | None, way: Directions | None) -> bool:
    while isinstance(answer := await ConfirmTicket(person, queue, item, way), AskWay):
        await show_way(way)
    return answer
