"""A technician finds devices, chooses what they are for, sees what would be written, and has it written."""

from kiosk.finder.choosing import usual
from kiosk.journeys.operations import change
from kiosk.steps.configuration import ConfirmChange
from kiosk.steps.finding_devices import (
    ChooseDevices,
    FinderWish,
    LookForDevices,
    ProposeDevices,
)


async def find_devices() -> None:
    """Until something has been written, or the technician goes back to the overview."""
    while True:
        discovery = await LookForDevices()
        chosen = usual(discovery)
        while True:
            answer = await ChooseDevices(discovery, chosen)
            if answer is FinderWish.AGAIN:
                break
            assert not isinstance(answer, FinderWish)
            chosen = answer
            seen = ConfirmChange(await ProposeDevices(chosen))
            if await change(seen, f"wrote devices: {', '.join(one.role for one in chosen)}"):
                return
