"""The client of the platform that the configuration names, and where it is embedded the reference platform under it."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from kiosk.config.loading import Config
from kiosk.platform.client import PlatformClient
from kiosk.platform.embedded import EmbeddedPlatform
from kiosk.platform.settings import EMBEDDED


def connected(config: Config, stopping: ExitStack, wall: Callable[[], float] = time.time) -> PlatformClient:
    """It is closed, and an embedded platform ended, with `stopping`. The storage folder must be there."""
    url = secret = ""
    if config.platform.url == EMBEDDED:
        embedded = _embedded(config)
        embedded.start()
        stopping.callback(embedded.stop)
        url, secret = embedded.url, embedded.secret
    client = PlatformClient(config.platform, config.terminal.id, url=url, secret=secret, wall=wall)
    stopping.callback(client.close)
    return client


def _embedded(config: Config) -> EmbeddedPlatform:
    options = ["--always-open", "--lively"] if config.terminal.always_open else []
    database = Path(config.storage.folder) / "platform.db"
    return EmbeddedPlatform(config.terminal.id, config.terminal.hall, database, options=options)
