"""Reads config/kiosk.toml: which terminal, which platform, which devices, where state and logs go."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import drivers
from drivers.settings import between, did_you_mean, setting
from kiosk.config.mistakes import ConfigError, Mistake
from kiosk.config.table import read_table
from kiosk.maintenance.hours import check_days, check_holidays, check_hours
from kiosk.model.terminal import Terminal
from kiosk.platform.settings import EMBEDDED
from kiosk.platform.settings import Settings as PlatformSettings
from kiosk.storage.seal import FILE as KEYS
from kiosk.style import Style

ROLES = (
    "card",
    "smartcard",
    "code",
    "camera",
    "document_camera",
    "receipt",
    "page",
    "lights",
    "sound",
    "voice",
    "presence",
    "ups",
)

_SET_PIN = "set your own: run_kiosk.py set-pin --role technician"


def _identifier(value: str) -> str | None:
    return None if re.fullmatch(r"[A-Za-z0-9._-]{1,64}", value) else "must be 1 to 64 letters, digits, dots, - or _"


@dataclass(frozen=True)
class TerminalSettings:
    id: str = setting(help="the terminal's name at the platform", check=_identifier)
    hall: str = setting(help="the id of the hall or village point where it stands", check=_identifier)
    panel_inches: float = setting(21.5, help="diagonal of the panel", check=between(10, 100))
    panel_bottom_mm: float = setting(800.0, help="from the floor to the panel's lower edge", check=between(0, 1500))
    orientation: str = setting("portrait", help="how the panel hangs", choices=("portrait", "landscape"))
    language: str = setting("zh", help="the language that a visit begins with")
    style: str = setting("standard", help="how the screen looks when a visit begins", choices=tuple(map(str, Style)))
    fullscreen: bool = setting(default=True, help="false: a window, for trying out")
    key_twice: float = setting(
        0.5, help="seconds within which the same key of a keypad was meant once", check=between(0, 5)
    )
    key_repeat: float = setting(2.0, help="seconds after which a key that is held counts again", check=between(0.5, 10))
    brightness: int = setting(
        0, help="of the panel, in percent; 0: as it is, and for monitors that have a button", check=between(0, 100)
    )
    call_orders: bool = setting(default=False, help="true: a call for staff is a work order at the platform, too")
    always_open: bool = setting(default=False, help="true: gives numbers at any hour, for demonstration")
    hours: str = setting("", help='when it is open to the public, such as "08:30-17:30"; "": always', check=check_hours)
    days: str = setting("1234567", help="the days on which it is open: 1 is Monday", check=check_days)
    holidays: tuple[str, ...] = setting(
        (), help='days on which it is closed: "2026-10-01" or "2026-10-01/2026-10-07"', check=check_holidays
    )
    training: bool = setting(default=False, help="true: screens and slips say that it is training; sample data only")


@dataclass(frozen=True)
class StorageSettings:
    folder: str = setting("state", help="where the journal, the catalogue and the logs are kept")
    keys: str = setting("", help="the file with the keys of what waits to be sent; usually keys in the storage folder")


@dataclass(frozen=True)
class AccessSettings:
    file: str = setting("", help="where the hashes of the PINs are kept; usually pins.json in the storage folder")
    sample: bool = setting(default=False, help="true: the PINs of the sample data, with the embedded platform only")


@dataclass(frozen=True)
class LoggingSettings:
    level: str = setting("info", help="how much is logged", choices=("debug", "info", "warning", "error"))
    megabytes: int = setting(5, help="size at which a log file is put aside", check=between(1, 1000))
    files: int = setting(5, help="how many log files are kept", check=between(1, 100))


@dataclass(frozen=True)
class DeviceSettings:
    """One configured device: its model and that model's own settings."""

    role: str
    model: str
    settings: Any


@dataclass(frozen=True)
class Config:
    file: Path
    terminal: TerminalSettings
    platform: PlatformSettings
    storage: StorageSettings
    access: AccessSettings
    logging: LoggingSettings
    devices: Mapping[str, DeviceSettings] = field(default_factory=dict[str, DeviceSettings])

    @property
    def who(self) -> Terminal:
        return Terminal(self.terminal.id, self.terminal.hall, frozenset(self.devices))

    @property
    def keys_file(self) -> Path:
        return Path(self.storage.keys or Path(self.storage.folder) / KEYS)

    @property
    def pins_file(self) -> Path:
        return Path(self.access.file or Path(self.storage.folder) / "pins.json")


