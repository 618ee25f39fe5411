"""Take a number in a queue: choose the queue, show who you are, confirm, number, slip.

While the platform is away, a number that it has put by: nobody shows who they are, for nobody could recognise them.
"""

from dataclasses import replace

from kiosk.catalogue.catalogue import Catalogue
from kiosk.journeys.identity import forget, identified
from kiosk.journeys.paper import printed
from kiosk.journeys.persistence import insist
from kiosk.journeys.way import show_way, way_to
from kiosk.model.catalogue import Item
from kiosk.model.queueing import Queue, Ticket
from kiosk.model.terminal import Terminal
from kiosk.numbers.desk import Unasked
from kiosk.platform.troubles import NoLongerThere, Offline, QueueClosed, VisitExpired
from kiosk.steps.queueing import (
    ChooseQueue,
    ConfirmTicket,
    GiveNumber,
    ListQueues,
    LookAtPutBy,
    PrintTicket,
    TakeTicket,
    TicketTaken,
)
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
        put_by = await _put_by(item)
        queues = await _queues(code, put_by)
        if queues is None:
            return await _given(terminal, catalogue, item, put_by.queues)
        queue = await _chosen(terminal, catalogue, ChooseQueue(queues, item, trouble))
        person = await identified(terminal)
        if not await _confirmed(terminal, catalogue, ConfirmTicket(person, queue, item)):
            trouble = None
            continue
        try:
            return await insist(TakeTicket(person.token, queue.id, code))
        except (QueueClosed, NoLongerThere) as closed:
            trouble = closed
        except VisitExpired as expired:
            trouble = expired
            await forget()


async def _queues(code: str, put_by: Unasked) -> tuple[Queue, ...] | None:
    """None where the platform is away and has put numbers by."""
    if not put_by.queues:
        return await insist(ListQueues(code))
    try:
        return None if put_by.away else await ListQueues(code)
    except (Offline, TimeoutError):
        return None


async def _given(terminal: Terminal, catalogue: Catalogue, item: Item | None, queues: tuple[Queue, ...]) -> Ticket:
    trouble: Exception | None = None
    while True:
        queue = await _chosen(terminal, catalogue, ChooseQueue(queues, item, trouble, away=True))
        trouble = None
        if await _confirmed(terminal, catalogue, ConfirmTicket(None, queue, item)):
            try:
                ticket = await GiveNumber(queue.id, item.task_code if item else "")
            except QueueClosed as closed:
                trouble, queues = closed, (await _put_by(item)).queues
            else:
                return replace(ticket, item_name=item.task_name, item_names=item.names) if item else ticket


def _put_by(item: Item | None) -> LookAtPutBy:
    return LookAtPutBy(item.dept_code if item else "")


async def _chosen(terminal: Terminal, catalogue: Catalogue, asked: ChooseQueue) -> Queue:
    way = way_to(terminal, catalogue, (window for queue in asked.queues for window in queue.windows))
    while isinstance(answer := await replace(asked, way=way), AskWay):
        await show_way(way)
    return answer


async def _confirmed(terminal: Terminal, catalogue: Catalogue, asked: ConfirmTicket) -> bool:
    way = way_to(terminal, catalogue, asked.queue.windows)
    while isinstance(answer := await replace(asked, way=way), AskWay):
        await show_way(way)
    return answer
