"""The readiness report: passed or failed by device; to be tested again, printed in short, or saved as a page."""

from pathlib import Path

from kivy.uix.widget import Widget

from drivers import DeviceError
from kiosk.health import wording
from kiosk.health.model import DeviceView, Finding, Verdict
from kiosk.loop import Stage
from kiosk.steps.records import ReadinessPage, ReadinessWish, SaveTo
from screens import tokens
from screens.base import Screen
from screens.parts import health, trouble
from screens.parts.actions import Action, actions
from screens.parts.box import Column
from screens.parts.button import PRIMARY, SECONDARY
from screens.parts.notice import BAD, GOOD, INFO, WARN, notice
from screens.parts.pages import Pages
from screens.parts.title import title

FOLDERS = 2  # that are offered: a plugged-in stick first


class ReadinessPageScreen(Screen):
    shows = (ReadinessPage,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        head = title(look, said("readinessPage.title"), width)
        told = self._told(width)
        foot = actions(look, self._choices(), width, height=tokens.TARGET)
        left = height - head.height - foot.height - sum(one.height + gap for one in told) - 2 * gap
        lines: list[Widget] = [self._line(device, width) for device in self.step.report.listed]
        lines += [self._other(finding, width) for finding in self.step.report.open if finding.part]
        pages = Pages(look, said, lines, width, left, page=self.page, turned=self._turned)
        return Column(width, head, *told, pages, foot, gap=gap)

    def _told(self, width: float) -> list[Widget]:
        look, said, step = self.look, self.words, self.step
        if step.trouble is not None:
            known = isinstance(step.trouble, DeviceError | TimeoutError)
            why = trouble.what(step.trouble, said) if known else said("readinessPage.not_saved")
            return [notice(look, why, width, BAD)]
        if step.saved is not None:
            return [notice(look, said("readinessPage.saved", file=str(step.saved)), width, GOOD)]
        if step.report.verdict is Verdict.PASSED:
            return [notice(look, said("readinessPage.ready"), width, GOOD)]
        return [notice(look, said("readinessPage.not_ready"), width, WARN)]

    def _choices(self) -> list[Action]:
        said, step = self.words, self.step
        test = Action(said("readinessPage.test"), self.answers(ReadinessWish.TEST), PRIMARY)
        slip = Action(said("readinessPage.print"), self.answers(ReadinessWish.PRINT), SECONDARY, "print")
        saves = [Action(self._where(folder), self.answers(SaveTo(folder))) for folder in step.folders[:FOLDERS]]
        return [test, *([slip] if step.can_print else []), *saves]

    def _where(self, folder: Path) -> str:
        return self.words("readinessPage.save", folder=health.shortened(folder.name or str(folder), 18))

    def _line(self, device: DeviceView, width: float) -> Widget:
        """The worst of a device's tests; one that was never tested is not decided."""
        look, said = self.look, self.words
        name = health.name(said, device.role)
        found = self.step.report.tests(device.role)
        if found:
            return health.finding_line(look, said, found[0], name, width)
        return notice(look, said("list.dot").join((name, said("deviceHealth.never"))), width, INFO)

    def _other(self, finding: Finding, width: float) -> Widget:
        """What is wrong or worth a warning beside the devices."""
        return health.finding_line(self.look, self.words, finding, wording.subject(finding, self.words), width)

    def _turned(self, page: int) -> None:
        self.page = page
