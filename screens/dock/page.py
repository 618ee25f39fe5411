"""The A4 printer on the dock: pages are taken out, the tray is emptied and filled, paper jams, the cover is opened."""

from collections.abc import Hashable

from kivy.uix.widget import Widget

from drivers.emulated.page_printer import PagePrinter
from screens.dock.section import Section
from screens.parts.button import CHOSEN, PRIMARY, SECONDARY


class PageSection(Section):
    """What is taken out is gone: a page is for whoever printed it."""

    role, icon = "page", "page"
    switches = ("mute", "slow", "garbage", "half")  # its answers carry no checksum
    device: PagePrinter

    def state(self) -> Hashable:
        machine = self.device.machine
        return len(machine.pages), machine.reasons, machine.state

    def tells(self) -> str:
        machine = self.device.machine
        if machine.cover_open:
            return self.words("dock.page.cover_open")
        if machine.jammed:
            return self.words("dock.page.jammed")
        if machine.sheets == 0:
            return self.words("dock.page.paper_out")
        if machine.pages:
            return self.words("dock.page.waiting", count=len(machine.pages))
        return self.words("dock.page.printing" if machine.busy else "dock.page.ready")

    def body(self) -> list[Widget]:
        machine, each = self.device.machine, self.share(4)
        empty, jammed, opened = machine.sheets == 0, machine.jammed, machine.cover_open
        take = machine.take if machine.pages else None
        choices = (
            ("take", take, PRIMARY),
            ("fill" if empty else "empty", self._tray, CHOSEN if empty else SECONDARY),
            ("clear" if jammed else "jam", self._jam, CHOSEN if jammed else SECONDARY),
            ("close_cover" if opened else "open_cover", self._cover, CHOSEN if opened else SECONDARY),
        )
        return [self.row([self.button(self.words(f"dock.page.{key}"), press, width=each, kind=kind)
                          for key, press, kind in choices])]  # fmt: skip

    def _tray(self) -> None:
        machine = self.device.machine
        machine.sheets = None if machine.sheets == 0 else 0

    def _jam(self) -> None:
        self.device.machine.jammed = not self.device.machine.jammed

    def _cover(self) -> None:
        self.device.machine.cover_open = not self.device.machine.cover_open
