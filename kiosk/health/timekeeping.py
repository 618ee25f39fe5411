"""Whether the kernel's clock is kept by a time server, as adjtimex(2) tells."""

import ctypes

_UNSYNCHRONISED = 0x40  # STA_UNSYNC in `status`
_LONGS_BEFORE = 5  # modes (padded), offset, freq, maxerror, esterror
_SIZE = 256  # bytes; larger than struct timex on any Linux


def synchronised() -> bool | None:
    """None where the kernel does not say."""
    libc = ctypes.CDLL(None, use_errno=True)
    asked = ctypes.create_string_buffer(_SIZE)  # modes = 0: only asks
    if not hasattr(libc, "adjtimex") or libc.adjtimex(asked) < 0:
        return None
    at = _LONGS_BEFORE * ctypes.sizeof(ctypes.c_long)
    return not ctypes.c_int.from_buffer(asked, at).value & _UNSYNCHRONISED
