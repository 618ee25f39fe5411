"""The file of hashes: argon2id, a PIN and a badge for each role, readable by its owner and by nobody else."""

import json
import secrets
import stat
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kiosk.credentials.model import Role
from kiosk.storage.safely import write_safely

BADGE = "hallkiosk:badge:"  # what stands before the secret in a badge's code
_BADGE_BYTES = 24  # of chance in a badge: nobody guesses it
LEAST, MOST = 6, 12  # digits of a PIN
_BADGE = ".badge"
_NAMES = {*map(str, Role), *(f"{role}{_BADGE}" for role in Role)}
OWNER_ONLY = stat.S_IRUSR | stat.S_IWUSR
EASY = frozenset({"112233", "123123", "520520", "521521", "131452", "147258", "159357", "102030", "101010", "168168"})
SAMPLES = {Role.STAFF: "271828", Role.TECHNICIAN: "314159"}  # sample data: for the demonstration, and told at its door


class PinsError(Exception):
    """The file of PINs cannot be used. The message is for whoever set the terminal up; it holds no hash."""


def weakness(pin: str) -> str | None:
    """Why a PIN is refused, or None when it will do."""
    if not (pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST):
        return f"a PIN is {LEAST} to {MOST} digits"
    if len(set(pin)) <= 2 or pin in EASY:
        return "too few different digits, or one of those that everybody tries first"
    if any(pin == pin[:size] * (len(pin) // size) for size in range(1, len(pin) // 2 + 1)):
        return "it repeats itself"
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return "its digits count up or down" if len(steps) == 1 else None


class Pins:
    """Hashes by role. Each question reads the file anew: a PIN that has just been set counts at once."""

    def __init__(self, file: Path, hasher: PasswordHasher | None = None) -> None:
        """The usual hasher is argon2id with the low-memory parameters of RFC 9106: about 0.1 s on a terminal."""
        self.file = file
        self._hasher = hasher or PasswordHasher()

    def set(self, role: Role, pin: str) -> None:
        """Keep the hash of a PIN. Raises ValueError for one that is too easy, PinsError and OSError for the file."""
        if why := weakness(pin):
            raise ValueError(why)
        if self.role_of(pin) not in {None, role}:
            raise ValueError("another role has this PIN already")
        self._keep(role, pin)

    def new_badge(self, role: Role) -> str:
        """What is to stand in the code of the role's badge, instead of the last one. Raises PinsError and OSError."""
        badge = BADGE + secrets.token_urlsafe(_BADGE_BYTES)
        self._keep(f"{role}{_BADGE}", badge)
        return badge

    def _keep(self, name: str, secret: str) -> None:
        hashes = {**self._hashes(), name: self._hasher.hash(secret)}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_safely(self.file, json.dumps(hashes, indent=1), OWNER_ONLY)

    def role_of(self, secret: str) -> Role | None:
        """Whose PIN or badge it is. Takes as long for a wrong one as for a right one, to a hash. Raises PinsError."""
        badge = secret.startswith(BADGE)
        kept = {name: one for name, one in self._hashes().items() if name.endswith(_BADGE) is badge}
        found = [Role(name.removesuffix(_BADGE)) for name, one in kept.items() if self._fits(one, secret)]
        return found[0] if found else None

    @property
    def any(self) -> bool:
        """Whether there is a PIN or a badge at all. Raises PinsError."""
        return bool(self._hashes())

    def _hashes(self) -> Mapping[str, str]:
        try:
            if self.file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise PinsError(f"others may read {self.file}: chmod 600 {self.file}")
            read = json.loads(self.file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise PinsError(f"{self.file} cannot be read: {type(error).__name__}") from error
        if not isinstance(read, dict) or not read.keys() <= _NAMES:
            raise PinsError(f"{self.file} is no file of PINs")
        return {str(role): str(one) for role, one in read.items()}

    def _fits(self, kept: str, pin: str) -> bool:
        try:
            return self._hasher.verify(kept, pin)
        except (VerificationError, InvalidHashError):
            return False
