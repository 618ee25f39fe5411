"""After the visits: is anything of the sample person left in a file? Looked for as bytes, in many forms."""

import base64
from dataclasses import dataclass
from pathlib import Path

CHARSETS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
URL_SAFE = bytes.maketrans(b"+/", b"-_")


@dataclass(frozen=True)
class Trace:
    """Something personal in a file."""

    file: Path
    what: str  # which fact, in which form


def traces(folder: Path, facts: dict[str, str], allowed: set[str]) -> list[Trace]:
    """Every file below `folder` that holds one of the facts, but for files of the allowed names."""
    forms = {f"{name} in {form}": data for name, text in facts.items() for form, data in written(text).items()}
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name not in allowed:
            content = file.read_bytes() + str(file).encode()
            found += [Trace(file, what) for what, data in forms.items() if data in content]
    return found


def written(text: str) -> dict[str, bytes]:
    """A text in every charset, and as base64 and JSON would carry it."""
    forms = {charset: text.encode(charset) for charset in CHARSETS}
    for shift in range(3):
        standard = _base64(text.encode(), shift)
        forms |= {f"base64 ({shift})": standard, f"base64url ({shift})": standard.translate(URL_SAFE)}
    escaped = text.encode("unicode_escape")
    return forms | ({"\\u escapes": escaped} if escaped != text.encode() else {})


def _base64(data: bytes, shift: int) -> bytes:
    """What of the data's base64 does not depend on its neighbours, when it begins at a place of this remainder."""
    begin = (4 * shift + 2) // 3 if shift else 0
    encoded = base64.b64encode(bytes(shift) + data)
    whole = (shift + len(data)) // 3 * 4
    return encoded[begin:whole]
