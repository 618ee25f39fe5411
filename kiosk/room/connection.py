"""To which platform this terminal belongs, and as whom: as it is configured, as it would be, and whether that works."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.config.loading import load, understand
from kiosk.config.mistakes import Mistake
from kiosk.config.writing import Preview, set_values
from kiosk.health import network
from kiosk.health.model import Finding, Verdict
from kiosk.health.network import Way
from kiosk.model.terminal import Registered
from kiosk.platform.connected import connected
from kiosk.platform.settings import EMBEDDED
from kiosk.platform.troubles import Trouble
from kiosk.texts import words

PLATFORM = "platform"


@dataclass(frozen=True)
class Connection:
    url: str  # of the platform, or "embedded"
    terminal: str  # what the terminal is called there
    hall: str  # id of the hall where it stands


@dataclass(frozen=True)
class Tried:
    """What a connection came to. Without anything in it: the platform is embedded, there is nothing to try."""

    mistakes: tuple[Mistake, ...] = ()  # it cannot even be written
    finding: Finding | None = None  # the piece of the way that fails, else what the platform answered
    registered: Registered | None = None  # what the platform knows of the terminal

    @property
    def works(self) -> bool:
        return self.finding is not None and self.finding.verdict is Verdict.PASSED


@dataclass(frozen=True)
class Bench:
    """The file that says it, and where to look for this machine's wires."""

    file: Path
    root: Path = field(default=Path("/"))

    def present(self) -> Connection:
        """As the file says. Raises ConfigError."""
        config = load(self.file)
        return Connection(config.platform.url, config.terminal.id, config.terminal.hall)

    def preview(self, wanted: Connection) -> Preview:
        """What the file would become. Never raises: what is wrong is in the preview."""
        values = {
            (PLATFORM, "url"): wanted.url,
            ("terminal", "id"): wanted.terminal,
            ("terminal", "hall"): wanted.hall,
        }
        return set_values(self.file, values)

    def tried(self, wanted: Connection) -> Tried:
        """Ask that platform as that terminal; where there is no answer, which piece of the way fails."""
        from kiosk.health import checks  # what tests cameras takes a second to load, and is seldom wanted

        preview = self.preview(wanted)
        if preview.mistakes:
            return Tried(preview.mistakes)
        config = understand(preview.new_text, self.file)
        if config.platform.url == EMBEDDED:
            return Tried()
        with ExitStack() as stopping:
            client = connected(config, stopping)
            asked = checks.external(PLATFORM, client, words(), 0.0)
            if asked.verdict is Verdict.PASSED:
                try:
                    return Tried(finding=asked, registered=client.registered())
                except Trouble:
                    return Tried(finding=asked)
        way = network.survey(Way(config.platform.url, config.platform.ca_file), 0.0, root=self.root)
        return Tried(finding=next((one for one in way if one.verdict is Verdict.FAILED), asked))
