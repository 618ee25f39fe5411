"""The lines of the configuration that would change, before anything is written."""

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.steps.configuration import ConfirmChange
from screens import tokens
from screens.base import Screen
from screens.parts.actions import Action
from screens.parts.button import PRIMARY, SECONDARY
from screens.parts.listing import listing, mistaken
from screens.parts.notice import BAD, INFO, notice
from screens.parts.text import Text
from screens.parts.title import title

INKS = {"+": tokens.GOOD, "-": tokens.BAD}
FEW = 14  # lines that are shown in larger type
HEAD = 2  # lines of a diff before its first part: the names of the files


class ConfirmChangeScreen(Screen):
    shows = (ConfirmChange,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        return listing(
            self.look, self.words, self._told, self._lines, self._choices(),
            size=(width, height), gap=0.5, page=self.page, turned=self._turned,
        )  # fmt: skip

    def _told(self, width: float) -> list[Widget]:
        look, said, preview = self.look, self.words, self.step.preview
        head = title(look, said("confirmChange.title"), width, str(preview.path))
        if preview.mistakes:
            return [head, notice(look, said("confirmChange.wrong"), width, BAD)]
        return [head, notice(look, said("confirmChange.same"), width, INFO)] if preview.same else [head]

    def _lines(self, width: float) -> list[Widget]:
        """What is wrong; else each line with its sign before it, so that colour is not all that tells them apart."""
        preview = self.step.preview
        if preview.mistakes:
            return mistaken(self.look, preview.mistakes, width)
        lines = ["…" if line.startswith("@@") else line for line in preview.diff.splitlines()[HEAD:]]
        size = tokens.BODY if len(lines) <= FEW else tokens.SMALL
        return [Text(self.look, line, size, width=width, colour=INKS.get(line[:1], tokens.SOFT)) for line in lines]

    def _choices(self) -> list[Action]:
        said, preview = self.words, self.step.preview
        back = Action(said("confirmChange.back"), self.answers(value=False), SECONDARY, "back")
        if preview.mistakes or preview.same:
            return [back]
        return [Action(said("confirmChange.write"), self.answers(value=True), PRIMARY, "tick"), back]

    def _turned(self, page: int) -> None:
        self.page = page
