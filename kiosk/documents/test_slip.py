"""What a printer's test puts on paper: each thing that goes wrong with a printer shows on it. Nothing of anybody."""

from datetime import datetime

from drivers.document import Big, Block, Document, QrCode, Row, Rule, Ruler, Size, Text, Title
from kiosk.texts import Words

RARE = "䶮 𬭎 㛃 𠅤 𫍯 龘 𪚥 囧 ㊣ ①②③"  # beyond the old national sets: extensions A to C, and symbols
GREYS = "█▓▒░"  # four steps from black to white, as patterns of dots
LETTERS = "永 Ag 0O 1lI 8B"  # what a bad head or a wrong font makes alike
TEST_CODE = "HALL-KIOSK-TEST 测试 0123456789"  # the code that a scanner's test expects; its first word is plain ASCII
BOTH = "测试 / TEST"  # in both languages, whatever the terminal's: nobody may take it for a number in a queue


def test_slip(terminal: str, at: datetime, words: Words) -> Document:
    """Missing dots, a wrong width, missing characters, a pale head, a blunt cutter: look at it, and measure it."""
    blocks: list[Block] = [
        Big(BOTH),
        Title(words("testPrint.title")),
        Row(words("testPrint.terminal"), terminal),
        Row(words("testPrint.at"), f"{at:%Y-%m-%d %H:%M:%S}"),
        Rule(),
        Text(words("testPrint.rare"), Size.SMALL),
        Text(RARE, Size.LARGE),
        Text(words("testPrint.sizes"), Size.SMALL),
        Text(LETTERS, Size.SMALL),
        Text(LETTERS),
        Text(LETTERS, Size.LARGE, bold=True),
        Text(words("testPrint.greys"), Size.SMALL),
        Text(" ".join(step * 2 for step in GREYS), Size.LARGE, centred=True),
        Text(words("testPrint.ruler"), Size.SMALL),
        Ruler(),
        QrCode(TEST_CODE, words("testPrint.code")),
        Text(words("testPrint.cut"), Size.SMALL, centred=True),
    ]
    return Document("test", tuple(blocks))
