"""What staff may set at the screen: each value with what it can be; and the configuration on a stick, both ways."""

from pathlib import Path

from kivy.uix.widget import Widget

from kiosk.config.adjusting import Adjustable
from kiosk.loop import Stage
from kiosk.steps.configuration import Adjust, SettingsPage, TakeAlong, TakeOver
from kiosk.steps.connection import Connect
from kiosk.texts import languages, words
from screens import tokens
from screens.base import Screen
from screens.parts import health
from screens.parts.actions import Action
from screens.parts.box import Column, Row
from screens.parts.button import CHOSEN, QUIET, SECONDARY, PushButton
from screens.parts.listing import listing, mistaken
from screens.parts.notice import BAD, GOOD, notice
from screens.parts.text import Text
from screens.parts.title import title

STICKS = 1  # that are offered


class SettingsPageScreen(Screen):
    shows = (SettingsPage,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        return listing(
            self.look, self.words, self._told, self._lines, self._choices(),
            size=(width, height), gap=tokens.GAP, page=self.page, turned=self._turned,
        )  # fmt: skip

    def _told(self, width: float) -> list[Widget]:
        look, said, step = self.look, self.words, self.step
        parts: list[Widget] = [title(look, said("settingsPage.title"), width, said("settingsPage.more"))]
        if step.mistakes:
            parts.append(notice(look, said("settingsPage.wrong"), width, BAD, more=said("settingsPage.wrong_more")))
        if step.trouble is not None:
            parts.append(notice(look, said("readinessPage.not_saved"), width, BAD))
        elif step.saved is not None:
            file = health.shortened(str(step.saved), 90)
            parts.append(notice(look, said("readinessPage.saved", file=file), width, GOOD))
        return parts

    def _lines(self, width: float) -> list[Widget]:
        if self.step.mistakes:
            return mistaken(self.look, self.step.mistakes, width)
        return [self._line(one, width) for one in self.step.settings]

    def _line(self, one: Adjustable, width: float) -> Widget:
        """What it is, and below it what it can be; the one that is chosen looks chosen and says so."""
        look, gap = self.look, self.look.mm(tokens.TIGHT * 1.5)
        label = Text(
            look, self.words(f"setting.{one.table}.{one.name}"), tokens.BODY, width=width, bold=True, colour=tokens.SIGN
        )
        each = (width - gap * (len(one.choices) - 1)) // len(one.choices)
        buttons = []
        for value in one.choices:
            now = value == one.value
            press = (lambda: None) if now else self.answers(Adjust(one.table, one.name, value))
            buttons.append(
                PushButton(
                    look, self._value(one, value), press, width=each, kind=CHOSEN if now else QUIET,
                    icon="tick" if now else "", height=look.mm(tokens.TARGET), size=tokens.BODY,
                )
            )  # fmt: skip
        return Column(width, label, Row(*buttons, gap=gap, width=width), gap=look.mm(tokens.TIGHT))

    def _value(self, one: Adjustable, value: object) -> str:
        if one.name == "language" and value in languages():
            return words(str(value))("language.name")
        if one.name == "style":
            return self.words(f"style.{value}")
        if one.name == "hours" and not value:
            return self.words("settingsPage.always")
        if one.name == "days":
            return self.words(f"settingsDays.{value}")
        if isinstance(value, bool):
            return self.words("settingsPage.on" if value else "settingsPage.off")
        return str(value)

    def _choices(self) -> list[Action]:
        said = self.words
        if self.step.mistakes:
            return [Action(said("settingsPage.along_none"), None, note=said("settingsPage.mend"))]
        connect = (
            [Action(said("settingsPage.connect"), self.answers(Connect()), SECONDARY)] if self.step.connects else []
        )
        onto = [Action(self._named("along", one), self.answers(TakeAlong(one)), SECONDARY) for one in self.step.sticks]
        off = [Action(self._named("over", one), self.answers(TakeOver(one)), SECONDARY) for one in self.step.others]
        none = [] if onto else [Action(said("settingsPage.along_none"), None, note=said("settingsPage.stick"))]
        return [*onto[:STICKS], *off[:STICKS], *connect, *none]

    def _named(self, what: str, stick: Path) -> str:
        return self.words(f"settingsPage.{what}", stick=health.shortened(stick.name or str(stick), 18))

    def _turned(self, page: int) -> None:
        self.page = page
