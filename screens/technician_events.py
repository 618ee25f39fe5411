"""What has happened to the devices, the newest first, by device, by kind and by time."""

from datetime import timedelta

from kivy.uix.widget import Widget

from drivers import DeviceError, Paper
from kiosk.health.history import HistoryEvent, Kind
from kiosk.loop import Stage
from kiosk.room.filters import EventFilter
from kiosk.steps.records import EventsPage
from screens import tokens
from screens.base import Screen
from screens.parts import health, trouble
from screens.parts.box import Column, Panel, Row, inner
from screens.parts.button import SECONDARY, PushButton
from screens.parts.icon import Icon
from screens.parts.notice import BAD, GOOD, INFO, WARN, notice
from screens.parts.pages import Pages
from screens.parts.text import Text
from screens.parts.title import title

LOOKS = {Kind.FAULT: BAD, Kind.RECOVERED: GOOD, Kind.PAPER: WARN, Kind.TESTED: INFO}
PERIODS = {timedelta(hours=1): "hour", timedelta(days=1): "day", timedelta(days=7): "week", timedelta(days=31): "month"}
DETAIL = 90  # characters of a detail


class EventsPageScreen(Screen):
    shows = (EventsPage,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.GAP)
        head = title(look, self.words("eventsPage.title"), width)
        filters = self._filters(width)
        left = height - head.height - filters.height - 2 * gap
        return Column(width, head, filters, self._events(width, left), gap=gap)

    def _filters(self, width: float) -> Widget:
        """Each shows what is wanted, and a press goes on to the next."""
        said, wanted, gap = self.words, self.step.wanted, self.look.mm(tokens.TIGHT * 1.5)
        each = (width - 2 * gap) // 3
        role = health.name(said, wanted.role) if wanted.role else said("eventsPage.every_role")
        kind = said(f"event.{wanted.kind}") if wanted.kind else said("eventsPage.every_kind")
        period = said(f"eventsPage.{PERIODS[wanted.within]}") if wanted.within else said("eventsPage.ever")
        choices = (
            (said("eventsPage.role"), role, wanted.next_role(self.step.roles)),
            (said("eventsPage.kind"), kind, wanted.next_kind()),
            (said("eventsPage.period"), period, wanted.next_period()),
        )
        return Row(*(self._filter(*choice, width=each) for choice in choices), gap=gap, width=width)

    def _filter(self, label: str, text: str, answer: EventFilter, *, width: float) -> Widget:
        tall = self.look.mm(tokens.TALL)
        press = self.answers(answer)
        return PushButton(
            self.look, text, press, width=width, kind=SECONDARY, note=label, height=tall, size=tokens.BODY
        )

    def _events(self, width: float, height: float) -> Widget:
        lines: list[Widget] = [self._line(event, width) for event in self.step.events]
        if not lines:
            lines = [notice(self.look, self.words("eventsPage.empty"), width, INFO)]
        wanted = self.step.wanted
        if wanted.passed:
            lines.insert(0, self._further("eventsPage.newer", wanted.newer(), width))
        if len(self.step.events) >= wanted.limit:
            lines.append(self._further("eventsPage.older", wanted.older(), width))
        return Pages(self.look, self.words, lines, width, height, page=self.page, turned=self._turned)

    def _further(self, key: str, answer: EventFilter, width: float) -> Widget:
        """The lines before or after these are another look at the history."""
        tall, press = self.look.mm(tokens.TARGET), self.answers(answer)
        return PushButton(self.look, self.words(key), press, width=width, kind=SECONDARY, height=tall, size=tokens.BODY)

    def _line(self, event: HistoryEvent, width: float) -> Widget:
        look, said = self.look, self.words
        picture, ink, _ = LOOKS[event.kind]
        if event.finding is not None:
            picture, ink, _ = health.KINDS[event.finding.verdict]
        elif event.paper is Paper.FULL:
            picture, ink, _ = GOOD
        icon = Icon(look, picture, tokens.BODY, ink)
        gap = look.mm(tokens.GAP)
        room = inner(look, width, tokens.TIGHT) - icon.width - gap
        head = said("list.dot").join((health.moment(event.at), health.name(said, event.role), self._what(event)))
        parts = [Text(look, head, tokens.SMALL, width=room, bold=True)]
        if event.detail:
            parts.append(
                Text(look, health.shortened(event.detail, DETAIL), tokens.SMALL, width=room, colour=tokens.SOFT)
            )
        return Panel(look, width, Row(icon, Column(room, *parts), gap=gap), pad=tokens.TIGHT)

    def _what(self, event: HistoryEvent) -> str:
        said = self.words
        if event.finding is not None:
            found = event.finding
            return said(
                "deviceHealth.found", level=said(f"level.{found.level}"), verdict=said(f"verdict.{found.verdict}")
            )
        if event.paper is not None:
            return said(f"paperState.{event.paper}")
        if event.fault is None:
            return said(f"event.{event.kind}")
        what = trouble.what(DeviceError(event.fault), said).rstrip("。.")
        return f"{said('event.recovered')} ({what})" if event.kind is Kind.RECOVERED else what

    def _turned(self, page: int) -> None:
        self.page = page
