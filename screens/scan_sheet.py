"""A sheet of codes of growing difficulty for the scanner; what has been read is ticked off."""

from kivy.uix.widget import Widget

from kiosk.steps.hands_on import ScanSheet, SheetWish
from screens import tokens
from screens.base import Screen
from screens.look.pictures import code
from screens.parts.actions import Action
from screens.parts.box import Column, Panel, Row, Spring, grid
from screens.parts.icon import Icon, Picture
from screens.parts.judge import judge
from screens.parts.notice import WARN, notice
from screens.parts.text import Text
from screens.parts.title import title

COLUMNS, COLUMNS_WIDE = 2, 5
SMALLER = (1.0, 1.0, 0.8, 0.75, 0.7)  # the later ones are drawn smaller, too


class ScanSheetScreen(Screen):
    shows = (ScanSheet,)

    def draw(self, width: float, height: float) -> Widget:
        look, said, step, gap = self.look, self.words, self.step, self.look.mm(tokens.GAP)
        count = said("scanSheet.count", read=len(step.read), count=len(step.texts))
        head = title(look, said("scanSheet.title"), width, count)
        other = [notice(look, said("scanSheet.other"), width, WARN)] if step.other else []
        more = [Action(said("scanSheet.print"), self.answers(SheetWish.PRINT), icon="print")] if step.can_print else []
        foot = judge(look, said, self.answer, width, more)
        left = height - head.height - foot.height - sum(one.height + gap for one in other) - 3 * gap
        columns = COLUMNS if look.portrait else COLUMNS_WIDE
        rows = -(-len(step.texts) // columns)
        wide, tall = (width - gap * (columns - 1)) // columns, (left - gap * (rows - 1)) // rows
        codes = [self._code(number, text, wide, tall) for number, text in enumerate(step.texts)]
        return Column(width, head, *other, grid(codes, columns, gap, width), Spring(), foot, gap=gap, height=height)

    def _code(self, number: int, text: str, width: float, height: float) -> Widget:
        """On white, with its number and a tick when it has been read."""
        look, read = self.look, text in self.step.read
        mark = Icon(look, "tick" if read else "dot", tokens.BODY, tokens.GOOD if read else tokens.LINE)
        name = Row(mark, Text(look, str(number + 1), tokens.BODY, bold=True), gap=look.mm(tokens.TIGHT))
        side = min(width, height - name.height) - look.mm(4 * tokens.TIGHT)
        picture = Picture(code(text, side * SMALLER[min(number, len(SMALLER) - 1)]))
        return Panel(
            look, width, name, Spring(), picture, Spring(), pad=tokens.TIGHT, align="center", height=height,
            edge=tokens.GOOD if read else tokens.LINE,
        )  # fmt: skip
