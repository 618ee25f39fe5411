"""The desk of those who look for devices: looks around, makes previews, writes. It may take two minutes."""

import tomllib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from drivers import finding
from drivers.finding import Candidate, Found, Report, quiet
from kiosk.config.loading import read
from kiosk.config.mistakes import ConfigError
from kiosk.config.writing import Preview, propose
from kiosk.finder.choosing import Chosen, Discovery, changes


class Finder:
    """One configuration file and the machine it is for. `look` and `probe` are the hands'; tests bring their own."""

    def __init__(
        self,
        path: Path,
        look: Callable[[Report], list[Found]] = finding.look,
        probe: Callable[..., list[Candidate]] = finding.probe_all,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.path = path
        self._look, self._probe, self._environment = look, probe, environment

    def discover(self, report: Report = quiet, *, ask: bool = True) -> Discovery:
        """All that is there and what it could be; at most some two minutes."""
        found = self._look(report)
        candidates = partial(self._probe, ask=ask)(found, report)
        return Discovery(tuple(found), tuple(candidates), self.configured())

    def configured(self) -> dict[str, str]:
        """Role → driver and place, as the file has it; nothing when it cannot be read."""
        try:
            tables = tomllib.loads(read(self.path)).get("devices", {})
        except (ConfigError, tomllib.TOMLDecodeError):
            return {}
        return {role: _told(table) for role, table in tables.items() if isinstance(table, dict)}

    def preview(self, chosen: Chosen) -> Preview:
        return propose(self.path, changes(chosen), self._environment)


def _told(table: Mapping[str, object]) -> str:
    """The driver, and the first text that is not one of its words: where the device is."""
    places = [value for name, value in table.items() if name != "driver" and isinstance(value, str) and _place(value)]
    return " ".join([str(table.get("driver", "")), *places[:1]]).strip()


def _place(value: str) -> bool:
    return any(mark in value for mark in "/.:@ ")
