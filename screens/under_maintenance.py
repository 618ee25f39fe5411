"""The closed terminal: that it is, why, and where else it can be done. Its clock is the way in for technicians."""

from collections.abc import Callable

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.maintenance.hours import hours_of
from kiosk.model.catalogue import Hall
from kiosk.steps.common import Knock
from kiosk.steps.door import UnderMaintenance
from kiosk.texts import languages, words
from screens import tokens
from screens.base import Screen
from screens.parts.box import Column, Panel, Row, Spring, inner
from screens.parts.button import ON_SIGN, PushButton
from screens.parts.facts import fitting, lines
from screens.parts.hold import Hold
from screens.parts.icon import Icon
from screens.parts.pages import Pages, bar, stacked
from screens.parts.text import Text, fitted


class UnderMaintenanceScreen(Screen):
    shows = (UnderMaintenance,)
    bare = True

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, gap = self.look, self.look.mm(tokens.WIDE)
        if look.portrait:
            sign = self._sign(width, round(height * (0.58 if look.crowded and not look.dress.low else 0.46)))
            return Column(width, sign, self._elsewhere(width, height - sign.height - gap), gap=gap)
        left = round(width * 0.5)
        return Row(
            self._sign(left, height), self._elsewhere(width - left - gap, height), gap=gap, width=width, height=height
        )

    def _sign(self, width: float, height: float) -> Widget:
        look, said = self.look, self.words
        room = inner(look, width, tokens.EDGE)
        foot = self._foot(room)
        gap = look.mm(tokens.TIGHT * 1.5)
        sizes = (tokens.GREAT, tokens.TITLE, tokens.LARGE)
        name = "underMaintenance.title" if hours_of(self.step.notice) is None else "underMaintenance.not_open"
        head = (
            Icon(look, "warning", tokens.GREAT * 1.2, tokens.WHITE),
            fitted(look, said(name), room, sizes, 1, bold=True, colour=tokens.WHITE, align="center"),
        )
        sorry = Text(look, said("underMaintenance.sorry"), tokens.BODY, width=room, colour=tokens.WHITE, align="center")
        tall = height - look.mm(2 * tokens.WIDE) - foot.height
        left = tall - sum(one.height for one in (*head, sorry)) - 4 * gap
        told = [*head, self._why(room, left), sorry]
        while stacked(told, gap) > tall and len(told) > 2:  # first the picture gives way, then the regret
            told.remove(told[0] if told[0] is head[0] else told[-1])
        middle = Column(room, *told, gap=gap, align="center")
        whole = Column(room, Spring(), middle, Spring(), foot, height=height - look.mm(2 * tokens.WIDE))
        return Panel(look, width, whole, colour=tokens.SIGN, edge=None, pad=tokens.WIDE, height=height, align="center")

    def _why(self, width: float, most: float) -> Text:
        """The reason, as large as the room allows."""
        text, style = self._reason(), {"colour": tokens.SIGN_SOFT, "align": "center"}
        for size in (tokens.TITLE, tokens.LARGE, tokens.BODY):
            told = Text(self.look, text, size, width=width, **style)
            if told.height <= most:
                return told
        return Text(self.look, text, tokens.SMALL, width=width, **style)

    def _reason(self) -> str:
        said, reason = self.words, self.step.notice.reason
        if (hours := hours_of(self.step.notice)) is not None:
            return said("maintenanceReason.hours" if hours else "maintenanceReason.day", hours=hours)
        known = f"maintenanceReason.{reason or 'none'}"
        return said(known) if known in said else reason

    def _foot(self, width: float) -> Widget:
        """Nothing can be done here, but everybody may read why, and have somebody come."""
        others = [one for one in languages() if one != self.words.language]
        buttons = [
            *(self._button(words(one)("language.name"), "globe", lambda one=one: self.language(one)) for one in others),
            self._button(self.words("footer.call"), "staff", self.around.call),
        ]
        clock, gap = self._clock(), self.look.mm(tokens.GAP)
        if sum(one.width + gap for one in (*buttons, clock)) <= width:
            return Row(*buttons, Spring(), clock, gap=gap, width=width)
        return Column(width, *buttons, Row(Spring(), clock, width=width), gap=self.look.mm(tokens.TIGHT))

    def _button(self, text: str, icon: str, press: Callable[[], None]) -> Widget:
        wide, tall = self.look.mm(64), self.look.mm(tokens.TARGET)
        return PushButton(self.look, text, press, width=wide, height=tall, kind=ON_SIGN, icon=icon, size=tokens.BODY)

    def _clock(self) -> Widget:
        look, said, now = self.look, self.words, self.around.now()
        hour = Text(look, said.clock(now.time()), tokens.TITLE, colour=tokens.WHITE, bold=True, align="right")
        day = Text(look, said.day(now.date()), tokens.SMALL, colour=tokens.SIGN_SOFT, align="right")
        wide = max(hour.width, day.width)
        return Hold(look, hour, day, press=lambda: None, held_long=self.answers(Knock()), width=wide, gap=look.mm(1))

    def _elsewhere(self, width: float, height: float) -> Widget:
        """The windows of this hall, and the nearest other halls and points with a terminal."""
        look, said = self.look, self.words
        room = inner(look, width, tokens.WIDE)
        here = self.around.hall()
        rows: list[Widget] = [
            Text(look, said("underMaintenance.instead"), tokens.LARGE, width=room, bold=True, colour=tokens.SIGN)
        ]
        if here is not None and here.windows:
            rows.append(Text(look, said("underMaintenance.windows"), tokens.BODY, width=room))
        others = self.stage.services.elsewhere
        gap, tall = look.mm(tokens.GAP), height - look.mm(2 * tokens.WIDE)
        each = (tall - sum(row.height + gap for row in rows)) // max(1, len(others)) - gap
        for hall in others:
            rows += self._hall(hall, room, each, tall)
        if not others:
            rows.append(Text(look, said("underMaintenance.ask"), tokens.LARGE, width=room))
        listed = Pages(look, said, rows, room, tall, gap=tokens.GAP, page=self.page, turned=self._turned)
        return Panel(look, width, listed, pad=tokens.WIDE, height=height)

    def _turned(self, page: int) -> None:
        self.page = page

    def _hall(self, hall: Hall, width: float, most: float, page: float) -> list[Widget]:
        """In large type each line on its own, so that pages can hold them."""
        look, said = self.look, self.words
        name = fitted(
            look, said.name(hall.name, hall.names), width, (tokens.LARGE, tokens.BODY), 2, bold=True, colour=tokens.BLUE
        )
        today = dict(hall.hours).get(str(self.around.now().isoweekday()), "") or said("underMaintenance.shut_today")
        pairs = (
            (said("underMaintenance.address"), hall.address),
            (said("underMaintenance.today"), today),
            (said("underMaintenance.telephone"), hall.telephone),
        )
        if look.crowded:
            return [name, *lines(look, pairs, width, most=page - bar(look))]
        facts = fitting(look, pairs, width, most - name.height - look.mm(tokens.TIGHT), tokens.BODY)
        return [Column(width, name, facts, gap=look.mm(tokens.TIGHT))]
