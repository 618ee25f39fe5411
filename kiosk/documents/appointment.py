"""The slip with a booked time, and what to bring to it."""

from drivers.document import Big, Block, Check, Document, QrCode, Row, Rule, Size, Text, Title
from kiosk.model.appointments import Appointment
from kiosk.model.catalogue import Item
from kiosk.texts import Words


def appointment_slip(appointment: Appointment, item: Item | None, words: Words) -> Document:
    slot = appointment.slot
    blocks: list[Block] = [
        Title(words.name(appointment.hall_name, appointment.hall_names)),
        Text(words("slip.appointment"), Size.LARGE, centred=True),
        Big(f"{slot.start:%H:%M}"),
        Text(words.day(slot.day), Size.LARGE, centred=True, bold=True),
        Row(words("slip.matter"), words.name(appointment.item_name, appointment.item_names)),
        Row(words("slip.windows"), "、".join(appointment.windows)),
        Row(words("slip.code"), appointment.code),
        *bring(item, words),
        Rule(),
        Text(words("slip.appointment_advice")),
        QrCode(f"hallkiosk:appointment:{appointment.id}", words("slip.appointment_code")),
    ]
    return Document("appointment", tuple(blocks))


def bring(item: Item | None, words: Words) -> list[Block]:
    """The check list of an item's materials, as blocks of a slip."""
    if item is None or not item.materials:
        return []
    boxes = [
        Check(words.name(material.material_name, material.names), words("slip.copies", count=material.page_num))
        if material.page_num
        else Check(words.name(material.material_name, material.names))
        for material in item.materials
    ]
    return [Rule(), Text(words("slip.bring"), bold=True), *boxes]
