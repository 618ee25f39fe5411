"""What the kernel tells of the sound card that a device of ALSA is named after: is it there, what is it called."""

import re
from dataclasses import dataclass
from pathlib import Path

from drivers import About, DeviceError, Fault

CARDS = Path("/proc/asound")  # where the kernel lists its sound cards, each by its short name
_CARD = re.compile(r"(?:CARD=|hw:(?!CARD=))(?P<card>[^,]+)")


@dataclass(frozen=True)
class SoundCard:
    """`name` is "" where the device has no card of its own, such as "default"."""

    name: str
    folder: Path = CARDS

    def check(self) -> None:
        """Raises DeviceError, NO_DEVICE, when the kernel does not list it any more. No sound is made."""
        entry = f"card{self.name}" if self.name.isdigit() else self.name
        if self.name and not (self.folder / entry).exists():
            raise DeviceError(Fault.NO_DEVICE, f"there is no sound card {self.name}")

    def about(self) -> About:
        """What the kernel calls it."""
        if not self.name:
            return About()
        try:
            listed = (self.folder / "cards").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return About()
        card = re.escape(self.name)
        named = re.search(rf"^ *(?:{card} \[\S+ *\]|\d+ \[{card} *\]): \S+ - (?P<name>.+)", listed, re.MULTILINE)
        return About(model=named["name"].strip()) if named else About()


def card_of(device: str, folder: Path = CARDS) -> SoundCard:
    """The card in ALSA's name of a device, such as "plughw:CARD=PCH,DEV=0" or "hw:1"."""
    found = _CARD.search(device)
    return SoundCard(found["card"] if found else "", folder)
