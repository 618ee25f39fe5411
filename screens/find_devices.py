"""What was found, by what it could be for, to tick; and what else is there."""

from kivy.uix.widget import Widget

from drivers.finding import Candidate, Found
from kiosk.finder import wording
from kiosk.finder.choosing import toggled
from kiosk.loop import Stage
from kiosk.steps.finding_devices import ChooseDevices, FinderWish
from screens import tokens
from screens.base import Screen
from screens.parts.actions import Action
from screens.parts.box import Column, Row
from screens.parts.button import PRIMARY, QUIET, SECONDARY, Pressable
from screens.parts.icon import Icon
from screens.parts.listing import listing
from screens.parts.notice import INFO, WARN, notice
from screens.parts.text import Text, fitted
from screens.parts.tick import tick
from screens.parts.title import title

LONGEST = 110  # characters of what is told of a thing; the command tells all
PATH = 70  # characters of a path
NAME = 60  # characters of a name
NOW = 40  # characters of what is configured
BOX = 9.0  # mm


class ChooseDevicesScreen(Screen):
    shows = (ChooseDevices,)

    def begin(self, stage: Stage) -> None:
        self.chosen = stage.step.chosen
        self.page = 0

    def draw(self, width: float, height: float) -> Widget:
        return listing(
            self.look, self.words, self._told, self._blocks, self._choices(),
            size=(width, height), page=self.page, turned=self._turned,
        )  # fmt: skip

    def _told(self, width: float) -> list[Widget]:
        look, said, discovery = self.look, self.words, self.step.discovery
        head = title(look, said("chooseDevices.title"), width, said("chooseDevices.more"))
        if not discovery.candidates:
            return [head, notice(look, said("chooseDevices.empty"), width, WARN, more=said("chooseDevices.empty_more"))]
        if discovery.held:
            return [head, notice(look, said("finder.holds", count=len(discovery.held)), width, INFO)]
        return [head]

    def _choices(self) -> list[Action]:
        said, count = self.words, len(self.chosen)
        preview = self.answers(self.chosen) if self.chosen else None
        return [
            Action(said("chooseDevices.preview", count=count), preview, PRIMARY, "next"),
            Action(said("chooseDevices.again"), self.answers(FinderWish.AGAIN), SECONDARY, "search"),
        ]

    def _blocks(self, width: float) -> list[Widget]:
        """A heading stays with its first candidate when a page is full."""
        discovery, gap = self.step.discovery, self.look.mm(tokens.TIGHT)
        blocks: list[Widget] = []
        for role, ones in discovery.by_role.items():
            first, *rest = (self._candidate(one, width) for one in ones)
            head = self._heading(wording.title(self.words, role, _cut(discovery.configured.get(role, ""), NOW)), width)
            blocks += [Column(width, head, first, gap=gap), *rest]
        others = [self._other(one, width) for one in discovery.others]
        if others:
            head = self._heading(self.words("finder.others"), width)
            blocks += [Column(width, head, others[0], gap=gap), *others[1:]]
        return blocks

    def _heading(self, text: str, width: float) -> Widget:
        sizes = (tokens.LARGE, tokens.BODY)
        return fitted(self.look, text, width, sizes, 1, bold=True, colour=tokens.SIGN)

    def _candidate(self, one: Candidate, width: float) -> Widget:
        """What it is in bold, how sure, what would be written; a tick when it is taken."""
        look, said, ticked = self.look, self.words, one in self.chosen
        box = tick(look, ticked=ticked, side=BOX)
        pad, gap = look.mm(tokens.TIGHT * 1.2), look.mm(tokens.GAP)
        room = width - 2 * pad - box.width - gap
        name = fitted(
            look, _cut(one.found.name, NAME), room, (tokens.BODY * 1.1, tokens.BODY), 1, bold=True, colour=tokens.SIGN
        )
        told = (wording.grounds(said, one), wording.matter(said, one.found))
        more = [self._small(said("list.dot").join(part for part in told if part), room)]
        more.append(self._small(said("list.dot").join((_middle(one.found.path, PATH), wording.values(one))), room))
        words = Column(room, name, *more, gap=look.mm(0.5))
        return Pressable(
            look, box, words, press=lambda: self._toggle(one), kind=SECONDARY if ticked else QUIET, width=width,
            height=max(look.mm(tokens.TARGET), words.height + 2 * pad), gap=tokens.GAP, pad=tokens.TIGHT * 1.2,
        )  # fmt: skip

    def _other(self, one: Found, width: float) -> Widget:
        """Nothing to tick: what it is, and what should be known of it."""
        look, said = self.look, self.words
        icon = Icon(look, "warning" if one.fault else "info", tokens.BODY, tokens.SOFT)
        room = width - icon.width - look.mm(tokens.GAP)
        told = (said(f"finderKind.{one.kind}"), wording.thing(one), wording.guess(said, one), wording.matter(said, one))
        words = self._small(said("list.dot").join(part for part in told if part), room)
        return Row(icon, words, gap=look.mm(tokens.GAP), width=width)

    def _small(self, text: str, room: float) -> Text:
        return Text(self.look, _cut(text, LONGEST), tokens.SMALL, width=room, colour=tokens.SOFT)

    def _toggle(self, one: Candidate) -> None:
        self.chosen = toggled(self.chosen, one)
        self.redraw()

    def _turned(self, page: int) -> None:
        self.page = page


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _middle(path: str, most: int) -> str:
    """The ends of a path tell more than its middle."""
    return path if len(path) <= most else f"{path[: most // 2]}…{path[-most // 2 :]}"
