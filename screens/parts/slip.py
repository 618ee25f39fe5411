"""What became of a slip, told so that nobody waits for paper that does not come, or leaves one behind."""

from math import inf

from drivers import DeviceError, Fate
from kiosk.texts import Words
from screens import tokens
from screens.look import Look
from screens.parts import trouble as troubles
from screens.parts.box import Panel
from screens.parts.notice import GOOD, INFO, WARN, notice
from screens.parts.pages import at_most


def slip(
    look: Look,
    words: Words,
    what: str,
    *,
    fate: Fate | None,
    trouble: Exception | None,
    width: float,
    paper: str = "slip",
    most: float = inf,
) -> Panel | None:
    """`what` is the family of texts: "ticketTaken", "appointmentMade" or "guidePrinted". None: there is no printer.

    `paper` is "slip", or "page" for an A4 sheet. Higher than `most` pixels it is told in smaller type.
    """

    def told(state: str, kind: tuple[str, str, str], more: str) -> Panel:
        def draw(size: float) -> Panel:
            return notice(look, _state(words, paper, state), width, kind, more=more, size=size)

        return at_most(most, draw, (tokens.BODY, tokens.SMALL))

    if certainly_missing(trouble):
        more = words(f"{what}.no_slip", why=troubles.what(trouble, words)) if trouble else ""
        return told("missing", WARN, more)
    if fate is Fate.CONFIRMED:
        return notice(look, _state(words, paper, "take"), width, GOOD, size=tokens.LARGE)
    if fate is Fate.UNKNOWN or trouble is not None:
        return told("unsure", INFO, words(f"{what}.unsure"))
    return notice(look, words(f"{what}.remember"), width, INFO) if f"{what}.remember" in words else None


def _state(words: Words, paper: str, state: str) -> str:
    return words(f"pageState.{state}") if paper == "page" else words(f"slipState.{state}")


def certainly_missing(trouble: Exception | None) -> bool:
    """Whether there is certainly no slip. A printer that has not answered in time may still print it."""
    return isinstance(trouble, DeviceError)
