"""The parts of a guide as blocks for pages: at a glance, what to bring, who and how, fees and law, questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kivy.uix.widget import Widget

from kiosk.catalogue.catalogue import Catalogue
from kiosk.documents.guide import fees, term
from kiosk.model.catalogue import Item, Material
from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Blank, Column, Panel, Row, Spring, inner
from screens.parts.facts import lines
from screens.parts.notice import notice
from screens.parts.terms import coded, department_name
from screens.parts.text import Text, paragraphs

PARTS = ("glance", "bring", "how", "law", "questions")
TALL_BLOCK = 80.0  # mm; a page of a wide panel holds a little more
NEEDED, LATER = "1", "3"  # is_need: necessary; may be handed in later. Anything else: not necessary


@dataclass(frozen=True)
class Guide:
    """Draws the parts of one item's guide at one width."""

    look: Look
    words: Words
    item: Item
    catalogue: Catalogue
    width: float

    def part(self, name: str) -> list[Widget]:
        """The blocks of one part; a sentence where there is nothing to tell."""
        drawers = (self.glance, self.bring, self.how, self.law, self.questions)
        blocks = list(dict(zip(PARTS, drawers, strict=True))[name]())
        return blocks or [notice(self.look, self.words("showGuide.nothing"), self.width)]

    def glance(self) -> Iterator[Widget]:
        """What one wants to know first."""
        words, item, coded_as = self.words, self.item, partial(coded, self.words, self.catalogue)
        if item.is_service_terminals != "1":
            yield notice(self.look, words("showGuide.at_window"), self.width)
        statutory = self._term(item.anticipate_day, item.anticipate_type) if item.anticipate_day else ""
        pairs = (
            (words("guide.department"), department_name(words, self.catalogue, item)),
            (words("guide.project_type"), coded_as("project_type", item.project_type)),
            (words("guide.promise"), self._term(item.promise_day, item.promise_type)),
            (words("showGuide.statutory"), statutory),
            (words("guide.visits"), item.limit_scene_num),
            (words("guide.fees"), fees(item, words)),
            (words("guide.place"), item.transact_addr),
            (words("guide.time"), item.transact_time),
            (words("showGuide.ways"), coded_as("handle_type", item.handle_type)),
            (words("showGuide.result"), item.result_name),
            (words("guide.questions_to"), item.link_way),
            (words("guide.complaints_to"), item.supervise_way),
        )
        told = [(label, value) for label, value in pairs if value]
        for line, (label, value) in zip(lines(self.look, told, self.width), told, strict=True):
            if line.height <= self.look.mm(TALL_BLOCK):
                yield line
            else:
                yield from self._told(label, value)

    def bring(self) -> Iterator[Widget]:
        """The materials; what is told about one follows in pieces where a page could not hold it whole."""
        for number, material in enumerate(self.item.materials, start=1):
            told = [text for text in (material.accept_stand, material.fill_explain) if text]
            whole = self._material(number, material, told)
            if whole.height <= self.look.mm(TALL_BLOCK):
                yield whole
                continue
            yield self._material(number, material, [])
            for text in told:
                yield from paragraphs(self.look, text, self.width, tokens.SMALL)

    def how(self) -> Iterator[Widget]:
        """Who can apply, and how it goes."""
        yield from self._told(self.words("guide.conditions"), self.item.accept_condition)
        yield from self._told(self.words("guide.flow"), self.item.handle_flow)
        yield from self._told(self.words("showGuide.special"), self.item.special_procedure)
        yield from self._told(self.words("showGuide.visits_why"), self.item.limit_scene_explain)

    def law(self) -> Iterator[Widget]:
        """What it costs, and on what ground."""
        yield from self._told(self.words("guide.fees"), fees(self.item, self.words))
        yield from self._told(self.words("showGuide.fee_basis"), self.item.fee_basis)
        for fee in self.item.fees:
            yield from self._told(fee.fee_name, fee.by_law)
        yield from self._told(self.words("guide.law"), self.item.by_law)
        yield from self._told(self.words("showGuide.entrusted"), self.item.entrust_name)
        yield from self._told(self.words("showGuide.code"), self.item.task_code)

    def questions(self) -> Iterator[Widget]:
        """What people ask."""
        for one in self.item.questions:
            yield from self._told(self.words("showGuide.question", text=one.question), one.answer)

    def _term(self, count: str, unit: str) -> str:
        return term(count, unit, self.catalogue.dictionaries, self.words)

    def _material(self, number: int, material: Material, told: list[str]) -> Widget:
        look, room = self.look, inner(self.look, self.width, tokens.TIGHT * 2)
        colour = tokens.SEAL if material.is_need == NEEDED else tokens.SOFT
        badge = Text(look, need_text(self.words, material), tokens.SMALL, bold=True, colour=colour)
        name = f"{number}. {self.words.name(material.material_name, material.names)}"
        left = room - badge.width - look.mm(tokens.GAP)
        said = Text(look, name, tokens.BODY * 1.1, width=left, bold=True, colour=tokens.SIGN)
        parts: list[Widget] = [Row(said, Spring(), badge, width=room, top=True)]
        detail = self.words("list.dot").join(one for one in details(self.words, self.catalogue, material) if one)
        if detail:
            parts.append(Text(look, detail, tokens.SMALL, width=room, colour=tokens.SOFT))
        parts += [Text(look, text, tokens.SMALL, width=room) for text in told]
        return Panel(look, self.width, *parts, pad=tokens.TIGHT * 2, gap=tokens.TIGHT / 2)

    def _told(self, heading: str, text: str) -> Iterator[Widget]:
        """A heading with the beginning of its text, and the rest in pieces that pages can hold."""
        if not text:
            return
        pieces = paragraphs(self.look, text, self.width)
        head = Text(self.look, heading, tokens.BODY * 1.1, width=self.width, bold=True, colour=tokens.SIGN)
        yield Column(self.width, head, pieces[0], gap=self.look.mm(1))
        yield from pieces[1:]
        yield Blank(height=self.look.mm(tokens.TIGHT))


def need_text(words: Words, material: Material) -> str:
    """Whether it must be there."""
    if material.is_need == NEEDED:
        return words("showGuide.needed")
    return words("showGuide.later") if material.is_need == LATER else words("showGuide.optional")


def details(words: Words, catalogue: Catalogue, material: Material) -> tuple[str, ...]:
    """Copies, form and source of a material."""
    return (
        words("slip.copies", count=material.page_num) if material.page_num else "",
        coded(words, catalogue, "material_format", material.material_format),
        coded(words, catalogue, "source_type", material.source_type),
        material.source_explain,
    )
