"""What every screen is: it draws a step into a given room, and posts what was touched with the turn it belongs to."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from kivy.uix.widget import Widget

from drivers.camera import Frame
from kiosk.events import Answered, Event, LanguageChosen, PressedHome
from kiosk.loop import Stage
from kiosk.model.catalogue import Hall
from kiosk.room.tracer import Trace
from kiosk.step import Step
from kiosk.texts import Words, words
from kiosk.writing.writing import Writing
from screens.look import Look

if TYPE_CHECKING:  # loading what finds pages takes a moment, which only those take who look for one
    from drivers.vision.pages import Found

Post = Callable[[Event, int | None], None]


class Surroundings:
    """What a screen may show beside its step: where the terminal stands, what time it is there, what a camera sees."""

    def __init__(
        self,
        hall: Callable[[], Hall | None],
        now: Callable[[], datetime],
        *,
        frame: Callable[[str], Frame | None] = lambda _role: None,
        trace: Callable[[], Trace | None] = lambda: None,
        page: "Callable[[Frame], Found | None]" = lambda _frame: None,
        writing: Writing | None = None,
        bulletin: Callable[[], str] = lambda: "",
    ) -> None:
        """`frame` gives the newest picture of a camera by its role, `trace` the trace there is, `page` where the page
        lies in a live picture, as far as that is known yet. All return at once.
        `writing` are the ways to write Chinese; without it there are letters. `bulletin` is what everybody is to read.
        """
        self.hall, self.now, self.frame, self.trace, self.page = hall, now, frame, trace, page
        self.writing, self.bulletin = writing or Writing(), bulletin
        self.call: Callable[[], None] = lambda: None  # calls a member of staff
        self.styles: Callable[[], None] = lambda: None  # offers other looks

    def hall_name(self, said: Words) -> str:
        """The hall's name in a language; a word for the terminal as long as the hall is not known."""
        hall = self.hall()
        return said.name(hall.name, hall.names) if hall else said("hall.unknown")


class Screen:
    """Drawn anew for each turn, language and size; what is set in `begin` lasts for a turn and is gone after it."""

    shows: ClassVar[tuple[type[Step[Any]], ...]] = ()
    bare: ClassVar[bool] = False  # drawn without the sign above and the feet below
    whole: ClassVar[bool] = False  # drawn to the very edge of the panel, likewise
    live: ClassVar[bool] = False  # shows how devices are: drawn again when one changes

    def __init__(self, look: Look, post: Post, around: Surroundings, redraw: Callable[[], None]) -> None:
        self.look, self.post, self.around, self.redraw = look, post, around, redraw
        self.stage: Stage | None = None

    @classmethod
    def alone(cls) -> bool:
        """Whether there is neither a sign above nor feet below."""
        return cls.bare or cls.whole

    def enter(self, stage: Stage) -> None:
        """The stage to draw; a new turn forgets what belonged to the last."""
        fresh = self.stage is None or self.stage.turn != stage.turn
        self.stage = stage
        if fresh:
            self.begin(stage)

    def leave(self) -> None:
        """Another step is shown now: keep nothing of this one."""
        keep = ("look", "post", "around", "redraw")
        self.__dict__ = {name: value for name, value in self.__dict__.items() if name in keep}
        self.stage = None

    def begin(self, stage: Stage) -> None:
        """Set what the resident may change while the step lasts."""

    def draw(self, width: float, height: float) -> Widget:
        """A widget of this size."""
        raise NotImplementedError

    @property
    def step(self) -> Any:
        assert self.stage is not None
        return self.stage.step

    @property
    def words(self) -> Words:
        assert self.stage is not None
        return words(self.stage.language)

    def answer(self, value: Any = None) -> None:
        self._post(Answered(value))

    def home(self) -> None:
        self._post(PressedHome())

    def language(self, language: str) -> None:
        self._post(LanguageChosen(language))

    def answers(self, value: Any) -> Callable[[], None]:
        """For a button: answer with this."""
        return lambda: self.answer(value)

    def _post(self, event: Event) -> None:
        if self.stage is not None:
            self.post(event, self.stage.turn)
