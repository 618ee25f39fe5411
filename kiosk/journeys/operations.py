"""Staff look after the running program: ask the platform now, change a setting, see what was done, start it anew."""

from dataclasses import replace

from kiosk.credentials.model import MAY, Part, Role
from kiosk.room.operations import End
from kiosk.steps.configuration import (
    Adjust,
    ChangeWritten,
    ConfirmChange,
    ExportSettings,
    ListSettings,
    ListSticks,
    ProposeChange,
    SettingsPage,
    TakeAlong,
    TakeOver,
    WriteChange,
)
from kiosk.steps.connection import Connect, ConnectionPage, ReadConnection, Save, Try, TryConnection
from kiosk.steps.door import NoteDeed
from kiosk.steps.operations import (
    ConfirmEnd,
    DeedsPage,
    EndNow,
    ListDeeds,
    ListLooseEnds,
    LookAfter,
    LookAtRunning,
    LooseEndsPage,
    OperationsPage,
    OperationsWish,
    SyncNow,
)


async def operations(who: Role) -> None:
    page = OperationsPage(await LookAtRunning())
    while True:
        match await page:
            case OperationsWish.SYNC:
                page = await _synced()
            case OperationsWish.DEEDS:
                await _deeds()
            case OperationsWish.LOOSE_ENDS:
                await _loose_ends()
            case OperationsWish.SETTINGS:
                await settings(who)
            case End() as how:
                page = await _ended(how)


async def _synced() -> OperationsPage:
    await NoteDeed("asked the platform at once")
    try:
        return OperationsPage(await SyncNow(), synced=True)
    except TimeoutError as trouble:
        return OperationsPage(await LookAtRunning(), trouble=trouble)


async def _ended(how: End) -> OperationsPage:
    if not await ConfirmEnd(how):
        return OperationsPage(await LookAtRunning())
    await NoteDeed(f"ended: {how}")
    done = await EndNow(how)
    return OperationsPage(await LookAtRunning(), ending=how if done else None, refused=None if done else how)


async def _loose_ends() -> None:
    ends = await ListLooseEnds()
    while True:
        one = await LooseEndsPage(ends)
        await NoteDeed(f"looked after a loose end, {one.what}")
        ends = await LookAfter(one)


async def _deeds() -> None:
    while True:
        await DeedsPage(await ListDeeds())


async def settings(who: Role) -> None:
    saved = trouble = None
    while True:
        (values, mistakes), (sticks, others) = await ListSettings(), await ListSticks()
        technician = Part.FINDING in MAY[who]
        others, connects = others if technician else (), technician and not mistakes
        wish = await SettingsPage(values, mistakes, sticks, others, saved, trouble, connects)
        saved = trouble = None
        try:
            match wish:
                case TakeAlong(folder):
                    await NoteDeed("took the configuration along")
                    saved = await ExportSettings(folder)
                case Connect():
                    await _connection()
                case Adjust() | TakeOver():
                    await change(ConfirmChange(await ProposeChange(wish)))
        except (OSError, TimeoutError) as error:
            trouble = error


async def _connection() -> None:
    page = ConnectionPage(await ReadConnection())
    while True:
        match await page:
            case Try(wanted):
                await NoteDeed("tried a connection to the platform")
                tried = await TryConnection(wanted)
                hall = tried.registered.hall if tried.registered else wanted.hall
                page = ConnectionPage(replace(wanted, hall=hall), tried)
            case Save(wanted):
                await change(ConfirmChange(await ProposeChange(wanted)), "changed the connection to the platform")
                page = ConnectionPage(wanted)


async def change(seen: ConfirmChange, what: str = "changed the configuration") -> bool:
    """Seen, written, and the program started anew with it where somebody wants that. Whether it was to be written."""
    if not await seen:
        return False
    await NoteDeed(what)
    if await ChangeWritten(await WriteChange(seen.preview)):
        await NoteDeed(f"ended: {End.PROGRAM}")
        await EndNow(End.PROGRAM)
    return True
