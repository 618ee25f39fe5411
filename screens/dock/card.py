"""The card reader on the dock: a person's hand that lays a card down and takes it away."""

from collections.abc import Hashable
from typing import Any

from kivy.uix.widget import Widget

from drivers.emulated.card_reader import CardReader
from drivers.protocols.sam_answers import READ_FAILED
from screens.dock.samples import CARDS, SampleCard
from screens.dock.section import Desk, Section
from screens.parts.button import CHOSEN, QUIET, SECONDARY, PushButton

MIDWAY = 700  # bytes of the 1,295 of a read after which the card is pulled away


class CardSection(Section):
    """A card that lies there is pressed again to take it away."""

    role = icon = "card"
    device: CardReader

    def __init__(self, desk: Desk, device: CardReader) -> None:
        self._laid = ""
        super().__init__(desk, device)

    @property
    def lying(self) -> str:
        """Which sample card lies on the reader, or ""."""
        return self._laid if self.device.has_card else ""

    def state(self) -> Hashable:
        return self.lying, self.device.lift_at

    def tells(self) -> str:
        return self.words("dock.card.lying" if self.lying else "dock.card.empty")

    def body(self) -> list[Widget]:
        midway = CHOSEN if self.device.lift_at else QUIET
        hand: list[Any] = [
            self.button(self.words("dock.card.lift"), self.lift if self.lying else None, width=self.share(2)),
            self.button(self.words("dock.card.lift_midway"), self._midway, width=self.share(2), kind=midway),
        ]
        return [self.grid([self._card(sample) for sample in CARDS], 3), self.row(hand)]

    def _card(self, sample: SampleCard) -> PushButton:
        lies = sample.key == self.lying
        return self.button(
            self.words(f"dock.card.{sample.key}"),
            self.lift if lies else lambda: self.lay(sample),
            width=self.share(3),
            note=self.words(f"dock.card.{sample.key}_note"),
            kind=CHOSEN if lies else SECONDARY,
        )

    def lay(self, sample: SampleCard) -> None:
        """Lay a card down; another one that lies there goes first."""
        self.lift()
        self._laid = sample.key
        self.device.cannot_read = READ_FAILED if sample.unreadable else None
        self.device.insert(sample.card)

    def lift(self) -> None:
        self.device.lift()

    def _midway(self) -> None:
        self.device.lift_at = None if self.device.lift_at else MIDWAY
