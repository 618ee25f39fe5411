"""The code pages of an emulated receipt printer, by the numbers of ESC t (Epson, ESC/POS command reference)."""

_KATAKANA = 1
_CODECS = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
}
_BLOCKS = "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┼┴┬┤├▔─│▕┌┐└┘╭╮╰╯"  # 80 to 9F of the Katakana page
_SIGNS = "═╞╪╡◢◣◥◤♠♥♦♣●○╱╲╳円年月日時分秒〒市区町村人▒ "  # E0 to FF


def character(page: int, code: int) -> str:
    """What one byte prints; on a page that is not known here it is taken from the first."""
    if page != _KATAKANA:
        return bytes((code,)).decode(_CODECS.get(page, _CODECS[0]), errors="replace")
    if 0x80 <= code < 0xA0:
        return _BLOCKS[code - 0x80]
    return _SIGNS[code - 0xE0] if code >= 0xE0 else bytes((code,)).decode("shift_jis", errors="replace")
