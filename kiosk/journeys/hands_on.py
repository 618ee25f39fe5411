"""Interactive tests: the terminal shows, plays or prints something, and a technician says what is there."""

from drivers import DeviceError
from drivers.code import Code
from kiosk.documents.hands_on import code_texts
from kiosk.health.model import Finding, Verdict
from kiosk.model.terminal import Terminal
from kiosk.steps.common import Sorry
from kiosk.steps.hands_on import (
    Listen,
    LookAtCamera,
    LookAtPage,
    LookAtSlip,
    PlaySide,
    PrintCodes,
    PrintTest,
    PrintTestPage,
    ScanSheet,
    Seen,
    SheetWish,
    Side,
)
from kiosk.steps.printing import PrintSlip
from kiosk.steps.room import Judge

TESTED = frozenset(
    {"camera", "document_camera", "code", "receipt", "page", "sound"}
)  # roles that have an interactive test


async def hands_on(terminal: Terminal, role: str) -> Finding:
    """The interactive test of one role, and what it has come to. A device that fails in the middle has failed."""
    try:
        seen = await _test(terminal, role)
    except (DeviceError, TimeoutError) as trouble:
        fault = trouble.fault if isinstance(trouble, DeviceError) else None
        return await Judge(role, Seen(Verdict.FAILED), fault)
    return await Judge(role, seen)


async def _test(terminal: Terminal, role: str) -> Seen:
    match role:
        case "receipt":
            return await LookAtSlip(await PrintTest(terminal.id))
        case "page":
            return await LookAtPage(await PrintTestPage(terminal.id))
        case "sound":
            return await _sound()
        case "code":
            return await _sheet(can_print="receipt" in terminal.roles)
        case _:
            return await LookAtCamera(role)


async def _sound() -> Seen:
    played: frozenset[Side] = frozenset()
    while True:
        answer = await Listen(played)
        if not isinstance(answer, Side):
            return answer
        await PlaySide(answer)
        played |= {answer}


async def _sheet(*, can_print: bool) -> Seen:
    """Codes are ticked off as they are read; what a code says that is not of the sheet is looked at no further."""
    texts = code_texts()
    read: frozenset[str] = frozenset()
    other = False
    while True:
        match await ScanSheet(texts, read, other, can_print):
            case Code(text=text):
                other = text not in texts
                read |= {text} & set(texts)
            case SheetWish.PRINT:
                await _printed(PrintCodes())
            case Seen() as seen:
                return Seen(seen.verdict, f"{len(read)}/{len(texts)}")


async def _printed(sheet: PrintSlip) -> None:
    try:
        await sheet
    except (DeviceError, TimeoutError) as trouble:
        await Sorry(trouble)
