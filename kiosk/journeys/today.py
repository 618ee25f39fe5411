"""The day at a glance, for staff: looked at, counted once more, or taken along as a table."""

from kiosk.steps.door import NoteDeed
from kiosk.steps.records import ListFolders, LookAtToday, SaveTo, SaveToday, TodayPage


async def today() -> None:
    saved = trouble = None
    while True:
        told, png = await LookAtToday()
        wish = await TodayPage(told, png, await ListFolders(), saved, trouble)
        saved = trouble = None
        if isinstance(wish, SaveTo):
            await NoteDeed("saved the numbers of the day")
            try:
                saved = await SaveToday(wish.folder)
            except (OSError, TimeoutError) as error:
                trouble = error
