"""Chinese text for a printer's own font: the two-byte part of GB 18030 after FS &, or None when it must be drawn."""

from unicodedata import category

from drivers.glyphs import normal

CHINESE_ON, CHINESE_OFF = b"\x1c&", b"\x1c."
_EQUALS = str.maketrans({"¥": "￥", "\u00a0": " "})  # the sign that GB 2312 has for it


def encode(text: str, charset: str) -> bytes | None:
    """The bytes for `text`, or None when the printer's font cannot be trusted to hold every character.

    `charset` is "gbk" or "gb2312", never the whole of GB 18030: printers read its four-byte codes as two other
    characters, and few have the rare ones of two bytes (䶮, FE 9F). Control characters are never sent, so that a
    text cannot command the printer.
    """
    sound = "".join(" " if category(character) == "Cc" else character for character in normal(text).translate(_EQUALS))
    try:
        return CHINESE_ON + sound.encode(charset) + CHINESE_OFF
    except UnicodeEncodeError:
        return None


def columns(text: str) -> int:
    """How many columns of the printer's font a text takes: two for a Chinese character, one for a Latin one."""
    return sum(1 if character.isascii() else 2 for character in text)
