"""A technician finds devices, chooses what they are for, sees what would be written, and has it written."""

from kiosk.finder.choosing import usual
from kiosk.steps.door import NoteDeed
from kiosk.steps.finding_devices import (
    ChooseDevices,
    ConfirmDevices,
    DevicesWritten,
    FinderWish,
    LookForDevices,
    ProposeDevices,
    WriteDevices,
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
            preview = await ProposeDevices(chosen)
            if await ConfirmDevices(preview):
                await NoteDeed(f"wrote devices: {', '.join(one.role for one in chosen)}")
                await DevicesWritten(await WriteDevices(preview))
                return
