"""A picture that was drawn for the technician, such as a plot of times, as large as the room allows."""

from io import BytesIO

from kivy.uix.widget import Widget
from PIL import Image

from kiosk.steps.records import PicturePage
from screens import tokens
from screens.base import Screen
from screens.look.pictures import picture
from screens.parts import health
from screens.parts.actions import Action, actions
from screens.parts.box import Column, Row, Spring
from screens.parts.button import PRIMARY
from screens.parts.icon import Picture
from screens.parts.notice import INFO, notice
from screens.parts.title import title


class PicturePageScreen(Screen):
    shows = (PicturePage,)

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap = self.look, self.words, self.look.mm(tokens.GAP)
        head = title(look, said(self.step.title), width, health.name(said, self.step.subject))
        foot = actions(look, [Action(said("picturePage.back"), self.answers(None), PRIMARY, "back")], width)
        left = height - head.height - foot.height - 3 * gap
        shown = self._picture(width, left) if self.step.png else notice(look, said("picturePage.empty"), width, INFO)
        return Column(width, head, shown, Spring(), foot, gap=gap, height=height)

    def _picture(self, width: float, height: float) -> Widget:
        image = Image.open(BytesIO(self.step.png))
        scale = min(width / image.width, height / image.height)
        drawn = Picture(picture(image.resize((int(image.width * scale), int(image.height * scale)))))
        return Row(Spring(), drawn, Spring(), width=width)
