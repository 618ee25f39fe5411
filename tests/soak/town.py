"""The platform of the robots: the reference server over HTTP, on days that pass, in weather that each terminal has."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from kiosk.platform.server import KnownTerminal, ReferencePlatform, reference_platform
from kiosk.platform.signing import TERMINAL
from tests.platform.city import HALLS, ITEMS, SECRET, serving, write
from tests.stories.hall import HallClock
from tests.stories.weather import BROKEN, GARBAGE, GOOD, LATE, SLOW, Weather

SATURDAY = 5
WEATHER = "/weather/"  # /weather/TERMINAL/MODE
MODES = {mode: mode for mode in (GOOD, BROKEN, GARBAGE, SLOW, LATE)}


class Weathers:
    """An ASGI application round the platform: every terminal has its own weather, and can be given another."""

    def __init__(self, app, terminals):
        self.of = {terminal: Weather(app) for terminal in terminals}

    async def __call__(self, scope, receive, send):
        path = scope.get("path", "")
        if path.startswith(WEATHER):
            _, _, terminal, mode = path.split("/")
            self.of[terminal].mode = MODES[mode]
            await send({"type": "http.response.start", "status": 204, "headers": []})
            return await send({"type": "http.response.body", "body": b""})
        headers = {name.decode().lower(): value.decode() for name, value in scope.get("headers", ())}
        return await self.of[headers[TERMINAL.lower()]](scope, receive, send)


class Days(HallClock):
    """Half past nine of one working day after the other."""

    def next(self) -> None:
        self.moment += timedelta(days=3 if self.moment.weekday() == SATURDAY - 1 else 1)


@contextmanager
def town(folder: Path, terminals: list[str], clock: Days) -> Iterator[tuple[str, ReferencePlatform]]:
    halls = [HALLS[0] | {"slot_capacity": 50}, *HALLS[1:]]
    data = write(folder / "data", halls=halls, items=ITEMS)
    known = [KnownTerminal(terminal, "H1", SECRET) for terminal in terminals]
    platform = reference_platform(data, folder / "platform.db", known, wall=clock.wall, now=clock.now)
    try:
        with serving(Weathers(platform.app, terminals)) as url:
            yield url, platform
    finally:
        platform.database.close()
