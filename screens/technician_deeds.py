"""What was done behind the door: when, by which role, what; the newest first. Never a name, for none is known."""

from kivy.uix.widget import Widget

from kiosk.credentials.record import Deed
from kiosk.loop import Stage
from kiosk.steps.operations import DeedsPage
from screens import tokens
from screens.base import Screen
from screens.parts import health
from screens.parts.actions import Action
from screens.parts.button import PRIMARY
from screens.parts.listing import listing
from screens.parts.notice import INFO, notice
from screens.parts.text import Text
from screens.parts.title import title

WHO = ("staff", "technician", "console", "program", "nobody")
WHAT = {  # how a line of the audit trail begins, and the text that says it; the rest of the line is said as it stands
    "entered with a badge": "entered_badge",
    "entered": "entered",
    "wrong badge": "wrong_badge",
    "made a badge of": "made_badge",
    "left": "left",
    "wrong PIN": "wrong_pin",
    "set the PIN of": "set_pin",
    "maintenance on": "closed",
    "maintenance off": "opened",
    "tested": "tested",
    "traced": "traced",
    "saved a trace of": "saved_trace",
    "ended a work order": "ended_order",
    "filed a work order for": "filed_order",
    "saved the numbers of the day": "saved_day",
    "printed the readiness report": "printed_report",
    "saved the readiness report": "saved_report",
    "asked the platform at once": "synced",
    "took the configuration along": "took_along",
    "looked after a loose end,": "looked_after",
    "tried a connection to the platform": "tried_connection",
    "changed the connection to the platform": "changed_connection",
    "changed the configuration": "changed",
    "configuration changed:": "changed",
    "configuration put back;": "put_back",
    "wrote devices:": "wrote_devices",
    "put up a bulletin": "bulletin_up",
    "took the bulletin down": "bulletin_down",
    "ended: training": "training",
    "ended: program": "end_program",
    "ended: restart": "end_restart",
    "ended: off": "end_off",
}
MOST = 80  # characters of what is said as it stands


class DeedsPageScreen(Screen):
    shows = (DeedsPage,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        return listing(
            self.look, self.words, self._told, self._lines,
            [Action(self.words("deedsPage.again"), self.answers(None), PRIMARY)],
            size=(width, height), page=self.page, turned=self._turned,
        )  # fmt: skip

    def _told(self, width: float) -> list[Widget]:
        head = title(self.look, self.words("deedsPage.title"), width, self.words("deedsPage.more"))
        return [head] if self.step.deeds else [head, notice(self.look, self.words("deedsPage.empty"), width, INFO)]

    def _lines(self, width: float) -> list[Widget]:
        return [
            Text(self.look, self._line(deed), tokens.SMALL, width=width, colour=tokens.INK) for deed in self.step.deeds
        ]

    def _line(self, deed: Deed) -> str:
        said = self.words
        who = said(f"deedsPage.by.{deed.who}") if deed.who in WHO else deed.who
        return said("list.dot").join((health.moment(deed.at), who, self._what(deed.what)))

    def _what(self, what: str) -> str:
        start = next((one for one in WHAT if what == one or what.startswith(f"{one} ")), None)
        if start is None:
            return health.shortened(what, MOST)
        rest = what.removeprefix(start).strip()
        return " ".join(
            one for one in (self.words(f"deedsPage.did.{WHAT[start]}"), health.shortened(rest, MOST)) if one
        )

    def _turned(self, page: int) -> None:
        self.page = page
