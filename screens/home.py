"""The home of all services: search, number, booking, and three ways to browse. Computed from what works now."""

from kivy.uix.widget import Widget

from kiosk.services import Service
from kiosk.steps.common import Browse, Home, SearchItems, Wish
from kiosk.steps.help import FirstTime
from screens import tokens
from screens.base import Screen
from screens.parts.actions import Action
from screens.parts.box import Column, Row, Spring, grid, inner
from screens.parts.button import DEAD, QUIET, SECONDARY, Pressable
from screens.parts.icon import Icon
from screens.parts.offers import OFFERS
from screens.parts.text import Text, fitted
from screens.parts.tile import Tile, common_size
from screens.parts.title import title_with

BROWSE = (("user_topic_type", "person"), ("corp_topic_type", "company"), ("department", "department"))
ACTS = (Service.TICKET, Service.BOOK, Service.BOOKINGS)

Entry = tuple[str, str, str, Wish | None, bool]  # picture, name, a word more, what it answers, whether it stands out


class HomeScreen(Screen):
    shows = (Home,)

    def draw(self, width: float, height: float) -> Widget:
        look = self.look
        gap = look.mm(tokens.GAP)
        head = self._head(width)
        finds = self._finds()
        acts = [self._act(one) for one in ACTS if self.stage.services.offers(one)]
        if look.crowded:
            entries = [*acts, *finds]
            return Column(width, head, self._tiles(entries, width, height - head.height - gap), gap=gap)
        left = height - head.height - gap
        search = self._search(width, round(left * (0.3 if look.portrait else 0.34)))
        left -= search.height + gap
        rows: list[Widget] = []
        if look.portrait:
            rows += self._row(acts, width, round(left * 0.42))
            label = Text(look, self.words("home.browse"), tokens.LARGE, width=width, bold=True, colour=tokens.SIGN)
            rows += [label] if finds else []
            left -= sum(row.height for row in rows) + gap * len(rows)
            rows += self._column(finds, width, left)
        else:
            rows += self._row([*acts, *finds], width, left)
        return Column(width, head, search, *rows, gap=gap)

    def _head(self, width: float) -> Widget:
        """What it is about, and at the end of the line a word for those who are new."""
        ask = Action(self.words("showHelp.ask"), self.answers(FirstTime()), icon="info")
        return title_with(self.look, self.words("home.title"), width, ask)

    def _tiles(self, entries: list[Entry], width: float, height: float) -> Widget:
        """In large type: the search as one tile among the others, below each other or in a few columns."""
        said, reason = self.words, self.stage.services.reason(Service.FIND)
        wish = None if reason else SearchItems()
        find = ("search", said("home.search"), said(f"why.{reason}") if reason else "", wish, True)
        cells, gap = [find, *entries], self.look.mm(tokens.GAP)
        columns = min(len(cells), 3 if width > height * 1.5 else 2 if width > height * 0.9 else 1)
        columns += columns == 3 and len(cells) > 6  # two rows of higher tiles
        each, rows = (width - gap * (columns - 1)) // columns, -(-len(cells) // columns)
        tall = min((height - gap * (rows - 1)) // rows, self.look.mm(90))
        return grid([self._tile(one, each, tall, flat=True) for one in cells], columns, gap, width)

    def _search(self, width: float, height: float) -> Widget:
        look, said = self.look, self.words
        reason = self.stage.services.reason(Service.FIND)
        press = None if reason else self.answers(SearchItems())
        kind = DEAD if reason else QUIET
        picture = Icon(look, "search", tokens.GREAT * 1.3, tokens.OFF_INK if reason else tokens.BLUE)
        room = inner(look, width, tokens.WIDE) - picture.width - look.mm(tokens.WIDE)
        lines = Column(
            room,
            fitted(look, said("home.search"), room, (tokens.GREAT, tokens.TITLE), 1, bold=True, colour=kind.ink),
            Text(
                look,
                said(f"reason.{reason}") if reason else said("home.search_hint"),
                tokens.BODY,
                width=room,
                colour=kind.note,
            ),
            gap=look.mm(tokens.TIGHT),
        )
        return Pressable(
            look,
            picture,
            lines,
            Spring(),
            press=press,
            kind=kind,
            width=width,
            height=height,
            gap=tokens.WIDE,
            pad=tokens.WIDE,
            edge=None if reason else tokens.BLUE,
        )

    def _act(self, service: Service) -> Entry:
        icon, wish = OFFERS[service]
        reason = self.stage.services.reason(service)
        full = "reason" if self.look.portrait and not self.look.crowded else "why"  # side by side there is less room
        note = self.words(f"{full}.{reason}") if reason else self.words(f"home.{service}_hint")
        if service is Service.TICKET and reason is None and self.stage.services.put_by:
            note = self.words("home.put_by")
        return icon, self.words(f"home.{service}"), note, None if reason else wish, True

    def _finds(self) -> list[Entry]:
        """Browsing, where there is something to browse."""
        return [
            (icon, self.words(f"home.{by}"), self.words(f"home.{by}_hint"), Browse(by), False)
            for by, icon in BROWSE
            if self.step.catalogue.groups(by)
        ]

    def _tile(self, entry: Entry, width: float, height: float, *, flat: bool, size: float = tokens.TITLE) -> Tile:
        icon, text, note, wish, strong = entry
        press = self.answers(wish) if wish is not None else None
        kind = SECONDARY if strong else QUIET
        return Tile(self.look, icon, text, note, press, width=width, height=height, kind=kind, flat=flat, size=size)

    def _row(self, entries: list[Entry], width: float, height: float) -> list[Widget]:
        """Beside each other, with names of the same size."""
        gap = self.look.mm(tokens.GAP)
        if not entries:
            return []
        each = (width - gap * (len(entries) - 1)) // len(entries)
        size = common_size(self.look, [entry[1] for entry in entries], each)
        return [Row(*(self._tile(one, each, height, flat=False, size=size) for one in entries), gap=gap, width=width)]

    def _column(self, entries: list[Entry], width: float, height: float) -> list[Widget]:
        gap = self.look.mm(tokens.GAP)
        each = (height - gap * (len(entries) - 1)) // max(1, len(entries))
        return [self._tile(one, width, each, flat=True) for one in entries]
