"""The number, where to go, and what became of the slip."""

from kivy.uix.widget import Widget

from kiosk.steps.queueing import TicketTaken
from screens import tokens
from screens.base import Screen
from screens.parts import sheet
from screens.parts.made import made, plate
from screens.parts.notice import INFO, notice
from screens.parts.pages import bar
from screens.parts.slip import certainly_missing, slip
from screens.parts.terms import waits
from screens.parts.text import Text, fitted
from screens.parts.where import where

NUMBERS = (tokens.NUMBER * 1.15, tokens.NUMBER, tokens.NUMBER * 0.7, tokens.GREAT)  # mm
QUEUES = (tokens.TITLE, tokens.LARGE, tokens.BODY, tokens.SMALL)


class TicketTakenScreen(Screen):
    shows = (TicketTaken,)

    def draw(self, width: float, height: float) -> Widget:
        ticket = self.step.ticket
        crowded = certainly_missing(self.step.trouble) or ticket.held_already or ticket.ahead is None
        ask = [where(self)] if self.step.way else []
        return made(self, self._number, self._told, width=width, height=height, crowded=crowded, also=ask)

    def _number(self, width: float, height: float) -> Widget:
        look, said, ticket = self.look, self.words, self.step.ticket

        def parts(room: float, sizes: tuple[float, ...]) -> list[Widget]:
            white = {"bold": True, "colour": tokens.WHITE, "align": "center"}
            title, queue = said("ticketTaken.number"), said.name(ticket.queue.name, ticket.queue.names)
            return [
                Text(look, title, tokens.LARGE, width=room, colour=tokens.SIGN_SOFT, align="center"),
                fitted(look, ticket.number, room, sizes, 1, **white),
                fitted(look, queue, room, QUEUES, 2, **white),
            ]

        return plate(look, parts, NUMBERS, width, height)

    def _told(self, width: float, most: float) -> list[Widget]:
        look, said, ticket = self.look, self.words, self.step.ticket
        windows = said("list.comma").join(ticket.queue.windows)
        pairs = (
            (said("ticketTaken.go"), said("ticketTaken.windows", windows=windows) if windows else ""),
            *waits(said, ticket.ahead, ticket.minutes),
            (said("slip.matter"), said.name(ticket.item_name, ticket.item_names)),
        )
        parts = [
            notice(look, said("slip.held_already"), width, INFO) if ticket.held_already else None,
            notice(look, said("ticketTaken.put_by"), width, INFO) if ticket.ahead is None else None,
            slip(
                look,
                said,
                "ticketTaken",
                fate=self.step.fate,
                trouble=self.step.trouble,
                width=width,
                most=(most - bar(look)) * (0.5 if look.crowded else 1),  # where to go has to find room beside it
            ),
        ]
        notices = [part for part in parts if part is not None]
        left = most - sum(part.height + look.mm(tokens.GAP) for part in notices)
        facts = sheet.told(look, pairs, width, left, most)
        if len(facts) == 1:
            return [*facts, *notices]
        return [*notices[-1:], *facts, *notices[:-1]]  # over pages, the slip comes first
