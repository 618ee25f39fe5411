"""Every work order of the terminal, the newest first; filing one by hand, and saying that the work of one is done."""

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.model.orders import Reason, Report, WorkOrder
from kiosk.steps.orders import ChooseReason, Done, OrdersPage, OrdersWish
from screens import tokens
from screens.base import Screen
from screens.parts import health, orders
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Panel, Row, grid, inner
from screens.parts.button import PRIMARY, SECONDARY, PushButton
from screens.parts.icon import Icon
from screens.parts.notice import BAD, GOOD, INFO, WARN, notice
from screens.parts.pages import Pages
from screens.parts.text import Text
from screens.parts.title import title

BUTTON = 34.0  # mm


class OrdersPageScreen(Screen):
    shows = (OrdersPage,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        head = title(look, said("ordersPage.title"), width)
        told = self._told(width)
        foot = actions(look, self._choices(), width, height=tokens.TARGET)
        left = height - head.height - foot.height - sum(one.height + gap for one in told) - 2 * gap
        pages = Pages(look, said, self._lines(width), width, left, page=self.page, turned=self._turned)
        return Column(width, head, *told, pages, foot, gap=gap)

    def _told(self, width: float) -> list[Widget]:
        if not self.step.orders.away:
            return []
        return [notice(self.look, self.words("ordersPage.away"), width, WARN, more=self.words("ordersPage.kept"))]

    def _choices(self) -> list[Action]:
        said = self.words
        file = Action(said("ordersPage.file"), self.answers(OrdersWish.FILE), PRIMARY)
        return [file, Action(said("ordersPage.again"), self.answers(OrdersWish.AGAIN))]

    def _lines(self, width: float) -> list[Widget]:
        known = self.step.orders
        lines: list[Widget] = [self._unsent(one, "ordersPage.waiting", WARN, width) for one in known.waiting]
        lines += [self._unsent(one, "ordersPage.refused", BAD, width) for one in known.refused]
        lines += [self._order(one, width) for one in known.orders]
        return lines or [notice(self.look, self.words("ordersPage.empty"), width, INFO)]

    def _unsent(self, report: Report, state: str, kind: tuple[str, str, str], width: float) -> Widget:
        return self._line(report, self.words(state), health.moment(report.since), kind, width)

    def _order(self, order: WorkOrder, width: float) -> Widget:
        said = self.words
        kind = INFO if order.state.ended else GOOD if order.recovered else WARN
        done = None if order.state.ended else Done(order.id)
        return self._line(order, orders.progress(said, order), orders.details(said, order), kind, width, done=done)

    def _line(
        self,
        order: WorkOrder | Report,
        state: str,
        more: str,
        kind: tuple[str, str, str],
        width: float,
        *,
        done: Done | None = None,
    ) -> Widget:
        """What is the matter with which device, how far it has come, and a button for who has done it."""
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        icon, ink = Icon(look, kind[0], tokens.BODY, kind[1]), kind[1]
        beside = look.mm(BUTTON) + gap if done else 0
        room = inner(look, width, tokens.TIGHT) - icon.width - gap - beside
        matter = said("list.dot").join((health.name(said, order.role), orders.matter(said, order)))
        words = Column(
            room,
            Text(look, matter, tokens.BODY, width=room, bold=True, colour=tokens.SIGN),
            Text(look, state, tokens.BODY, width=room, bold=True, colour=ink),
            Text(look, more, tokens.SMALL, width=room, colour=tokens.SOFT),
        )
        parts: list[Widget] = [icon, words]
        if done:
            press, text = self.answers(done), said("ordersPage.done")
            parts.append(PushButton(look, text, press, width=look.mm(BUTTON), kind=SECONDARY, size=tokens.BODY))
        return Panel(look, width, Row(*parts, gap=gap), pad=tokens.TIGHT)

    def _turned(self, page: int) -> None:
        self.page = page


class ChooseReasonScreen(Screen):
    shows = (ChooseReason,)

    def draw(self, width: float, height: float) -> Widget:
        del height
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        columns = 1 if look.portrait else 2
        each = (width - gap * (columns - 1)) // columns
        head = title(look, said("chooseReason.title"), width, health.name(said, self.step.role))
        asked = Text(look, said("chooseReason.asked"), tokens.LARGE, width=width, bold=True, colour=tokens.SIGN)
        reasons = (
            PushButton(
                look, said(f"orderReason.{reason}"), self.answers(reason), width=each, kind=SECONDARY,
                height=look.mm(tokens.TALL), size=tokens.LARGE,
            )
            for reason in Reason
        )  # fmt: skip
        return Column(width, head, asked, grid(reasons, columns, gap, width), gap=gap)
