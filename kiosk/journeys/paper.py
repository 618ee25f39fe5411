"""How a journey puts something on paper, and goes on without."""

from drivers import DeviceError, Fate
from kiosk.model.terminal import Terminal
from kiosk.platform.troubles import NotWritten
from kiosk.steps.printing import OnPaper


async def printed(terminal: Terminal, paper: OnPaper) -> tuple[Fate | None, Exception | None]:
    """What became of it, and why it is certainly not on paper. Both None where the terminal has no such printer."""
    if paper.to not in terminal.roles:
        return None, None
    try:
        return await paper, None
    except (DeviceError, TimeoutError, NotWritten) as trouble:
        return None, trouble
