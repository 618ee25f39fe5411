"""The program that calls a reader maker's library: a process of its own, because a call lasts as long as it hangs.

Its arguments are the dialect, the library and the port. It reads one request a line, writes one answer a line (JSON:
a code and its data), and ends when its input ends, whatever the library is doing. A code is what the SAM module would
say as SW3, or one of `Code`; data is in hexadecimal. The maker's library must not write to the output: it gets none.
"""

import ctypes
import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from enum import IntEnum
from typing import Any

ROOM = 4096  # bytes of a buffer that a library fills; the largest thing it gives has 1024
TEXT, PHOTO = 256, 1024
OK, FOUND, NOT_FOUND, READ_FAILED = 0x90, 0x9F, 0x80, 0x41


class Code(IntEnum):
    """What no SAM module says."""

    GONE = -1  # the reader is not there
    MISSING = -2  # the library cannot be loaded; the data is the reason as text
    STRANGE = -3  # it lacks a function that is needed; the data is its name


class Sdt:
    """libsdtapi: what its functions return is SW3, or 01 to 09 when the reader could not be asked."""

    functions = (
        "SDT_OpenPort", "SDT_ClosePort", "SDT_GetSAMStatus", "SDT_GetSAMIDToStr", "SDT_StartFindIDCard",
        "SDT_SelectIDCard", "SDT_ReadBaseMsg",
    )  # fmt: skip

    def __init__(self, library: Any, port: int) -> None:
        self._library, self._port = library, port

    def open(self) -> tuple[int, str]:
        return self._library.SDT_OpenPort(self._port), ""

    def status(self) -> tuple[int, str]:
        return self._checked(self._library.SDT_GetSAMStatus(self._port, 0)), ""

    def number(self) -> tuple[int, str]:
        return _filled(lambda room: self._checked(self._library.SDT_GetSAMIDToStr(self._port, room, 0)))

    def find(self) -> tuple[int, str]:
        return self._checked(self._library.SDT_StartFindIDCard(self._port, _room(), 0)), ""

    def select(self) -> tuple[int, str]:
        return self._checked(self._library.SDT_SelectIDCard(self._port, _room(), 0)), ""

    def read(self) -> tuple[int, str]:
        return _read(lambda *room: self._checked(self._library.SDT_ReadBaseMsg(self._port, *room, 0)))

    def _checked(self, code: int) -> int:
        """A code that is the library's own: whether the reader is still there shows when it is opened anew."""
        if code > 0x0F:
            return code
        self._library.SDT_ClosePort(self._port)
        return code if self._library.SDT_OpenPort(self._port) == OK else Code.GONE


class Termb:
    """libtermb: 1 is yes; find and select are one call; the text comes as the card has it in mode 1."""

    functions = ("CVR_InitComm", "CVR_CloseComm", "CVR_Authenticate", "CVR_ReadBaseMsg", "CVR_GetSAMID")
    _FAILED = 0x02

    def __init__(self, library: Any, port: int) -> None:
        self._library, self._port = library, port

    def open(self) -> tuple[int, str]:
        return OK if self._library.CVR_InitComm(self._port) == 1 else Code.GONE, ""

    def status(self) -> tuple[int, str]:
        return self.number()[0], ""

    def number(self) -> tuple[int, str]:
        return _filled(lambda room: self._checked(self._library.CVR_GetSAMID(room), OK))

    def find(self) -> tuple[int, str]:
        code = self._library.CVR_Authenticate()
        return NOT_FOUND if code in {2, 3} else self._checked(code, FOUND), ""

    def select(self) -> tuple[int, str]:
        """Done with the find."""
        return OK, ""

    def read(self) -> tuple[int, str]:
        return _read(lambda *room: OK if self._library.CVR_ReadBaseMsg(*room, 1) == 1 else READ_FAILED)

    def _checked(self, code: int, yes: int) -> int:
        if code == 1:
            return yes
        self._library.CVR_CloseComm()
        return self._FAILED if self._library.CVR_InitComm(self._port) == 1 else Code.GONE


def _room() -> "ctypes.Array[ctypes.c_char]":
    return ctypes.create_string_buffer(ROOM)


def _filled(call: Callable[[Any], int]) -> tuple[int, str]:
    """What a call writes as text."""
    room = _room()
    code = call(room)
    return code, room.value.hex() if code == OK else ""


def _read(call: Callable[..., int]) -> tuple[int, str]:
    """Text and photo, with their lengths before them, as the module gives them."""
    text, photo = _room(), _room()
    sizes = ctypes.c_uint(TEXT), ctypes.c_uint(PHOTO)
    code = call(text, ctypes.byref(sizes[0]), photo, ctypes.byref(sizes[1]))
    if code != OK:
        return code, ""
    counts = [min(size.value, ROOM) for size in sizes]
    heads = b"".join(count.to_bytes(2, "big") for count in counts)
    return OK, (heads + text.raw[: counts[0]] + photo.raw[: counts[1]]).hex()


DIALECTS = {"sdt": Sdt, "termb": Termb}


def main(dialect: str, library: str, port: str) -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the library prints is no answer
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    kind = DIALECTS[dialect]
    wrong = None
    reader: Any = None
    try:
        loaded = ctypes.CDLL(library)
        lacking = [name for name in kind.functions if not hasattr(loaded, name)]
        wrong = (Code.STRANGE, lacking[0]) if lacking else None
        reader = kind(loaded, int(port))
    except OSError as error:
        wrong = (Code.MISSING, str(error))
    while True:
        request = requests.get()
        answers.write(json.dumps(wrong or getattr(reader, request)()) + "\n")
        answers.flush()


def _listen(requests: "queue.SimpleQueue[str]") -> None:
    """Pass the requests on, and end the process with its input even while the library holds the main thread."""
    for line in sys.stdin:
        requests.put(line.strip())
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
