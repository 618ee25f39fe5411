"""A camera's live picture, and the figure by which its lens is turned: the largest is the sharpest.

Of a document camera also where the page lies, as it is found while the picture runs.
"""

from kivy.uix.widget import Widget

from drivers.camera import Frame
from drivers.vision.focus import focus
from kiosk.loop import Stage
from kiosk.steps.hands_on import LookAtCamera
from screens import tokens
from screens.base import Screen
from screens.parts import health
from screens.parts.box import Column, Spring
from screens.parts.judge import judge
from screens.parts.live import Live
from screens.parts.text import Text
from screens.parts.title import title

PAGES = ("document_camera",)  # roles in whose pictures a page is looked for
EVERY = 4  # frames from one figure to the next


class LookAtCameraScreen(Screen):
    shows = (LookAtCamera,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.best = 0.0

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap, role = self.look, self.words, self.look.mm(tokens.GAP), self.step.role
        head = title(look, said("lookAtCamera.title", device=health.name(said, role)), width, said("lookAtCamera.how"))
        foot = judge(look, said, self.answer, width)
        self.figure = Text(look, said("lookAtCamera.none"), tokens.LARGE, width=width, bold=True, align="center")
        self.page = Text(look, said("lookAtCamera.page.none") if role in PAGES else "", width=width, align="center")
        told = Column(width, self.figure, self.page, gap=look.mm(tokens.TIGHT))
        left = height - head.height - foot.height - told.height - 4 * gap
        self.live = Live(lambda: self.around.frame(role), self._seen, width, min(left, width * 0.75))
        return Column(width, head, self.live, told, Spring(), foot, gap=gap, height=height)

    def _seen(self, frame: Frame | None) -> None:
        if self.step.role in PAGES:
            self._find(frame)
        if frame is None:
            self.best = 0.0
            self.figure.tell(self.words("lookAtCamera.none"))
        elif frame.number % EVERY == 0:
            now = focus(frame.pixels)
            self.best = max(self.best, now)
            tall, wide = frame.pixels.shape[:2]
            self.figure.tell(
                self.words("lookAtCamera.figure", now=round(now), best=round(self.best), wide=wide, tall=tall)
            )

    def _find(self, frame: Frame | None) -> None:
        """Draw the outline of the page, and say whether it is there as a whole."""
        found = self.around.page(frame) if frame is not None else None
        sight = found.sight if found else "none"
        self.page.tell(self.words(f"lookAtCamera.page.{sight}"))
        if frame is not None:
            self.live.outline(found.corners if found else None, frame, tokens.GOOD if sight == "whole" else tokens.WARN)
