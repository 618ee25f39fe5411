"""Search as you type: letters of the pinyin, Chinese, or English; what fits appears with every key."""

from kivy.uix.widget import Widget

from kiosk.loop import Stage
from kiosk.model.catalogue import Item
from kiosk.steps.finding import Search
from kiosk.writing.draft import Way
from screens import tokens
from screens.base import Screen
from screens.parts.box import Column, Panel, Row, Spring, inner
from screens.parts.icon import Icon
from screens.parts.keyboard import Keyboard
from screens.parts.keypad import keypad, typed
from screens.parts.notice import notice
from screens.parts.pages import Pages, below
from screens.parts.pen import Pen
from screens.parts.place import Place
from screens.parts.terms import department_name, item_name
from screens.parts.text import Text, fitted
from screens.parts.tile import Line

MOST_TYPED = 40  # characters
MOST_FOUND = 30  # items
KEYBOARD = 0.46  # of the height of a tall panel
KEYBOARD_MORE = 0.56  # where there is little room


class SearchScreen(Screen):
    shows = (Search,)

    def begin(self, stage: Stage) -> None:
        del stage
        self.typed, self.page = "", 0
        self.pen = Pen(self.around.writing, self._write, self._changed)

    def leave(self) -> None:
        """With what the pen had not finished."""
        self.pen.clear()
        super().leave()

    def draw(self, width: float, height: float) -> Widget:
        """Keys below the results, or beside them on a wide panel. Only field, candidates and results change."""
        look, gap = self.look, self.look.mm(tokens.GAP)
        left = width if look.portrait else round(width * 0.53)
        self.field = Place(left, look.mm(tokens.TALL))
        keys = self._keys(left, height)
        if look.portrait:
            self.results = Place(width, height - self.field.height - keys.height - 2 * gap)
            whole: Widget = Column(width, self.field, self.results, keys, gap=gap)
        else:
            self.results = Place(width - left - 2 * gap, height)
            typing = Column(left, self.field, Spring(), keys, Spring(), height=height)
            whole = Row(typing, self.results, gap=2 * gap, width=width, height=height)
        self._fill()
        return whole

    def _keys(self, width: float, height: float) -> Widget:
        """A keyboard that writes Chinese, for those who read it and where there is one; else letters."""
        look = self.look
        self.keyboard = None
        # Large keys on a shallow panel leave no room above them for tabs and candidates.
        if look.shallow or not self.pen.chinese(self.words):
            self.pen.take(Way.LETTERS)
            return keypad(look, self.words, width, self.pen.press, most=24 if look.portrait else 25)
        share = KEYBOARD_MORE if look.crowded else KEYBOARD
        room = height * share if look.portrait else height - self.field.height - look.mm(tokens.TIGHT)
        self.keyboard = Keyboard(look, self.words, self.pen, width, room)
        return self.keyboard

    def _write(self, text: str) -> None:
        self.typed = typed(self.typed, text, MOST_TYPED)

    def _changed(self) -> None:
        self.page = 0
        if self.keyboard is not None:
            self.keyboard.show()
        self._fill()

    def _fill(self) -> None:
        self.field.put(self._field(self.field.width))
        self.results.put(self._results(self.results.width, self.results.height))

    @property
    def _asked(self) -> str:
        """What is looked for: with the letters of a draft, for they are pinyin, too."""
        letters = self.pen.draft.composition if self.pen.way is Way.PINYIN else ""
        return self.typed + letters.replace(" ", "")

    def _field(self, width: float) -> Widget:
        look = self.look
        icon = Icon(look, "search", tokens.TITLE, tokens.BLUE)
        room = inner(look, width, tokens.TIGHT * 2) - icon.width - look.mm(tokens.GAP)
        if self.typed or self.pen.shown:
            text = self._typed(room)
        else:
            text = fitted(
                look, self.words("search.field"), room, (tokens.LARGE, tokens.BODY, tokens.SMALL), 1, colour=tokens.SOFT
            )
        tall = look.mm(tokens.TALL)
        row = Row(icon, text, gap=look.mm(tokens.GAP), height=tall - 2 * look.mm(tokens.TIGHT * 2))
        return Panel(look, width, row, edge=tokens.BLUE, pad=tokens.TIGHT * 2, height=tall)

    def _typed(self, room: float) -> Widget:
        """The end of what was typed, and what is not finished yet in another colour."""
        look, size = self.look, tokens.TITLE
        written, draft = self.typed.upper(), self.pen.shown
        while look.fonts.width(f"{written}{draft}|", look.em(size), bold=True) > room - 4:
            written, draft = (written[1:], draft) if written else (written, draft[1:])
        if not draft:
            return Text(look, f"{written}|", size, width=room, bold=True, colour=tokens.SIGN)
        typed = [Text(look, written, size, bold=True, colour=tokens.SIGN)] if written else []
        return Row(*typed, Text(look, f"{draft}|", size, bold=True, colour=tokens.BLUE))

    def _results(self, width: float, height: float) -> Widget:
        look, said = self.look, self.words
        if not self._asked.strip() and self.step.frequent:
            return self._frequent(width, height)
        if not self._asked.strip() and self.pen.way is not Way.LETTERS:
            return notice(look, said("search.choose"), width, size=tokens.LARGE)
        if not self._asked.strip():
            return self._notice("search.how", "search.examples", width, height)
        found = self.step.catalogue.search(self._asked, MOST_FOUND)
        if not found:
            return self._notice("search.nothing", "search.try", width, height)
        lines = [self._line(item, width) for item in found]
        return Pages(look, said, lines, width, height, page=self.page, turned=self._turned)

    def _frequent(self, width: float, height: float) -> Widget:
        """What most people come for, before anything is typed; how one types, stands in the field."""
        look, said = self.look, self.words
        if look.crowded:  # the names alone: a list of more than one
            lines = [Line(look, item_name(said, one), "", self.answers(one), width=width) for one in self.step.frequent]
            return Pages(look, said, lines, width, height, page=self.page, turned=self._turned)
        head = Text(look, said("search.frequent"), tokens.BODY, width=width, bold=True, colour=tokens.SIGN)
        lines = [self._line(item, width) for item in self.step.frequent]
        return below(look, said, [head], lines, (width, height), page=self.page, turned=self._turned)

    def _notice(self, text: str, more: str, width: float, height: float) -> Widget:
        """As large as the room allows."""
        for size in (tokens.LARGE, tokens.BODY, tokens.SMALL):
            told = notice(self.look, self.words(text), width, more=self.words(more), size=size)
            if told.height <= height:
                break
        return told

    def _line(self, item: Item, width: float) -> Widget:
        """With the aliases, for what was typed may have been one of them."""
        more = [department_name(self.words, self.step.catalogue, item)]
        if item.aliases and self.words.language == "zh":
            more.append(self.words("search.aliases", names="、".join(item.aliases[:3])))
        return Line(
            self.look, item_name(self.words, item), self.words("list.dot").join(more), self.answers(item), width=width
        )

    def _turned(self, page: int) -> None:
        self.page = page
