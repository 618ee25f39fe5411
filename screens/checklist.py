"""What to bring, to tick off: can it be finished with what is in my hand?"""

from functools import partial

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.model.catalogue import Material
from kiosk.services import Service
from kiosk.steps.finding import Checklist
from screens import tokens
from screens.base import Screen
from screens.parts.actions import actions
from screens.parts.box import Column, Row
from screens.parts.button import QUIET, SECONDARY, Pressable
from screens.parts.guide_parts import NEEDED, details, need_text
from screens.parts.item_actions import ItemActions
from screens.parts.notice import GOOD, INFO, WARN, notice
from screens.parts.pages import Pages, at_most, bar, below
from screens.parts.terms import item_name
from screens.parts.text import Text
from screens.parts.tick import tick
from screens.parts.title import title

SIDE = 0.36  # of the width is for the result on a wide panel


class ChecklistScreen(Screen):
    shows = (Checklist,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.ticked: frozenset[int] = frozenset()
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        head = title(look, self.words("checklist.title"), width, item_name(self.words, self.step.item))
        left = height - head.height - gap
        if look.crowded or not self.step.item.materials:
            return self._paged(head, width, height)
        if look.portrait:
            foot = self._foot(width)
            boxes = self._boxes(width, left - foot.height - gap)
            return Column(width, head, boxes, foot, gap=gap)
        side = round(width * SIDE)
        boxes = self._boxes(width - side - 2 * gap, left)
        return Column(width, head, Row(boxes, self._foot(side), gap=2 * gap, width=width, top=True), gap=gap)

    def _paged(self, head: Widget, width: float, height: float) -> Widget:
        """In large type, or with nothing to tick, the result stands above; with the boxes where there is no room."""
        gap, foot = self.look.mm(tokens.GAP), self._buttons(width, beside=True)
        size = (width, height - sum(one.height + gap for one in foot))
        above = [head, self._result(width)]
        lines = self._lines(width, size[1] - bar(self.look))
        told = below(self.look, self.words, above, lines, size, page=self.page, turned=self._turned)
        return Column(width, told, *foot, gap=gap)

    def _foot(self, width: float) -> Widget:
        parts = [self._result(width), *self._buttons(width, beside=self.look.portrait)]
        return Column(width, *parts, gap=self.look.mm(tokens.GAP))

    def _buttons(self, width: float, *, beside: bool) -> list[Widget]:
        can = ItemActions(self.step.item, self.stage.services, self.words, self.answers)
        choices = [*can.main(), *can.print()]
        return [actions(self.look, choices[::-1] if beside else choices, width, beside=beside)] if choices else []

    def _boxes(self, width: float, height: float) -> Widget:
        lines = self._lines(width, height - bar(self.look))
        return Pages(self.look, self.words, lines, width, height, page=self.page, turned=self._turned)

    def _lines(self, width: float, most: float) -> list[Widget]:
        return [
            at_most(most, partial(self._box, number, one, width), (tokens.BODY * 1.1, tokens.SMALL))
            for number, one in enumerate(self.step.item.materials)
        ]

    def _box(self, number: int, material: Material, width: float, size: float) -> Widget:
        look, ticked = self.look, number in self.ticked
        box = tick(look, ticked=ticked)
        pad, gap = look.mm(tokens.TIGHT * 1.5), look.mm(tokens.GAP)
        room = width - 2 * pad - box.width - gap
        name = Text(
            look,
            self.words.name(material.material_name, material.names),
            size,
            width=room,
            bold=True,
            colour=tokens.SIGN,
        )
        more = [need_text(self.words, material), *details(self.words, self.step.catalogue, material)]
        told = Text(
            look, self.words("list.dot").join(one for one in more if one), tokens.SMALL, width=room, colour=tokens.SOFT
        )
        said = Column(room, name, told)
        return Pressable(
            look,
            box,
            said,
            press=lambda: self._toggle(number),
            kind=SECONDARY if ticked else QUIET,
            width=width,
            height=max(look.mm(tokens.TARGET), said.height + 2 * pad),
            gap=tokens.GAP,
            pad=tokens.TIGHT * 1.5,
        )

    def _toggle(self, number: int) -> None:
        self.ticked ^= {number}
        self.redraw()

    def _result(self, width: float) -> Widget:
        """In words: all there, or what is missing."""
        look, said, materials = self.look, self.words, self.step.item.materials
        missing = [
            said.name(one.material_name, one.names)
            for number, one in enumerate(materials)
            if one.is_need == NEEDED and number not in self.ticked
        ]
        if not materials:
            return notice(look, said("checklist.nothing"), width, GOOD)
        if not self.ticked:
            size = tokens.SMALL if look.shallow else tokens.BODY  # the first thing to tick is to stand below it
            return notice(look, said("checklist.how"), width, INFO, size=size)
        if missing:
            return notice(
                look, said("checklist.missing", count=len(missing)), width, WARN, more=said("list.comma").join(missing)
            )
        today = self.stage.services.works(Service.TICKET)
        return notice(look, said("checklist.today") if today else said("checklist.complete"), width, GOOD)

    def _turned(self, page: int) -> None:
        self.page = page