_SECTIONS: dict[str, type] = {
    "terminal": TerminalSettings,
    "platform": PlatformSettings,
    "storage": StorageSettings,
    "access": AccessSettings,
    "logging": LoggingSettings,
}


def load(path: Path, environment: Mapping[str, str] | None = None) -> Config:
    """The configuration in a file. Raises ConfigError with every mistake at once."""
    return understand(read(path), path, environment)


def read(path: Path) -> str:
    """The text of a file, line ends and all. Raises ConfigError."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ConfigError([Mistake(str(path), "the file", f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([Mistake(str(path), "the file", f"is not TOML: {error}")]) from error


def understand(text: str, path: Path, environment: Mapping[str, str] | None = None) -> Config:
    """The configuration in a text that stands, or is to stand, in a file. Raises ConfigError like `load`."""
    environment = os.environ if environment is None else environment
    tables = _tables(text, path)
    mistakes = [
        Mistake(str(path), name, "is not known", did_you_mean(name, [*_SECTIONS, "devices"]))
        for name in tables.keys() - _SECTIONS.keys() - {"devices"}
    ]
    sections: dict[str, Any] = {}
    for name, kind in _SECTIONS.items():
        table = tables.get(name, {})
        if not isinstance(table, dict):
            mistakes.append(Mistake(str(path), name, "must be a table", f"[{name}]"))
            continue
        sections[name], wrong = read_table(kind, table, name, str(path), environment)
        mistakes += wrong
    devices, wrong = _devices(tables.get("devices", {}), path, environment)
    mistakes += wrong
    if not mistakes and sections["terminal"].training and sections["platform"].url != EMBEDDED:
        mistakes.append(
            Mistake(str(path), "terminal.training", "is for the embedded platform only", 'url = "embedded"')
        )
    if not mistakes and sections["access"].sample and sections["platform"].url != EMBEDDED:
        mistakes.append(Mistake(str(path), "access.sample", "everybody knows the PINs of the sample data", _SET_PIN))
    if mistakes:
        raise ConfigError(mistakes)
    return Config(path, devices=devices, **sections)


def _tables(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Mistake(str(path), "the file", f"is not TOML: {error}")]) from error


def _devices(
    tables: Any, path: Path, environment: Mapping[str, str]
) -> tuple[dict[str, DeviceSettings], list[Mistake]]:
    if not isinstance(tables, dict):
        return {}, [Mistake(str(path), "devices", "must be tables", "[devices.card]")]
    found: dict[str, DeviceSettings] = {}
    mistakes: list[Mistake] = []
    for role, table in tables.items():
        device, wrong = _device(str(role), table, path, environment)
        mistakes += wrong
        if device:
            found[device.role] = device
    for device in found.values():
        for need in drivers.needs(device.role, device.model):
            if need not in tables:
                reason = f'the driver "{device.model}" needs a {need}'
                mistakes.append(Mistake(str(path), f"devices.{device.role}.driver", reason, f"add [devices.{need}]"))
    return found, mistakes


def _device(
    role: str, table: Any, path: Path, environment: Mapping[str, str]
) -> tuple[DeviceSettings | None, list[Mistake]]:
    where = f"devices.{role}"
    if role not in ROLES:
        return None, [Mistake(str(path), where, "is not a role of device", did_you_mean(role, ROLES))]
    if not isinstance(table, dict) or not isinstance(table.get("driver"), str):
        return None, [Mistake(str(path), f"{where}.driver", "is missing", did_you_mean("", drivers.models(role)))]
    model = table["driver"]
    if model not in drivers.models(role):
        hint = did_you_mean(model, drivers.models(role))
        return None, [Mistake(str(path), f"{where}.driver", f'there is no driver "{model}"', hint)]
    rest = {key: value for key, value in table.items() if key != "driver"}
    settings, mistakes = read_table(drivers.load(role, model).Settings, rest, where, str(path), environment)
    return (DeviceSettings(role, model, settings) if settings is not None else None), mistakes
