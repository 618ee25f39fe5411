"""How makers' scanners differ on a serial line: their bytes as data, the shape of their answers as a language."""

from dataclasses import dataclass
from pathlib import Path

from drivers import profiles
from drivers.protocols.scanner import LANGUAGES, SUFFIXES
from drivers.settings import between, setting

RATES = (115200, 57600, 38400, 19200, 9600, 4800)
PLAIN = "plain"


@dataclass(frozen=True)
class Profile:
    """What is true for a family of scanners until the configuration says otherwise."""

    maker: str = setting("", help="whose scanner it is")
    language: str = setting("none", help="the shape of its answers to commands", choices=tuple(LANGUAGES))
    on: bytes = setting(b"", help="lights it up; nothing: it looks by itself")
    off: bytes = setting(b"", help="puts its light out")
    begin: tuple[bytes, ...] = setting((), help="sent whenever it is opened: modes that it forgets without power")
    suffix: str = setting("none", help="what it sends after a code; none: silence", choices=tuple(SUFFIXES))
    gap_ms: int = setting(50, help="silence that ends a code where there is no suffix", check=between(5, 1000))
    baudrate: int = setting(9600, help="bits per second", choices=RATES)

    @property
    def commands(self) -> tuple[bytes, ...]:
        """All that it is ever told."""
        return tuple(one for one in (*self.begin, self.on, self.off) if one)


PROFILES = profiles.known(Profile, Path(__file__).with_suffix(".toml"))
check = profiles.complaint(Profile, PROFILES)


def named(name: str) -> Profile:
    """A known profile, or the one in the file at this path. Raises ValueError naming everything that is wrong."""
    return profiles.named(name, Profile, PROFILES)
