"""Writing by keys through rime: what pinyin and strokes share."""

from kiosk.writing.draft import MOST, NOTHING, Draft
from kiosk.writing.librime import BACKSPACE, Session

LONGEST = 60  # keys of one draft


class Keys:
    """One schema of rime. Nothing is learnt, and `clear` takes a session that has seen nothing."""

    def __init__(self, session: Session, keys: str) -> None:
        self._session, self.keys = session, keys
        self._numbers: tuple[int, ...] = ()  # rime's own, of the candidates that were offered
        self._typed = 0
        self._used = False

    def press(self, key: str) -> Draft:
        """One of `keys`; another one changes nothing."""
        if len(key) == 1 and key in self.keys and self._typed < LONGEST:
            self._used = True
            self._typed += 1
            self._session.press(ord(key))
        return self._draft()

    def erase(self) -> Draft:
        """Take back the last key, or the last character that was chosen."""
        if self._used:
            self._session.press(BACKSPACE)
        return self._draft()

    def choose(self, number: int) -> Draft:
        """One of the candidates, counted from 0. What it leaves of the keys stays in the draft."""
        if 0 <= number < len(self._numbers):
            self._session.choose(self._numbers[number])
        return self._draft()

    def clear(self) -> Draft:
        """Forget everything."""
        if self._used:
            self._session.renew()
        self._used, self._typed, self._numbers = False, 0, ()
        return NOTHING

    def close(self) -> None:
        self._session.end()

    def _draft(self) -> Draft:
        finished, composition = self._session.finished(), self._session.composition()
        if not composition:
            self._typed = 0
        first: dict[str, int] = {}
        for number, text in enumerate(self._session.candidates(MOST)):
            first.setdefault(text, number)
        self._numbers = tuple(first.values())
        return Draft(composition, tuple(first), finished)
