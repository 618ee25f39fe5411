"""The guide is on paper; or why it is not."""

from kivy.uix.widget import Widget

from kiosk.steps.finding import GuidePrinted, PaperKind
from screens import tokens
from screens.base import Screen
from screens.parts.actions import Action
from screens.parts.box import Row, Spring
from screens.parts.button import PRIMARY, SECONDARY
from screens.parts.icon import Icon
from screens.parts.sheet import sheet
from screens.parts.slip import certainly_missing, slip
from screens.parts.title import title


class GuidePrintedScreen(Screen):
    shows = (GuidePrinted,)

    def draw(self, width: float, height: float) -> Widget:
        look, said = self.look, self.words
        missing = certainly_missing(self.step.trouble)
        paper = "page" if self.step.paper is PaperKind.PAGE else "slip"
        picture = Icon(look, paper, 50, tokens.OFF_INK if missing else tokens.BLUE)
        told = slip(
            look, said, "guidePrinted", fate=self.step.fate, trouble=self.step.trouble, width=width, paper=paper
        )
        bare = look.shallow and missing  # what went wrong needs the room
        parts = [
            *([] if bare else [Row(Spring(), picture, Spring(), width=width)]),
            *([told] if told else []),
        ]
        instead = self._instead()
        back = Action(said("guidePrinted.back"), self.answer, SECONDARY if instead else PRIMARY, "guide")
        choices = (*instead, back)
        head = title(look, said("guidePrinted.missing") if missing else said("guidePrinted.title"), width)
        return sheet(look, said, head, parts, choices, width=width, height=height)

    def _instead(self) -> list[Action]:
        """The other paper, where this one has not come out and the other printer works."""
        if certainly_missing(self.step.trouble):
            for kind in PaperKind:
                if kind is not self.step.paper and kind in self.stage.services.papers:
                    return [Action(self.words(f"guidePrinted.{kind}"), self.answers(kind), PRIMARY, "print")]
        return []
