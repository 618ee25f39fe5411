"""What is shown when the program itself is at fault."""

from kiosk.steps.common import Sorry


class OutOfOrder(Exception):  # noqa: N818 - a state of ours, told to the resident
    """The program made a mistake; the visit starts again."""


async def apology() -> None:
    await Sorry(OutOfOrder())
