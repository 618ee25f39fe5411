"""One test of one device, and what it has come to: a device that cannot be asked has failed."""

from drivers import DeviceError
from kiosk.health.model import Finding, Level, Verdict
from kiosk.steps.hands_on import Seen
from kiosk.steps.room import CheckDevice, Judge, NoteFinding


async def tested(role: str, level: Level) -> Finding:
    """A device that is gone has failed its test: that is what the test was to find out."""
    try:
        return await NoteFinding(await CheckDevice(role, level))
    except DeviceError as trouble:
        return await Judge(role, Seen(Verdict.FAILED), trouble.fault, level)
    except TimeoutError:
        return await Judge(role, Seen(Verdict.UNKNOWN), None, level)
