"""What can be done with an item here and now, as buttons; one that does not work says why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.model.catalogue import Item
from kiosk.services import Service, Services
from kiosk.steps.finding import GuideWish
from kiosk.texts import Words
from screens.parts.actions import Action
from screens.parts.button import PRIMARY, SECONDARY, Kind


@dataclass(frozen=True)
class ItemActions:
    """`answers` makes of a wish what a button does."""

    item: Item
    services: Services
    words: Words
    answers: Callable[[Any], Callable[[], None]]

    def main(self) -> list[Action]:
        """Take a number, and book a time where the item can be booked."""
        found = self._action(Service.TICKET, GuideWish.TICKET, "ticket", PRIMARY)
        if self.item.bookable:
            found += self._action(Service.BOOK, GuideWish.BOOK, "calendar", PRIMARY)
        return found

    def more(self) -> list[Action]:
        """What helps to prepare."""
        return [
            Action(self.words("act.checklist"), self.answers(GuideWish.CHECKLIST), icon="list"),
            *self.print(),
            Action(self.words("act.takeAlong"), self.answers(GuideWish.TAKE_ALONG), icon="code"),
        ]

    def print(self) -> list[Action]:
        return self._action(Service.PRINT, GuideWish.PRINT, "print", SECONDARY)

    def _action(self, service: Service, wish: GuideWish, icon: str, kind: Kind) -> list[Action]:
        """Nothing for what is not offered here at all."""
        if not self.services.offers(service):
            return []
        reason = self.services.reason(service)
        note = self.words(f"why.{reason}") if reason else ""
        return [Action(self.words(f"act.{wish}"), None if reason else self.answers(wish), kind, icon, note)]
