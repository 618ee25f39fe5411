"""The settings of `[platform]` in the configuration."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from drivers.settings import between, setting

EMBEDDED = "embedded"
SECRET_VARIABLE = "HALL_KIOSK_PLATFORM_SECRET"  # noqa: S105 - the name of the environment's variable


def _address(url: str) -> str | None:
    if url == EMBEDDED:
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return 'must be "embedded" or an address such as https://platform.example.gov.cn'
    if parts.query or parts.fragment or parts.username or parts.password:
        return "must be an address without user, password, query or fragment"
    if parts.scheme == "http" and not _loopback(parts.hostname):
        return "must begin with https:// (plain http only on this machine itself): it carries residents' data"
    return None


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _file(path: str) -> str | None:
    return None if not path or Path(path).is_file() else "there is no such file"


@dataclass(frozen=True)
class Settings:
    url: str = setting(
        EMBEDDED, help='"embedded" for the reference platform, or the platform\'s address', check=_address
    )
    timeout: float = setting(8.0, help="seconds that one call may take as a whole", check=between(0.1, 60))
    catalogue_timeout: float = setting(
        120.0, help="seconds that fetching the catalogue may take as a whole", check=between(0.1, 3600)
    )
    secret: str = setting(
        "", secret=True, help="this terminal's secret; from the environment or a file that only its owner reads"
    )
    ca_file: str = setting("", help="certificates to trust instead of the system's, PEM", check=_file)
