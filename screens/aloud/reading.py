"""What there is to hear on a screen: its texts in their order, and what can be pressed, each with what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from kivy.uix.widget import Widget

from kiosk.model.people import Person
from kiosk.step import Step
from kiosk.texts import Words
from kiosk.voice import Saying
from screens.parts.button import CHOSEN
from screens.parts.press import Press
from screens.parts.text import Text

_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{0,3}\d{5,}|(?<![A-Za-z0-9])[A-Za-z]{1,3}-?\d+")  # A017; a telephone
_TYPED = re.compile(r"(?P<letters>[A-Z0-9 ]+)\|")  # what is being typed, with its mark
_ASIDE = re.compile(r"[|*…·\s]+")  # is seen, and says nothing


@dataclass(frozen=True)
class Reading:
    """What is said at a moment: texts as they stand on the screen, then the words on the strip."""

    texts: tuple[str, ...] = field(repr=False)
    strip: str = ""

    def saying(self, words: Words, private: frozenset[str]) -> Saying:
        """`private` are the texts that only one person may hear."""
        hidden = words("voice.on_screen")

        def told(overheard: bool) -> str:
            texts = [hidden if overheard and _any(private, text) else spoken(text, words) for text in self.texts]
            return words("voice.pause").join(filter(None, (*texts, self.strip)))

        return Saying(told(overheard=False), told(overheard=True), words.language)


def _any(private: frozenset[str], text: str) -> bool:
    return any(one in text for one in private)


def private(step: Step[Any]) -> frozenset[str]:
    """The name and the number of whoever the step is about, masked as they are shown."""
    people = [value for own in fields(step) if isinstance(value := getattr(step, own.name), Person)]
    return frozenset(text for one in people for text in (one.masked_name, one.masked_number) if text)


def spoken(text: str, words: Words) -> str:
    """A text as it is said: numbers of tickets and telephones digit by digit, what is typed letter by letter."""
    if typed := _TYPED.fullmatch(text):
        return " ".join(typed["letters"])
    text = _NUMBER.sub(lambda found: f" {_spelled(found[0], words)} ", text)
    return _ASIDE.sub(" ", text).strip()


def _spelled(number: str, words: Words) -> str:
    digits = words("voice.digits").split()
    return " ".join(digits[int(one)] if one.isascii() and one.isdigit() else one for one in number if one != "-")


def presses(tree: Widget | None) -> list[Any]:
    """What can be pressed, or could be, in the order in which it is read."""
    return [] if tree is None else [one for one in tree.walk(restrict=True) if isinstance(one, Press)]


def free(tree: Widget | None) -> list[str]:
    """The texts that are on no button: what is wrong first, then the others as they are read."""
    if tree is None:
        return []
    urgent, usual = [], []
    for text, alarming in _free(tree, alarming=False):
        (urgent if alarming else usual).append(text)
    return urgent + usual


def _free(tree: Widget, *, alarming: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(tree, Press):
        return
    if isinstance(tree, Text):
        if tree.said.strip():
            yield tree.said, alarming
        return
    alarming = alarming or getattr(tree, "alarming", False)
    for part in reversed(tree.children):
        yield from _free(part, alarming=alarming)


def label(item: Any) -> tuple[str, ...]:
    """What stands on a button."""
    return tuple(one.said for one in item.walk(restrict=True) if isinstance(one, Text) and one.said.strip())


def nature(item: Any, words: Words) -> list[str]:
    """That it is a button, and how it is."""
    told = [words("voice.button")]
    if getattr(item, "kind", None) is CHOSEN:
        told.append(words("voice.chosen"))
    ticks = [part.ticked for part in item.walk(restrict=True) if hasattr(part, "ticked")]
    told += [words("voice.ticked" if ticked else "voice.unticked") for ticked in ticks]
    if item.on_press is None:
        told.append(words("voice.dead"))
    return told
