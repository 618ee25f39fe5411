"""The slip with a queue number."""

from drivers.document import Big, Block, Document, QrCode, Row, Rule, Size, Text, Title
from kiosk.model.plan import Directions
from kiosk.model.queueing import Ticket
from kiosk.texts import Words

WAYS = 3  # windows whose way is told: more would be more paper than help


def ticket_slip(ticket: Ticket, words: Words, way: Directions | None = None) -> Document:
    """`way` leads to the windows, where the hall has a plan."""
    queue = ticket.queue
    blocks: list[Block] = [
        Title(words.name(ticket.hall_name, ticket.hall_names)),
        Text(words.name(queue.name, queue.names), Size.LARGE, centred=True),
        Big(ticket.number),
        *([Text(words("slip.held_already"), centred=True)] if ticket.held_already else []),
        *([Text(words("slip.put_by"))] if ticket.ahead is None else []),
        Row(words("slip.windows"), "、".join(queue.windows)),
        *_way(way, words),
        *([Row(words("slip.ahead"), words("count.people", count=ticket.ahead))] if ticket.ahead is not None else []),
        *(
            [Row(words("slip.wait"), words("count.minutes", count=ticket.minutes))]
            if ticket.minutes is not None
            else []
        ),
        *(
            [Row(words("slip.matter"), words.name(ticket.item_name, ticket.item_names))]
            if ticket.item_name != queue.name
            else []
        ),
        Row(words("slip.issued"), f"{ticket.issued:%Y-%m-%d %H:%M}"),
        Rule(),
        Text(words("slip.ticket_advice")),
        QrCode(f"hallkiosk:ticket:{ticket.id}", words("slip.ticket_code")),
        Text(words("slip.today_only"), Size.SMALL, centred=True),
    ]
    return Document("ticket", tuple(blocks))


def _way(way: Directions | None, words: Words) -> list[Block]:
    """How to get to the windows, in words: a drawing on paper would be too small to read."""
    spots = [spot for spot in way.windows if spot.way][:WAYS] if way else []
    return [Row(words("slip.way", window=spot.number), words.name(spot.way, spot.ways)) for spot in spots]
