"""The smartcard reader on the dock: a person's hand that puts a social-security card in and pulls it out."""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from kivy.uix.widget import Widget

from drivers.emulated.social_card import SocialCardReader
from drivers.protocols.iso7816 import READ_RECORD
from screens.dock.samples import SOCIAL_CARDS, SampleSocialCard
from screens.dock.section import Desk, Section
from screens.parts.button import CHOSEN, QUIET, SECONDARY, PushButton


class SmartcardSection(Section):
    """A card that is in is pressed again to pull it out."""

    role, icon = "smartcard", "chip_card"
    switches = ("mute", "slow", "garbage", "half")  # its answers carry no checksum
    device: SocialCardReader

    def __init__(self, desk: Desk, device: SocialCardReader) -> None:
        self._put, self._midway = "", False
        device.on_command = self._heard
        super().__init__(desk, device)

    @property
    def inside(self) -> str:
        """Which sample card is in the reader, or ""."""
        return self._put if self.device.has_card else ""

    def state(self) -> Hashable:
        return self.inside, self._midway

    def tells(self) -> str:
        return self.words("dock.smartcard.inside" if self.inside else "dock.smartcard.empty")

    def body(self) -> list[Widget]:
        midway = CHOSEN if self._midway else QUIET
        pull = self.device.lift if self.inside else None
        hand: list[Any] = [
            self.button(self.words("dock.smartcard.pull"), pull, width=self.share(2)),
            self.button(self.words("dock.smartcard.pull_midway"), self._turn_midway, width=self.share(2), kind=midway),
        ]
        return [self.grid([self._card(sample) for sample in SOCIAL_CARDS], 3), self.row(hand)]

    def _card(self, sample: SampleSocialCard) -> PushButton:
        inside = sample.key == self.inside
        return self.button(
            self.words(f"dock.smartcard.{sample.key}"),
            self.device.lift if inside else lambda: self.put(sample),
            width=self.share(3),
            note=self.words(f"dock.smartcard.{sample.key}_note"),
            kind=CHOSEN if inside else SECONDARY,
        )

    def put(self, sample: SampleSocialCard) -> None:
        """Put a card in; another one that is there goes first."""
        self._put = sample.key
        self.device.insert(replace(sample.card))

    def _turn_midway(self) -> None:
        self._midway = not self._midway

    def _heard(self, command: bytes) -> None:
        """On the reader's own thread, just before the card answers."""
        if self._midway and command[1] == READ_RECORD:
            self.device.lift()
