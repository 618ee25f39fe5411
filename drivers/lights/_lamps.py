"""What each lamp is to do, and which relays have to be switched for it now. It knows no cable and no clock."""

from drivers.lights import Flash, Place

PERIODS = {Flash.SLOW: 2.0, Flash.MEDIUM: 1.0, Flash.QUICK: 0.5}  # seconds, half of them lit
# (at most two flashes a second: more than three are a danger to people with epilepsy, WCAG 2.3.1)


class Lamps:
    """Relays are numbered from 1. What a relay is nobody knows until it was switched."""

    def __init__(self, channels: tuple[str, ...], *, flash: bool) -> None:
        """The lamp at each relay, "" for none; without `flash`, lamps shine steadily instead."""
        self._at: dict[int, Place] = {number: Place(name) for number, name in enumerate(channels, 1) if name}
        self._flash = flash
        self._wanted: dict[Place, Flash] = {}
        self._known: dict[int, bool] = {}

    @property
    def numbers(self) -> list[int]:
        """Every relay that has a lamp."""
        return list(self._at)

    @property
    def lit(self) -> list[int]:
        return [number for number, on in self._known.items() if on]

    def want(self, place: Place, flash: Flash) -> None:
        self._wanted[place] = flash

    def forget(self) -> None:
        """Nothing is wanted any more, and of no relay is known how it is."""
        self._wanted.clear()
        self._known.clear()

    def due(self, now: float) -> list[tuple[int, bool]]:
        """The relays that are not as they should be at a moment, and how they should be."""
        return [(number, on) for number in self._at if (on := self._on(number, now)) != self._known.get(number)]

    def switched(self, number: int, *, on: bool) -> None:
        self._known[number] = on

    def unlike(self, said: dict[int, bool]) -> list[int]:
        """The relays that say of themselves that they are not as they were switched."""
        return [number for number, on in self._known.items() if number in said and said[number] != on]

    def next(self, now: float) -> float | None:
        """Seconds until a lamp changes by itself. All flash in step."""
        halves = [PERIODS[flash] / 2 for place in self._at.values() if (flash := self._shown(place)) in PERIODS]
        return min((half - now % half for half in halves), default=None)

    def _on(self, number: int, now: float) -> bool:
        flash = self._shown(self._at[number])
        period = PERIODS.get(flash)
        return flash is Flash.CONTINUOUS if period is None else now % period < period / 2

    def _shown(self, place: Place) -> Flash:
        flash = self._wanted.get(place, Flash.OFF)
        return flash if self._flash or flash is Flash.OFF else Flash.CONTINUOUS
