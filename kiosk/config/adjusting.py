"""The few values of the configuration that staff change at the screen: each with what it may be. No typing, no TOML."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.config.loading import Config, load
from kiosk.config.mistakes import ConfigError
from kiosk.config.tables import DRIVER, Value
from kiosk.config.writing import Environment, Preview, propose, set_values
from kiosk.style import Style
from kiosk.texts import languages

TERMINAL = "terminal"
ADJUSTABLE: Mapping[str, Mapping[str, tuple[Value, ...]]] = {  # by table: TERMINAL, or the role of a device
    TERMINAL: {
        "language": languages(),
        "style": tuple(map(str, Style)),
        "brightness": (0, 40, 70, 100),
        "call_orders": (False, True),
        "hours": ("", "08:00-18:00", "08:30-17:30", "09:00-17:00"),
        "days": ("1234567", "123456", "12345"),
    },
    "sound": {"volume": (0, 40, 70, 100)},
    "voice": {"volume": (50, 75, 100), "rate": (130, 180, 230)},
}


@dataclass(frozen=True)
class Adjustable:
    """A value, and what it can be. `table` is "terminal" or the role of a device."""

    table: str
    name: str
    choices: tuple[Value, ...]
    value: Value


def adjustables(path: Path, environment: Environment = None) -> tuple[Adjustable, ...]:
    """As the file has them, whether they hold already or from the next start on. Raises ConfigError."""
    config = load(path, environment)
    return tuple(
        Adjustable(table, name, among, getattr(settings, name))
        for table, values in ADJUSTABLE.items()
        for name, among in values.items()
        if hasattr(settings := _settings(config, table), name)
    )


def _settings(config: Config, table: str) -> object:
    """What the table says; nothing for a device that is not configured. A model may not have every value."""
    if table == TERMINAL:
        return config.terminal
    return config.devices[table].settings if table in config.devices else None


def adjusted(path: Path, table: str, name: str, value: Value, environment: Environment = None) -> Preview:
    """What the file would become. Never raises: what is wrong is in the preview."""
    if table == TERMINAL:
        return set_values(path, {(TERMINAL, name): value}, environment)
    try:
        model = load(path, environment).devices[table].model
    except ConfigError as error:
        return Preview(path, "", "", error.mistakes)
    return propose(path, {table: {DRIVER: model, name: value}}, environment)
