"""What the checks of the network or of the machine have found, part by part, with what was measured and what to do."""

from kivy.uix.widget import Widget

from kiosk.health import wording
from kiosk.health.model import Finding
from kiosk.loop import Stage
from kiosk.steps.records import FindingsPage, FindingsWish, Subject
from screens import tokens
from screens.base import Screen
from screens.parts import health
from screens.parts.actions import Action, actions
from screens.parts.box import Column
from screens.parts.button import PRIMARY, SECONDARY
from screens.parts.notice import INFO, notice
from screens.parts.pages import Pages
from screens.parts.title import title


class FindingsPageScreen(Screen):
    shows = (FindingsPage,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        head = title(look, said(f"part.{'network' if self.step.subject is Subject.NETWORK else 'machine'}"), width)
        foot = actions(look, self._choices(), width, height=tokens.TARGET)
        left = height - head.height - foot.height - 2 * gap
        lines: list[Widget] = [self._line(finding, width) for finding in self.step.findings]
        lines = lines or [notice(look, said("findingsPage.none"), width, INFO)]
        told = Pages(look, said, lines, width, left, page=self.page, turned=self._turned)
        return Column(width, head, told, foot, gap=gap)

    def _choices(self) -> list[Action]:
        said = self.words
        again = Action(said("findingsPage.again"), self.answers(FindingsWish.AGAIN), PRIMARY)
        if self.step.subject is not Subject.NETWORK:
            return [again]
        return [again, Action(said("findingsPage.latency"), self.answers(FindingsWish.LATENCY), SECONDARY, "clock")]

    def _line(self, finding: Finding, width: float) -> Widget:
        return health.finding_line(self.look, self.words, finding, wording.subject(finding, self.words), width)

    def _turned(self, page: int) -> None:
        self.page = page
