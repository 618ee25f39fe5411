"""The stage: what the loop shows, after every event, to screens, lamps and loudspeaker."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drivers import Status
from kiosk.calling import Call
from kiosk.services import Services
from kiosk.step import Step
from kiosk.style import Style
from kiosk.texts import FIRST
from kiosk.voice import Manner


@dataclass(frozen=True)
class Stage:
    """All that a screen gets to know."""

    step: Step[Any]
    turn: int
    language: str = FIRST
    style: Style = Style.STANDARD
    voice: Manner | None = None  # the screen is to be heard, too
    can_go_back: bool = False
    can_go_home: bool = False
    can_leave: bool = True
    taken_back: Any = field(default=None, repr=False)  # the answer that Back has undone: where the screen may start
    health: Mapping[str, Status] = field(default_factory=dict[str, Status])
    services: Services = field(default_factory=Services)
    seconds_left: int | None = None  # the resident is about to be taken for gone
    usual: float | None = None  # seconds that the job usually takes; None: it is no job, or nobody has measured it
    call: Call | None = None  # what has become of a call for staff; None: nobody has called
