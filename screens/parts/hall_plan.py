"""The plan of a hall, drawn: walls, windows, what helps to find one's way, and where somebody stands."""

from collections.abc import Iterable
from typing import Any

from kivy.graphics import Color, Ellipse, Line, Mesh, PopMatrix, PushMatrix, Translate
from kivy.graphics.tesselator import Tesselator
from kivy.uix.widget import Widget

from kiosk.model.plan import KINDS, Corner, Directions, Landmark, Room
from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts.box import Ground, Row
from screens.parts.free import Free
from screens.parts.icon import Icon
from screens.parts.text import Text

WALL, INNER, LEADER = 1.4, 0.7, 1.0  # mm: how thick lines are
DOT, RING = 3.4, 5.6  # mm: radius of the dot at a window to go to, and of the ring at whoever stands here


SIZES = (tokens.TITLE, tokens.LARGE, tokens.BODY, tokens.SMALL)
ENTRANCE = "entrance"
PICTURES = {"desk": "staff"}  # kinds whose picture has another name


def plate(look: Look, text: str, size: float, ground: str, *, ink: str = tokens.WHITE, edge: str | None = None) -> Row:
    """A few letters on a ground, as on a sign."""
    said = Text(look, text, size, colour=ink, bold=edge is None)
    box = Row(said, pad=look.mm(tokens.TIGHT / 2), width=said.width + look.mm(2 * tokens.TIGHT))
    box.padding = (look.mm(tokens.TIGHT), look.mm(tokens.TIGHT / 2))
    box.ground = Ground(look, box, ground, edge, tokens.RADIUS / 2)
    return box


