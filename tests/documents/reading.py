"""Reads back what a page says: pages, fonts and text of the PDFs that this project makes. No reader of other PDFs."""

import re
import zlib
from dataclasses import dataclass

STREAM = re.compile(rb"(\d+) 0 obj\n<<(.*?)>>\nstream\n(.*?)\nendstream", re.DOTALL)
OBJECT = re.compile(r"/Type /Font/Subtype /Type0/BaseFont /(\S+?)/ToUnicode (\d+) 0 R")
SHOWN = re.compile(r"/(\w+) [\d.]+ Tf|<([0-9a-f]+)>|(Tm|T\*|Td)$", re.MULTILINE)
MISSING_GLYPH = 0


@dataclass(frozen=True)
class Read:
    pages: int
    size: tuple[float, float]  # of the first page, in millimetres
    fonts: frozenset[str]  # embedded
    lines: tuple[str, ...]
    missing: int  # glyphs that no font had

    @property
    def text(self):
        return "".join(self.lines)


def read(pdf):
    """What a PDF says, line by line in the order in which it is drawn."""
    streams = {int(number): (head, _inflated(head, data)) for number, head, data in STREAM.findall(pdf)}
    objects = "".join(data.decode("latin-1") for head, data in streams.values() if b"/ObjStm" in head)
    fonts = {name.split("+")[0]: _characters(streams[int(number)][1]) for name, number in OBJECT.findall(objects)}
    drawn = [data.decode("latin-1") for _, data in streams.values() if b"\nBT\n" in data]
    lines, missing = _shown("\n".join(drawn), fonts)
    width, height = map(float, re.search(r"/MediaBox \[0 0 (\S+) (\S+)\]", objects).groups())
    files = re.findall(r"/FontName /\w+\+(\S+?)/.*?/FontFile", objects)
    size = round(width * 25.4 / 72, 1), round(height * 25.4 / 72, 1)
    return Read(len(re.findall(r"/Type /Page/", objects)), size, frozenset(files), tuple(lines), missing)


def _inflated(head, data):
    return zlib.decompress(data) if b"/FlateDecode" in head else data


def _characters(table):
    """Glyph number → the characters that it stands for."""
    pairs = re.findall(r"^<([0-9a-f]{4})> <([0-9a-f]+)>$", table.decode("ascii"), re.MULTILINE)
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def _shown(drawing, fonts):
    lines, missing, font = [""], 0, {}
    for name, glyphs, moved in SHOWN.findall(drawing):
        if name:
            font = fonts.get(name, {})
        elif moved:
            lines.append("")
        for at in range(0, len(glyphs), 4):
            glyph = int(glyphs[at : at + 4], 16)
            missing += glyph == MISSING_GLYPH
            lines[-1] += font.get(glyph, "")
    return [line for line in lines if line], missing
