"""Staff say something to everybody on the idle screen, or take it down."""

from kiosk.steps.bulletin import BulletinPage, PutUpBulletin, ReadBulletin
from kiosk.steps.door import NoteDeed


async def bulletin() -> None:
    page = BulletinPage(await ReadBulletin())
    while True:
        text = await page
        await NoteDeed("put up a bulletin" if text.strip() else "took the bulletin down")
        page = BulletinPage(await PutUpBulletin(text), put_up=True)
