"""A social-security card read through any way of sending it commands: select, read the records, check, decode.

What a card answers becomes a card or a fault of which the resident learns; never anything else.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from drivers import DeviceError, Fault
from drivers.protocols import social_card
from drivers.protocols.iso7816 import (
    ABSENT,
    GET_RESPONSE,
    LOCKED,
    Command,
    Response,
    application_name,
    meaning,
    parse_response,
)
from drivers.protocols.social_card import UnreadableCardError
from drivers.protocols.social_card_layout import Layout, Record
from drivers.smartcard import SocialCard

PIECES = 8  # GET RESPONSE in a row: what a card sends in more of them is not a record

Transmit = Callable[[bytes], bytes]


def read(transmit: Transmit, layout: Layout) -> SocialCard:
    """The card behind `transmit`. Raises DeviceError: UNSUPPORTED_MEDIA, INVALID_MEDIA, and what `transmit` raises."""
    control = _must(transmit, social_card.select_application(layout), "a social-security card")
    name = application_name(control)
    if name and not name.startswith(layout.application):
        raise DeviceError(Fault.UNSUPPORTED_MEDIA, "another application than the one asked for was selected")
    try:
        return social_card.decode(_values(transmit, layout))
    except UnreadableCardError as error:
        raise DeviceError(Fault.INVALID_MEDIA, str(error)) from error


def _values(transmit: Transmit, layout: Layout) -> Iterator[tuple[Record, bytes]]:
    for file, records in layout.files.items():
        _select_file(transmit, file)
        for record in records:
            response = exchange(transmit, social_card.read_record(record))
            if response.ok:
                yield record, social_card.value_of(record, response.data)
            elif not (record.optional and response.status in ABSENT | LOCKED):
                raise _refusal(response, f"its {record.field}")


def _select_file(transmit: Transmit, file: int) -> None:
    """Select it the way of the standard; cards of some makers only know the plain way."""
    command = social_card.select_file(file)
    if not exchange(transmit, command).ok:
        _must(transmit, replace(command, p1=0), f"file {file:04X}")


def _must(transmit: Transmit, command: Command, what: str) -> bytes:
    response = exchange(transmit, command)
    if not response.ok:
        raise _refusal(response, what)
    return response.data


def _refusal(response: Response, what: str) -> DeviceError:
    known = response.status in ABSENT | LOCKED
    fault = Fault.UNSUPPORTED_MEDIA if known else Fault.INVALID_MEDIA
    return DeviceError(fault, f"{what}: {meaning(response.status)} ({response.status:04X})")


def exchange(transmit: Transmit, command: Command) -> Response:
    """The whole answer to a command, however many pieces the card sends it in."""
    response = _answer(transmit, command)
    if response.better:
        response = _answer(transmit, replace(command, expect=response.better))
    data = response.data
    for _ in range(PIECES):
        if not response.more:
            break
        response = _answer(transmit, Command(GET_RESPONSE, expect=response.more))
        data += response.data
    return Response(data, response.status)


def _answer(transmit: Transmit, command: Command) -> Response:
    response = parse_response(transmit(command.encoded()))
    if response is None:
        raise DeviceError(Fault.INVALID_MEDIA, "the card answers what no card should")
    return response