class HallPlan(Widget):
    """As large as `width` and `height` allow. The windows to go to come first; a label without room is left out."""

    def __init__(self, look: Look, words: Words, way: Directions, width: float, height: float) -> None:
        plan = way.plan
        self.look, self.words, self.edge = look, words, look.mm(RING)
        self.scale = min((width - 2 * self.edge) / plan.width, (height - 2 * self.edge) / plan.depth)
        size = (plan.width * self.scale + 2 * self.edge, plan.depth * self.scale + 2 * self.edge)
        super().__init__(size_hint=(None, None), size=size)
        self.free = Free(*size, self.edge)
        self.middle = (size[0] / 2, size[1] / 2)
        self.set: list[tuple[Widget, float, float]] = []  # parts, and where they stand on the drawing
        with self.canvas.before:
            PushMatrix()
            self.shift = Translate(0, 0)
            for number, room in enumerate(plan.rooms):
                self._room(room, outer=number == 0)
        self._mark(way)
        with self.canvas.before:
            PopMatrix()
        self.bind(pos=self._follow)

    def _mark(self, way: Directions) -> None:
        """What matters most takes its place first."""
        goals = [self._at(spot.x, spot.y) for spot in way.windows]
        here = self._at(way.here.x, way.here.y) if way.here else None
        for x, y in goals:
            self.free.take_around(x, y, self.look.mm(2 * DOT))
        if here:
            self.free.take_around(*here, self.look.mm(2 * RING))
        known = [one for one in way.plan.landmarks if one.kind in KINDS]
        drawn = [(one, self._landmark(one)) for one in known if one.kind == ENTRANCE]
        for spot, at in zip(way.windows, goals, strict=True):
            self._sign(spot.number, at, tokens.SEAL, SIZES)
            self._dot(*at, DOT, tokens.SEAL)
        if here:
            self._sign(self.words("showWay.here"), here, tokens.BLUE, SIZES[1:])
            self._dot(*here, RING, tokens.BLUE)
            self._dot(*here, RING * 0.62, tokens.CARD)
            self._dot(*here, RING * 0.36, tokens.BLUE)
        for spot in way.others:
            number = plate(self.look, spot.number, tokens.SMALL, tokens.CARD, ink=tokens.INK, edge=tokens.SOFT)
            self._put(number, self._at(spot.x, spot.y))
        drawn += [(one, self._landmark(one)) for one in known if one.kind != ENTRANCE]
        self._name(drawn)
        for room in way.plan.rooms:
            self._put(self._room_name(room), self._heart(room.corners))

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self.edge + x * self.scale, self.edge + y * self.scale

    def _heart(self, corners: Iterable[Corner]) -> tuple[float, float]:
        """The middle of a room's outline."""
        places = [self._at(one.x, one.y) for one in corners]
        return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)

    def _room(self, room: Room, *, outer: bool) -> None:
        points = [part for one in room.corners for part in self._at(one.x, one.y)]
        shape = Tesselator()
        shape.add_contour(points)
        shape.tesselate()
        Color(*self.look.rgba(tokens.CARD if outer else tokens.OFF))
        for vertices, indices in shape.meshes:
            Mesh(vertices=vertices, indices=indices, mode="triangle_fan")
        Color(*self.look.rgba(tokens.INK if outer else tokens.SOFT))
        Line(points=points, close=True, width=self.look.mm(WALL if outer else INNER) / 2, joint="miter")

    def _dot(self, x: float, y: float, radius: float, colour: str) -> None:
        reach = self.look.mm(radius)
        with self.canvas.before:
            Color(*self.look.rgba(colour))
            Ellipse(pos=(x - reach, y - reach), size=(2 * reach, 2 * reach))

    def _sign(self, text: str, at: tuple[float, float], colour: str, sizes: tuple[float, ...]) -> None:
        """A plate beside its place, as large and as near as there is room, and a line from one to the other."""
        for size in sizes:
            part = plate(self.look, text, size, colour)
            if found := self.free.beside(at, part.size, self.look.mm(tokens.GAP), self.middle):
                break
        else:
            return
        self._stand(part, *found)
        with self.canvas.before:
            Color(*self.look.rgba(colour))
            Line(points=[*at, part.width / 2 + found[0], part.height / 2 + found[1]], width=self.look.mm(LEADER) / 2)

    def _put(self, part: Widget | None, middle: tuple[float, float]) -> bool:
        """Right there, or not at all."""
        if part is None or (found := self.free.around(middle, part.size)) is None:
            return False
        self._stand(part, *found)
        return True

    def _landmark(self, one: Landmark) -> Icon | None:
        icon = Icon(self.look, PICTURES.get(one.kind, one.kind), tokens.LARGE, tokens.SIGN)
        return icon if self._put(icon, self._at(one.x, one.y)) else None

    def _name(self, drawn: Iterable[tuple[Landmark, Icon | None]]) -> None:
        """Each name once, beside its picture; where there is no room, the picture alone must do."""
        named: set[str] = set()
        for one, icon in drawn:
            text = self.words.name(one.name, one.names) or self.words(f"showWay.{one.kind}")
            if icon is None or text in named:
                continue
            label = self._label(text)
            x, y = next((x, y) for part, x, y in self.set if part is icon)
            middle = x + icon.width / 2, y + icon.height / 2
            if found := self.free.next_to(middle, icon.size, label.size):
                self._stand(label, *found)
                named.add(text)

    def _room_name(self, room: Room) -> Text | None:
        """None for a room that has none, or is too narrow for it."""
        wide = self.scale * (max(one.x for one in room.corners) - min(one.x for one in room.corners))
        label = self._label(self.words.name(room.name, room.names))
        return label if room.name and label.width < wide else None

    def _label(self, text: str) -> Text:
        return Text(self.look, text, tokens.SMALL, colour=tokens.SOFT)

    def _stand(self, part: Widget, x: float, y: float) -> None:
        self.free.take(x, y, *part.size)
        self.set.append((part, x, y))
        part.pos = (self.x + x, self.y + y)
        self.add_widget(part)

    def _follow(self, *_: Any) -> None:
        self.shift.x, self.shift.y = self.pos
        for part, x, y in self.set:
            part.pos = (self.x + x, self.y + y)
