"""What lies over a screen when staff have been called: that they come, or where they are; and how it is ended."""

from collections.abc import Callable

from kiosk.calling import Call
from kiosk.model.catalogue import Hall
from kiosk.stage import Stage
from kiosk.texts import Words, words
from screens import tokens
from screens.frame import Frame
from screens.look import Look
from screens.parts.box import Panel, inner
from screens.parts.button import PRIMARY, QUIET, PushButton
from screens.parts.icon import Icon
from screens.parts.overlay import Overlay
from screens.parts.text import Text, fitted

DIM = 0.62


class Called(Overlay):
    """`on` goes on with the visit while staff are on their way; `end` says that nobody needs to come."""

    asks = True

    def __init__(
        self,
        look: Look,
        said: Words,
        call: Call,
        place: str,
        *,
        on: Callable[[], None],
        end: Callable[[], None],
        size: tuple[float, float],
    ) -> None:
        super().__init__(look, DIM, size)
        self.key = said.language, call
        self.leave = on if call is Call.COMING else end
        wide = min(look.mm(210), size[0] - look.mm(2 * tokens.EDGE))
        room = inner(look, wide, tokens.EDGE)
        head, more = said(f"call.{call}"), said(f"call.{call}_more")
        sizes = (tokens.TITLE, tokens.LARGE)
        parts = [
            Icon(look, "staff", tokens.GREAT, tokens.BLUE),
            fitted(look, head, room, sizes, 2, bold=True, colour=tokens.SIGN, align="center"),
            *(Text(look, one, tokens.LARGE, width=room, align="center") for one in (more, place) if one),
            PushButton(look, said("call.on"), self.leave, width=room, kind=PRIMARY),
        ]
        if call is Call.COMING:
            parts.append(PushButton(look, said("call.end"), end, width=room, kind=QUIET))
        self.centred(Panel(look, wide, *parts, pad=tokens.EDGE, gap=tokens.GAP, align="center"))


class CallCover:
    """Lays it over the screen when it is asked for, and takes it away when the visit goes on or the call has ended."""

    def __init__(self, call: Callable[[], None], end: Callable[[], None]) -> None:
        self._call, self._end = call, end
        self._open = False
        self._known: Call | None = None  # what was said last

    def ask(self) -> None:
        """The resident wants staff, or wants to see what has become of it."""
        self._open = True
        self._call()

    def show(self, frame: Frame, stage: Stage, hall: Hall | None) -> None:
        """As it is to be seen at this stage; whatever else lies over the screen comes first."""
        if stage.call is None and self._known is not None:  # ended, or the visit has; else it is only on its way
            self._open = False
        self._known = stage.call
        said, cover = words(stage.language), frame.cover
        mine = isinstance(cover, Called)
        if not self._open:
            if mine:
                frame.put("cover", None)
        elif stage.call is not None and (cover is None or (mine and cover.key != (said.language, stage.call))):
            place = _desk(said, hall) if stage.call is Call.NOBODY else ""

            def go_on() -> None:
                self._open = False
                frame.put("cover", None)

            told = Called(frame.look, said, stage.call, place, on=go_on, end=self._end, size=frame.size)
            frame.put("cover", told)


def _desk(said: Words, hall: Hall | None) -> str:
    """How staff can be reached otherwise."""
    return said("call.telephone", telephone=hall.telephone) if hall and hall.telephone else ""
