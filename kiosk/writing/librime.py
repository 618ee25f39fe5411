"""librime through ctypes: started once, then sessions that take keys and give candidates. It learns nothing.

The library is one for the whole process, so there can be only one `Rime` at a time.
"""

import ctypes
import threading
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_size_t, c_void_p
from pathlib import Path
from typing import Any

from kiosk.writing.lacking import RIME, RIME_DATA, Lacking, library

ONLY_FATAL = 3  # level of its log: what is logged below that may hold what was typed
BACKSPACE, PAGE_DOWN = 0xFF08, 0xFF56  # keys as X11 numbers them

_one = threading.Lock()  # held by the Rime there is
_set_up: list[bool] = []  # one entry as soon as the library has been set up in this program


class _Traits(Structure):
    """RimeTraits of rime_api.h, version 1.6."""

    _fields_ = (
        ("data_size", c_int),
        ("shared_data_dir", c_char_p),
        ("user_data_dir", c_char_p),
        ("distribution_name", c_char_p),
        ("distribution_code_name", c_char_p),
        ("distribution_version", c_char_p),
        ("app_name", c_char_p),
        ("modules", c_void_p),
        ("min_log_level", c_int),
        ("log_dir", c_char_p),
        ("prebuilt_data_dir", c_char_p),
        ("staging_dir", c_char_p),
    )


class _Composition(Structure):
    _fields_ = (
        ("length", c_int),
        ("cursor_pos", c_int),
        ("sel_start", c_int),
        ("sel_end", c_int),
        ("preedit", c_char_p),
    )


class _Candidate(Structure):
    _fields_ = (("text", c_char_p), ("comment", c_char_p), ("reserved", c_void_p))


class _Menu(Structure):
    _fields_ = (
        ("page_size", c_int),
        ("page_no", c_int),
        ("is_last_page", c_int),
        ("highlighted_candidate_index", c_int),
        ("num_candidates", c_int),
        ("candidates", POINTER(_Candidate)),
        ("select_keys", c_char_p),
    )


class _Context(Structure):
    _fields_ = (
        ("data_size", c_int),
        ("composition", _Composition),
        ("menu", _Menu),
        ("commit_text_preview", c_char_p),
        ("select_labels", c_void_p),
    )


class _Commit(Structure):
    _fields_ = (("data_size", c_int), ("text", c_char_p))


class _Iterator(Structure):
    _fields_ = (("ptr", c_void_p), ("index", c_int), ("candidate", _Candidate))


class Session:
    """Keys in, candidates out, by one schema. Not to be shared between threads."""

    def __init__(self, library: Any, schema: str, page: int) -> None:
        self._library, self._schema, self._page = library, schema.encode(), page
        self._number = 0
        self.renew()

    def renew(self) -> None:
        """A session that has seen nothing."""
        self.end()
        self._number = self._library.RimeCreateSession()
        if not self._library.RimeSelectSchema(self._number, self._schema):
            raise Lacking(f"rime cannot use its schema {self._schema.decode()}")

    def end(self) -> None:
        """Forget what was typed."""
        if self._number:
            self._library.RimeDestroySession(self._number)
            self._number = 0

    def press(self, key: int) -> None:
        self._library.RimeProcessKey(self._number, key, 0)

    def choose(self, number: int) -> None:
        """By the keys there are for it: so many pages on, then the digit on that page."""
        for _ in range(number // self._page):
            self.press(PAGE_DOWN)
        self.press(ord("1") + number % self._page)

    def finished(self) -> str:
        """Text that has been decided since somebody last asked."""
        commit = _Commit(ctypes.sizeof(_Commit) - ctypes.sizeof(c_int))
        if not self._library.RimeGetCommit(self._number, byref(commit)):
            return ""
        text = _text(commit.text)
        self._library.RimeFreeCommit(byref(commit))
        return text

    def composition(self) -> str:
        """The keys that are not decided yet, as they are to be shown."""
        context = _Context(ctypes.sizeof(_Context) - ctypes.sizeof(c_int))
        if not self._library.RimeGetContext(self._number, byref(context)):
            return ""
        shown = _text(context.composition.preedit)
        self._library.RimeFreeContext(byref(context))
        return shown

    def candidates(self, most: int) -> tuple[str, ...]:
        found: list[str] = []
        one = _Iterator()
        if self._library.RimeCandidateListBegin(self._number, byref(one)):
            while len(found) < most and self._library.RimeCandidateListNext(byref(one)):
                found.append(_text(one.candidate.text))
            self._library.RimeCandidateListEnd(byref(one))
        return tuple(found)


class Rime:
    """The library, started: tables built where they are not there yet (0.1 to 3 s). Any thread may start it."""

    def __init__(self, folder: Path, page: int) -> None:
        """`folder` holds the schemas; rime writes its tables there. Raises Lacking when it cannot be had."""
        if not _one.acquire(blocking=False):
            raise Lacking("rime is already in use in this program")
        try:
            self._library, self._page = _loaded(), page
            self._start(folder)
        except BaseException:
            _one.release()
            raise

    def _start(self, folder: Path) -> None:
        self._traits = _Traits(
            ctypes.sizeof(_Traits) - ctypes.sizeof(c_int),
            shared_data_dir=str(RIME_DATA).encode(),
            user_data_dir=str(folder).encode(),
            distribution_name=b"Hall Kiosk",
            distribution_code_name=b"hall-kiosk",
            distribution_version=b"1",
            app_name=b"rime.hall-kiosk",
            min_log_level=ONLY_FATAL,
            log_dir=b"",  # no files
        )
        if not _set_up:  # its logging must not be begun twice: it would end the program
            self._library.RimeSetup(byref(self._traits))
            _set_up.append(True)
        self._library.RimeInitialize(byref(self._traits))
        if self._library.RimeStartMaintenance(1):
            self._library.RimeJoinMaintenanceThread()

    def session(self, schema: str) -> Session:
        return Session(self._library, schema, self._page)

    def close(self) -> None:
        """End all sessions."""
        self._library.RimeCleanupAllSessions()
        self._library.RimeFinalize()
        _one.release()


def _loaded() -> Any:
    found = library(RIME)
    found.RimeCreateSession.restype = c_size_t
    for name, arguments in _ARGUMENTS.items():
        getattr(found, name).argtypes = arguments
    return found


_ARGUMENTS: dict[str, list[Any]] = {
    "RimeDestroySession": [c_size_t],
    "RimeSelectSchema": [c_size_t, c_char_p],
    "RimeProcessKey": [c_size_t, c_int, c_int],
    "RimeGetCommit": [c_size_t, c_void_p],
    "RimeGetContext": [c_size_t, c_void_p],
    "RimeCandidateListBegin": [c_size_t, c_void_p],
}


def _text(given: bytes | None) -> str:
    return given.decode("utf-8", "replace") if given else ""
