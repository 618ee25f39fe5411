"""The booked day and time, the code, and what became of the slip."""

from kivy.uix.widget import Widget

from kiosk.steps.appointments import AppointmentMade
from screens import tokens
from screens.base import Screen
from screens.parts import sheet
from screens.parts.made import made, plate
from screens.parts.pages import bar
from screens.parts.slip import certainly_missing, slip
from screens.parts.text import Text, fitted
from screens.parts.where import where

HOURS = (tokens.NUMBER, tokens.NUMBER * 0.75, tokens.GREAT)  # mm
DAYS = (tokens.GREAT, tokens.TITLE)


class AppointmentMadeScreen(Screen):
    shows = (AppointmentMade,)

    def draw(self, width: float, height: float) -> Widget:
        crowded = certainly_missing(self.step.trouble)
        ask = [where(self)] if self.step.way else []
        return made(self, self._time, self._told, width=width, height=height, crowded=crowded, also=ask)

    def _time(self, width: float, height: float) -> Widget:
        look, said, slot = self.look, self.words, self.step.appointment.slot

        def parts(room: float, sizes: tuple[float, ...]) -> list[Widget]:
            white = {"bold": True, "colour": tokens.WHITE, "align": "center"}
            title = said("appointmentMade.title")
            return [
                Text(look, title, tokens.LARGE, width=room, colour=tokens.SIGN_SOFT, align="center"),
                fitted(look, said.day(slot.day), room, DAYS, 1, **white),
                fitted(look, said.clock(slot.start), room, sizes, 1, **white),
            ]

        return plate(look, parts, HOURS, width, height)

    def _told(self, width: float, most: float) -> list[Widget]:
        look, said, booked = self.look, self.words, self.step.appointment
        pairs = (
            (said("slip.code"), booked.code),
            (said("slip.matter"), said.name(booked.item_name, booked.item_names)),
            (said("appointmentMade.hall"), said.name(booked.hall_name, booked.hall_names)),
            (said("slip.windows"), said("list.comma").join(booked.windows)),
        )
        told = slip(
            look, said, "appointmentMade", fate=self.step.fate, trouble=self.step.trouble, width=width,
            most=(most - bar(look)) * (0.5 if look.crowded else 1),  # what was booked has to find room beside it
        )  # fmt: skip
        left = most - (told.height + look.mm(tokens.GAP) if told else 0)
        facts, notices = sheet.told(look, pairs, width, left, most), [told] if told else []
        return [*notices, *facts] if len(facts) > 1 else [*facts, *notices]  # over pages, the slip comes first
