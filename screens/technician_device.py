"""One device for the technician: how it is, what to do about it, its tests, and what else can be asked of it."""

from kivy.uix.widget import Widget

from drivers import DeviceError, Status
from kiosk.health.model import Level
from kiosk.loop import Stage
from kiosk.steps.room import DevicePage, DeviceWish
from screens import tokens
from screens.base import Screen
from screens.parts import health, orders, trouble
from screens.parts.box import Column, Panel, Row, Spring, grid, inner
from screens.parts.button import PRIMARY, SECONDARY, Kind, PushButton
from screens.parts.facts import lines
from screens.parts.notice import BAD, INFO, notice
from screens.parts.pages import Pages
from screens.parts.title import title

ASKS = {"card", "code", "smartcard", "presence"}  # whose external test waits for something to be presented


class DevicePageScreen(Screen):
    shows = (DevicePage,)
    live = True

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        device = self.step.device
        status = self.stage.health.get(device.role, device.status)
        head = title(look, health.name(said, device.role), width, health.state(said, status))
        asks = self._asks(width, 2 if look.portrait else 4)
        left = height - head.height - asks.height - 2 * gap
        if look.portrait:
            told = self._told(width, status)
            facts = self._facts(width, left - sum(one.height + gap for one in told) - gap, status)
            return Column(width, head, *told, facts, Spring(), asks, gap=gap, height=height)
        half = (width - 2 * gap) // 2
        beside = Column(half, *self._told(half, status), gap=gap)
        row = Row(self._facts(half, left, status), beside, gap=2 * gap, width=width, height=left, top=True)
        return Column(width, head, row, asks, gap=gap, height=height)

    def _told(self, width: float, status: Status) -> list[Widget]:
        """The test that has just ended; else what to do about a fault; and that a trace is on."""
        look, said, step = self.look, self.words, self.step
        told: list[Widget] = []
        if step.made is not None:
            told.append(health.finding_notice(look, said, step.made, width))
        elif status.fault is not None:
            error = DeviceError(status.fault)
            error.role = step.device.role
            told.append(notice(look, trouble.staff(error, said), width, BAD, more=health.shortened(status.detail, 120)))
        if step.tracing is not None:
            told.append(notice(look, said("devicePage.tracing", until=health.moment(step.tracing)), width, INFO))
        return told

    def _facts(self, width: float, most: float, status: Status) -> Widget:
        """As large as the room allows; on pages where there is too much."""
        look, pad, gap = self.look, tokens.GAP, tokens.TIGHT
        room, left = inner(look, width, pad), most - 2 * look.mm(pad)
        rows: list[Widget] = []
        for size in (tokens.BODY, tokens.SMALL):
            rows = lines(look, self._pairs(status), room, size=size)
            if sum(row.height for row in rows) + look.mm(gap) * (len(rows) - 1) <= left:
                return Panel(look, width, *rows, pad=pad, gap=gap)
        told = Pages(look, self.words, rows, room, left, gap=gap, page=self.page, turned=self._turned)
        return Panel(look, width, told, pad=pad)

    def _pairs(self, status: Status) -> tuple[tuple[str, str], ...]:
        said, device = self.words, self.step.device
        about = device.about
        return (
            (said("devicePage.tested"), health.tested(said, device.last_test)),
            (said("devicePage.faulted"), health.faulted(said, device) or said("deviceHealth.none")),
            (said("devicePage.detail"), health.shortened(status.detail, health.DETAIL // 2)),
            (said("devicePage.orders"), orders.in_a_line(said, self.step.orders)),
            (said("devicePage.paper"), said(f"paperState.{status.paper}") if status.paper else ""),
            (said("devicePage.counters"), health.counted(said, device)),
            (said("devicePage.driver"), device.model),
            (said("devicePage.maker"), " ".join(part for part in (about.maker, about.model) if part)),
            (said("devicePage.firmware"), about.firmware),
            (said("devicePage.serial"), about.serial),
        )

    def _turned(self, page: int) -> None:
        self.page = page

    def _asks(self, width: float, columns: int) -> Widget:
        said, wishes, gap = self.words, self.step.wishes, self.look.mm(tokens.TIGHT * 1.5)
        each = (width - gap * (columns - 1)) // columns
        external = "devicePage.present" if self.step.device.role in ASKS else "devicePage.does"
        asks = [
            self._ask(said("level.internal"), Level.INTERNAL, each, SECONDARY, said("devicePage.asks")),
            self._ask(said("level.external"), Level.EXTERNAL, each, PRIMARY, said(external)),
        ]
        asks += [self._ask(said(f"deviceWish.{wish}"), wish, each) for wish in DeviceWish if wish in wishes]
        return grid(asks, columns, gap, width)

    def _ask(
        self, text: str, answer: Level | DeviceWish, width: float, kind: Kind = SECONDARY, note: str = ""
    ) -> Widget:
        tall, size, press = (
            self.look.mm(tokens.TALL if note else tokens.TARGET),
            tokens.BODY * 1.1,
            self.answers(answer),
        )
        return PushButton(self.look, text, press, width=width, kind=kind, note=note, height=tall, size=size)
