"""Booked times in words."""

from kiosk.model.appointments import Slot
from kiosk.texts import Words


def span(slot: Slot, words: Words) -> str:
    """From when to when, on its day."""
    return words("times.span", start=words.clock(slot.start), end=words.clock(slot.end))


def when(slot: Slot, words: Words) -> str:
    """Day and time."""
    return words("times.when", day=words.day(slot.day), span=span(slot, words))
