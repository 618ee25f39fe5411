"""Lay down the card, put in the social-security card, or show the code of the phone."""

from functools import partial

from kivy.uix.widget import Widget

from kiosk.steps.identity import ReadIdentity
from screens import tokens
from screens.base import Screen
from screens.parts import trouble
from screens.parts.box import Column, Panel, Row, Spring, inner
from screens.parts.icon import Icon
from screens.parts.notice import INFO, WARN, notice
from screens.parts.pages import Pages, at_most, bar
from screens.parts.text import Text, fitted
from screens.parts.title import title

ORDER = (("card", "card"), ("smartcard", "chip_card"), ("code", "phone"))

SMALL_PICTURE = 30.0  # mm
CROWDED_SHARE = 0.2  # of a panel's height for its picture, where there are many
TARGETS = {"card": "reader", "smartcard": "slot", "code": "scanner"}  # pictures of where to hold it


class ReadIdentityScreen(Screen):
    shows = (ReadIdentity,)

    def draw(self, width: float, height: float) -> Widget:
        look, said, gap = self.look, self.words, self.look.mm(tokens.WIDE)
        ways = [(way, icon) for way, icon in ORDER if way in self.step.ways]
        why = "" if look.crowded and self.step.trouble else said("readIdentity.why")  # that has been read by then
        head = title(look, said("readIdentity.title"), width, why)
        foot = notice(look, said("readIdentity.privacy"), width, INFO, size=tokens.SMALL)
        told = [self._trouble(width)] if self.step.trouble else []
        left = height - head.height - foot.height - sum(one.height + gap for one in told) - 3 * gap
        if look.crowded and not self._roomy(ways, width, left):
            alone = [self._way(way, icon, width, None) for way, icon in ways]
            if told:  # what to do now stands on the first page, too
                room = height - bar(look) - head.height - alone[0].height - 2 * look.mm(tokens.GAP)
                told = [at_most(room, partial(self._trouble, width), (tokens.BODY, tokens.SMALL))]
            return Pages(look, said, [*told, head, *alone, foot], width, height, gap=tokens.GAP)
        if look.portrait:
            each = min(look.mm(150), (left - gap * (len(ways) - 1)) / max(1, len(ways)))
            panels: list[Widget] = [self._way(way, icon, width, each) for way, icon in ways]
        else:
            each = (width - gap * (len(ways) - 1)) // max(1, len(ways))
            panels = [Row(*(self._way(way, icon, each, left) for way, icon in ways), gap=gap, width=width)]
        return Column(width, head, *told, *panels, Spring(), foot, gap=gap, height=height)

    @property
    def _crowded(self) -> bool:
        return len(self.step.ways) > 2

    def _roomy(self, ways: list[tuple[str, str]], width: float, left: float) -> bool:
        """Whether all that there is to say fits on one page."""
        gap, across = self.look.mm(tokens.WIDE), 1 if self.look.portrait else max(1, len(ways))
        each = (width - gap * (across - 1)) // across
        tall = [self._way(way, icon, each, None).height for way, icon in ways]
        return (sum(tall) + gap * (len(tall) - 1) if across == 1 else max(tall)) <= left

    def _trouble(self, width: float, size: float = tokens.BODY) -> Widget:
        said, error = self.words, self.step.trouble
        return notice(self.look, trouble.what(error, said), width, WARN, more=trouble.you(error, said), size=size)

    def _way(self, way: str, icon: str, width: float, height: float | None) -> Widget:
        """A picture of what to hold where, and the sentence. Without a height, no higher than it must be."""
        look, room = self.look, inner(self.look, width)
        words = self._said(way, room)
        if height is None:
            parts = Column(room, self._hint(way, icon, tokens.TITLE), *words, gap=look.mm(tokens.TIGHT), align="center")
            return Panel(look, width, parts, align="center")
        tall = look.measure.in_mm(height) / look.measure.growth
        share = CROWDED_SHARE if self._crowded else 0.32 if look.portrait else 0.26
        large = min(46.0, tall * share)
        if look.crowded:
            left = height - sum(one.height for one in words) - look.mm(5 * tokens.GAP)
            large = max(tokens.TITLE, min(46.0, look.measure.in_mm(left) / look.measure.growth))
        gap = look.mm(tokens.TIGHT if large < SMALL_PICTURE else tokens.GAP)
        parts = Column(room, self._hint(way, icon, large), *words, gap=gap, align="center")
        middle = Column(room, Spring(), parts, Spring(), height=height - look.mm(2 * tokens.TIGHT))
        return Panel(look, width, middle, pad=tokens.TIGHT, height=height, align="center")

    def _hint(self, way: str, icon: str, large: float) -> Widget:
        look = self.look
        return Row(
            Icon(look, icon, large, tokens.BLUE),
            Icon(look, "next", large * 0.4, tokens.SEAL),
            Icon(look, TARGETS[way], large * 0.8, tokens.SIGN),
            gap=look.mm(tokens.WIDE),
        )

    def _said(self, way: str, room: float) -> list[Widget]:
        """On a wide panel, and where there are many ways, a trouble takes the place of the second sentence."""
        look, said = self.look, self.words
        sizes = (tokens.LARGE,) if self._crowded else (tokens.TITLE, tokens.LARGE)
        words: list[Widget] = [
            fitted(look, said(f"readIdentity.{way}"), room, sizes, 1, bold=True, colour=tokens.SIGN, align="center")
        ]
        if (look.portrait and not self._crowded and not look.crowded) or not self.step.trouble:
            more = said(f"readIdentity.{way}_more")
            words.append(Text(look, more, tokens.BODY, width=room, colour=tokens.SOFT, align="center"))
        return words
