"""The readiness report: every device tested, the report looked at, printed in short, or saved as a page."""

from drivers import DeviceError
from kiosk.health.model import Level
from kiosk.journeys.device_test import tested
from kiosk.model.terminal import Terminal
from kiosk.steps.door import NoteDeed
from kiosk.steps.records import (
    ListFolders,
    LookAtReadiness,
    PrintReadiness,
    ReadinessPage,
    ReadinessWish,
    SaveReport,
    SaveTo,
)


async def readiness(terminal: Terminal) -> None:
    saved = trouble = None
    can_print = "receipt" in terminal.roles
    while True:
        found = await LookAtReadiness()
        wish = await ReadinessPage(found, await ListFolders(), can_print, saved, trouble)
        saved = trouble = None
        try:
            match wish:
                case ReadinessWish.TEST:
                    await _test_all(terminal)
                case ReadinessWish.PRINT:
                    await NoteDeed("printed the readiness report")
                    await PrintReadiness(found)
                case SaveTo(folder):
                    await NoteDeed("saved the readiness report")
                    saved = await SaveReport(folder)
        except (DeviceError, TimeoutError, OSError) as error:
            trouble = error


async def _test_all(terminal: Terminal) -> None:
    """What needs nobody's hand: each device is asked about itself."""
    await NoteDeed(f"tested everything, {Level.INTERNAL}")
    for role in sorted(terminal.roles):
        await tested(role, Level.INTERNAL)
