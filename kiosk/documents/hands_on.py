"""A sheet of codes that get harder, for a technician to hold before the scanner. Nothing of them is anybody's."""

from drivers.document import Document, QrCode, Title
from kiosk.texts import Words

CODE = "HALL-KIOSK-TEST-{number}-{fill}"
LENGTHS = (0, 40, 110, 220, 400)  # further characters: the more there are, the smaller a module becomes


def code_texts() -> tuple[str, ...]:
    """What the codes of the sheet say, the easiest first."""
    digits = "0123456789"
    return tuple(
        CODE.format(number=number, fill=(digits * (length // 10 + 1))[:length])
        for number, length in enumerate(LENGTHS, start=1)
    )


def code_sheet(words: Words) -> Document:
    """The codes on paper."""
    texts = code_texts()
    codes = [QrCode(text, words("codeSheet.number", number=at)) for at, text in enumerate(texts, start=1)]
    return Document("test", (Title(words("codeSheet.title")), *codes))
