"""The technician's overview: every device with its state, last test, last fault, paper, counters; and the ways on."""

from kivy.uix.widget import Widget

from kiosk.credentials.model import MAY, Part
from kiosk.health.model import DeviceView
from kiosk.loop import Stage
from kiosk.steps.room import OpenDevice, Overview
from screens import tokens
from screens.base import Screen
from screens.parts import health
from screens.parts.box import Column, Row, Spring, grid
from screens.parts.button import QUIET, SECONDARY, Pressable, PushButton
from screens.parts.icon import Icon
from screens.parts.notice import WARN, notice
from screens.parts.pages import Pages
from screens.parts.text import Text, fitted
from screens.parts.title import title

ICONS = {
    Part.TODAY: "clock",
    Part.OPERATIONS: "home",
    Part.BULLETIN: "info",
    Part.EVENTS: "list",
    Part.READINESS: "slip",
    Part.ORDERS: "guide",
    Part.MAINTENANCE: "warning",
    Part.SCREEN: "hand",
    Part.NETWORK: "globe",
    Part.MACHINE: "window",
    Part.FINDING: "search",
}
COLUMNS, COLUMNS_WIDE = 2, 2
KIND = 40  # characters of a device's maker and model


class OverviewScreen(Screen):
    shows = (Overview,)
    live = True

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        left = width if look.portrait else round(width * 0.6)
        head = title(look, said("overview.title"), left, said(f"overview.{self.step.who}"))
        told = self._notice(left)
        if look.portrait:
            ways = self._ways(width, COLUMNS)
            room = height - head.height - ways.height - sum(one.height + gap for one in told) - 2 * gap
            return Column(width, head, *told, self._devices(width, room), ways, gap=gap)
        room = height - head.height - sum(one.height + gap for one in told) - gap
        devices = Column(left, head, *told, self._devices(left, room), gap=gap)
        beside = width - left - 2 * gap
        ways = Column(beside, Spring(), self._ways(beside, COLUMNS_WIDE), Spring(), height=height)
        return Row(devices, ways, gap=2 * gap, width=width, height=height)

    def _notice(self, width: float) -> list[Widget]:
        if self.step.notice is None:
            return []
        return [notice(self.look, self.words("overview.closed"), width, WARN)]

    def _devices(self, width: float, height: float) -> Widget:
        lines: list[Widget] = [self._line(device, width) for device in self.step.devices]
        if not lines:
            lines = [notice(self.look, self.words("overview.empty"), width, WARN, more=self.words("overview.find"))]
        return Pages(self.look, self.words, lines, width, height, page=self.page, turned=self._turned)

    def _line(self, device: DeviceView, width: float) -> Widget:
        """Name and state, and below them in small type what else is known."""
        look, said = self.look, self.words
        status = self.stage.health.get(device.role, device.status)
        name, ink, _ = health.mood(status)
        picture = Icon(look, name, tokens.LARGE, ink)
        pad, gap = look.mm(tokens.TIGHT * 1.2), look.mm(tokens.GAP)
        room = width - 2 * pad - picture.width - gap
        half = (room - gap) // 2
        called = health.name(said, device.role)
        head = Row(
            fitted(look, called, half, (tokens.LARGE, tokens.BODY), 1, bold=True, colour=tokens.SIGN),
            fitted(look, health.state(said, status), half, (tokens.BODY, tokens.SMALL), 2, bold=True, colour=ink),
            gap=gap,
        )
        paper = said(f"paperState.{status.paper}") if status.paper else ""
        fault = health.faulted(said, device)
        told = (
            health.tested(said, device.last_test),
            health.shortened(health.kind(device), KIND),
            said("overview.fault", fault=fault) if fault else "",
            paper,
            health.counted(said, device) if look.portrait else "",
        )
        more = Text(
            look, said("list.dot").join(one for one in told if one), tokens.SMALL, width=room, colour=tokens.SOFT
        )
        words = Column(room, head, more, gap=look.mm(1))
        return Pressable(
            look, picture, words, press=self.answers(OpenDevice(device.role)), kind=QUIET, width=width,
            height=words.height + 2 * pad, gap=tokens.GAP, pad=tokens.TIGHT * 1.2,
        )  # fmt: skip

    def _ways(self, width: float, columns: int) -> Widget:
        """The other parts of the room, as far as this role may see them."""
        gap = self.look.mm(tokens.TIGHT * 1.5)
        each = (width - gap * (columns - 1)) // columns
        parts = [part for part in ICONS if part in MAY[self.step.who]]
        return grid((self._way(part, each) for part in parts), columns, gap, width)

    def _way(self, part: Part, width: float) -> Widget:
        text = self.words(f"part.{part}")
        if part is Part.ORDERS and self.step.orders:
            text = self.words("overview.orders", count=self.step.orders)
        return PushButton(
            self.look, text, self.answers(part), width=width, kind=SECONDARY, icon=ICONS[part], size=tokens.BODY * 1.1
        )

    def _turned(self, page: int) -> None:
        self.page = page
