"""The touch test: every cell of the panel turns green when it is pressed, and the way of the finger is drawn."""

from typing import Any

from kivy.graphics import Color, Line, Rectangle
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from kiosk.health.model import Verdict
from kiosk.loop import Stage
from kiosk.steps.hands_on import Seen, TouchGrid
from screens import tokens
from screens.base import Screen
from screens.look import Look
from screens.look.palette import rgba
from screens.parts.actions import Action, actions
from screens.parts.box import Panel, inner
from screens.parts.button import PRIMARY, SECONDARY
from screens.parts.text import Text

CELL = 22.0  # mm, at most: as large as what residents press
PLATE = 120.0  # mm: the plate in the middle, whose buttons test what lies below them
TRAIL = 400  # points of a finger's way that stay on the screen


class TouchGridScreen(Screen):
    shows = (TouchGrid,)
    whole = True

    def begin(self, stage: Stage) -> None:
        del stage
        self.pressed: set[tuple[int, int]] = set()

    def draw(self, width: float, height: float) -> Widget:
        look = self.look
        self.plate = self._plate(min(look.mm(PLATE), width - 4 * look.mm(CELL)))
        left, bottom = (width - self.plate.width) / 2, (height - self.plate.height) / 2
        around = (left, bottom, left + self.plate.width, bottom + self.plate.height)
        self.cells = Cells(look, (width, height), around, self.pressed, self._tell)
        self.plate.pos_hint = {"center_x": 0.5, "center_y": 0.5}
        self.cells.add_widget(self.plate)
        self._tell()
        return self.cells

    def _plate(self, width: float) -> Panel:
        look, said = self.look, self.words
        room = inner(look, width)
        self.count = Text(look, self._counted(9999, 9999), tokens.BODY, width=room, bold=True, colour=tokens.SIGN)
        choices = [
            Action(said("handsOn.good"), lambda: self._judge(Verdict.PASSED), PRIMARY, "tick"),
            Action(said("handsOn.bad"), lambda: self._judge(Verdict.FAILED), SECONDARY, "cross"),
            Action(said("handsOn.stop"), lambda: self._judge(Verdict.UNKNOWN), SECONDARY),
        ]
        told = Text(look, said("touchGrid.how"), tokens.BODY, width=room)
        return Panel(look, width, told, self.count, actions(look, choices, room, beside=False, height=tokens.TARGET))

    def _tell(self) -> None:
        self.count.tell(self._counted(len(self.pressed), self.cells.count))

    def _counted(self, pressed: int, count: int) -> str:
        return self.words("touchGrid.count", pressed=pressed, count=count)

    def _judge(self, verdict: Verdict) -> None:
        """A panel with cells that nobody could press has not passed, whatever is said of it."""
        if verdict is Verdict.PASSED and len(self.pressed) < self.cells.count:
            verdict = Verdict.FAILED
        self.answer(Seen(verdict, f"{len(self.pressed)}/{self.cells.count}"))


class Cells(FloatLayout):
    """The cells around a plate, as even as the panel allows."""

    def __init__(
        self, look: Look, size: tuple[float, float], plate: tuple[float, ...], pressed: set[tuple[int, int]], tell: Any
    ) -> None:
        width, height = size
        super().__init__(size_hint=(None, None), size=size)
        self.columns, self.rows = -int(-width // look.mm(CELL)), -int(-height // look.mm(CELL))
        self.wide, self.tall = width / self.columns, height / self.rows
        self.pressed, self.tell = pressed, tell
        self.colours: dict[tuple[int, int], Color] = {}
        self.trail: list[float] = []
        with self.canvas:
            for cell in self._outside(plate):
                self.colours[cell] = Color(*rgba(tokens.GOOD if cell in pressed else tokens.TINT_DOWN))
                self._rectangle(cell)
            Color(*rgba(tokens.SEAL))
            self.line = Line(width=2)

    @property
    def count(self) -> int:
        return len(self.colours)

    def on_touch_down(self, touch: Any) -> bool:
        self.trail = []
        return bool(super().on_touch_down(touch)) or self._felt(touch)

    def on_touch_move(self, touch: Any) -> bool:
        return self._felt(touch)

    def _felt(self, touch: Any) -> bool:
        cell = int(touch.x // self.wide), int(touch.y // self.tall)
        self.trail = [*self.trail, touch.x, touch.y][-2 * TRAIL :]
        self.line.points = self.trail
        if cell in self.colours and cell not in self.pressed:
            self.pressed.add(cell)
            self.colours[cell].rgba = rgba(tokens.GOOD)
            self.tell()
        return True

    def _outside(self, plate: tuple[float, ...]) -> list[tuple[int, int]]:
        """Cells whose middle does not lie below the plate."""
        left, bottom, right, top = plate

        def free(column: int, row: int) -> bool:
            x, y = (column + 0.5) * self.wide, (row + 0.5) * self.tall
            return not (left < x < right and bottom < y < top)

        return [(column, row) for column in range(self.columns) for row in range(self.rows) if free(column, row)]

    def _rectangle(self, cell: tuple[int, int]) -> None:
        x, y = round(cell[0] * self.wide), round(cell[1] * self.tall)
        right, top = round((cell[0] + 1) * self.wide), round((cell[1] + 1) * self.tall)
        Rectangle(pos=(x + 1, y + 1), size=(right - x - 2, top - y - 2))
