"""A technician looks at a device's wire. What is presented meanwhile is read, and looked at no further."""

from pathlib import Path

from drivers import DeviceError
from kiosk.health.model import Level
from kiosk.journeys.device_test import tested
from kiosk.steps.door import NoteDeed
from kiosk.steps.records import ListFolders, SaveTo
from kiosk.steps.tracing import AskTrace, KeepTrace, SaveTrace, StartTrace, StopTrace, TracePage, TraceWish

PRESENTED = frozenset({"card", "code", "smartcard"})  # roles to which something is presented


async def trace(role: str) -> None:
    """Until it is stopped. Whoever goes elsewhere in the room lets it run on for its minutes."""
    if (await AskTrace(role)).until is None:
        await NoteDeed(f"traced {role}")
        await StartTrace(role)
    presented = listening = role in PRESENTED
    folders = await ListFolders()
    still = saved = trouble = None
    while True:
        try:
            wish = await TracePage(role, presented, listening, still, folders, saved, trouble)
        except DeviceError as error:  # what was presented could not be read, or the device is away
            saved, trouble, listening = None, error, False
            continue
        saved = trouble = None
        match wish:
            case TraceWish.STOP:
                await StopTrace()
                return
            case TraceWish.PAUSE:
                still, folders = await KeepTrace(), await ListFolders()
            case TraceWish.GO_ON:
                still = None
            case TraceWish.LISTEN:
                listening = True
            case TraceWish.TEST:
                await NoteDeed(f"tested {role}, {Level.EXTERNAL}")
                await tested(role, Level.EXTERNAL)
            case SaveTo():
                saved, trouble = await _saved(wish)
            case _:
                continue


async def _saved(wish: SaveTo) -> tuple[Path | None, Exception | None]:
    """Where the trace is, or why it is nowhere."""
    kept = await KeepTrace()
    if kept is None:
        return None, None
    await NoteDeed(f"saved a trace of {kept.role}")
    try:
        return await SaveTrace(wish.folder, kept), None
    except (OSError, TimeoutError) as error:
        return None, error
