"""The slip with an item's guide: what it is, what to bring, where and when, how long, what it costs, on what law."""

from drivers.document import Block, Document, QrCode, Row, Rule, Size, Text, Title
from kiosk.documents.appointment import bring
from kiosk.model.catalogue import Dictionaries, Item
from kiosk.texts import Words


def guide_slip(item: Item, dictionaries: Dictionaries, words: Words) -> Document:
    blocks: list[Block] = [
        Title(words.name(item.task_name, item.names)),
        Row(words("guide.department"), item.dept_name),
        Row(words("guide.project_type"), dictionaries.text("project_type", item.project_type, words.language)),
        Row(words("guide.promise"), term(item.promise_day, item.promise_type, dictionaries, words)),
        Row(words("guide.visits"), item.limit_scene_num),
        *bring(item, words),
        *_section(words("guide.conditions"), item.accept_condition),
        *_section(words("guide.flow"), item.handle_flow),
        *_section(words("guide.fees"), fees(item, words)),
        *_section(words("guide.place"), item.transact_addr),
        *_section(words("guide.time"), item.transact_time),
        *_section(words("guide.law"), item.by_law),
        Rule(),
        Row(words("guide.questions_to"), item.link_way),
        Row(words("guide.complaints_to"), item.supervise_way),
        QrCode(take_along(item), words("slip.guide_code")),
        Text(words("slip.task_code", code=item.task_code), Size.SMALL, centred=True),
        *([Text(words("sample.notice"), Size.SMALL, centred=True)] if item.sample else []),
    ]
    return Document("guide", tuple(blocks))


def term(days: str, unit: str, dictionaries: Dictionaries, words: Words) -> str:
    """A time limit in words; none at all is "at once" (即办)."""
    if days in ("", "0"):
        return words("guide.at_once")
    return words("guide.days", count=days, unit=dictionaries.text("promise_type", unit, words.language))


def fees(item: Item, words: Words) -> str:
    if item.is_fee != "1":
        return words("guide.free")
    return "；".join(f"{fee.fee_name} {fee.fee_stand}" for fee in item.fees) or item.fee_basis


def take_along(item: Item) -> str:
    """What the QR code of a guide holds: the online entry where there is one, else the item's code."""
    return item.online_handle_url or f"hallkiosk:item:{item.task_code}"


def _section(heading: str, text: str) -> list[Block]:
    return [Rule(), Text(heading, bold=True), Text(text)] if text else []
