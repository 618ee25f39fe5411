"""How a component declares its settings: a frozen dataclass whose fields know their help, choices and checks.

    @dataclass(frozen=True)
    class Settings:
        port: str = setting(help="device node, /dev/serial/by-id/… path, or vid:pid[:serial]")
        baudrate: int = setting(115200, help="bits per second", choices=(115200, 57600, 38400, 19200, 9600))

The configuration reads these declarations; a driver adds a setting in its own file and nowhere else.
What only several settings together can get wrong is told by a method `disagreements()` that yields (setting, reason).
Types may be str, int, float, bool, tuple[str, ...] and unions of them with None.
"""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, field
from difflib import get_close_matches
from typing import Any


def setting(
    default: Any = MISSING,
    *,
    help: str,  # noqa: A002 - the field's word for it
    choices: tuple[Any, ...] | None = None,
    check: Callable[[Any], str | None] | None = None,
    secret: bool = False,
) -> Any:
    """Declare one setting. `check` returns what is wrong with a value, or None; a secret never appears in a repr.

    Without a default the setting must be given.
    """
    return field(
        default=default, repr=not secret, metadata={"help": help, "choices": choices, "check": check, "secret": secret}
    )


def between(low: float, high: float) -> Callable[[Any], str | None]:
    """A check that a number lies within bounds."""
    return lambda value: None if low <= value <= high else f"must lie between {low:g} and {high:g}"


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """The nearest of the words that would have been right, else all of them."""
    known = sorted(words)
    if near := get_close_matches(word, known, n=1):
        return f'did you mean "{near[0]}"?'
    return f"possible: {', '.join(known)}" if known else ""
