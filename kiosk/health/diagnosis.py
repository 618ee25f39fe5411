"""A diagnosis without a screen: every device, the platform, the network and the machine, one finding after the other.

It opens the devices itself. While a kiosk has them, it leaves them alone and tells what that kiosk last wrote down.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import drivers
from drivers import Paper, State
from kiosk.config.devices import built
from kiosk.config.loading import Config
from kiosk.health import checks, machine, network
from kiosk.health.flaws import Flaw
from kiosk.health.history import FILE, History, Known
from kiosk.health.machine import Limits
from kiosk.health.model import Finding, Level, Verdict
from kiosk.health.network import Answer, Way
from kiosk.health.trial import Clock, Outcome, finding, passed, told, unknown
from kiosk.platform.connected import connected
from kiosk.platform.settings import EMBEDDED
from kiosk.platform.troubles import Trouble
from kiosk.storage.lock import taken
from kiosk.texts import Words

PLATFORM = "platform"
NOTHING_KNOWN = "nothing has been recorded yet"
LEFT_ALONE = "the embedded platform belongs to the kiosk that is running"


@dataclass(frozen=True)
class Asked:
    """What a diagnosis is asked for."""

    words: Words
    level: Level = Level.INTERNAL
    device: str = ""  # only this role, or "platform", "network", "system"; empty: everything
    network_seconds: float = 5.0  # of asking the platform again and again
    wait: float = 20.0  # seconds in which a test card or code has to be presented
    limits: Limits = field(default_factory=Limits)
    clock: Clock = field(default_factory=Clock)
    root: Path = Path("/")  # where proc, sys and etc are
    prompt: Callable[[str], None] = lambda _role: None  # somebody has to present something now

    def wants(self, subject: str) -> bool:
        return self.device in {"", subject}


class Diagnosis:
    """Of one terminal, as it is configured."""

    def __init__(self, config: Config, asked: Asked) -> None:
        self.config, self.asked = config, asked
        self.folder = Path(config.storage.folder)
        self.running = taken(self.folder)
        self.answers: Sequence[Answer] = ()  # of the latency test, once it was made

    def findings(self) -> Iterator[Finding]:
        """All that was asked for. Whatever a device does, the next one is tested."""
        wanted = [role for role in self.config.devices if self.asked.wants(role)]
        yield from self._remembered(wanted) if self.running else self._tested(wanted)
        if self.asked.wants(PLATFORM) or self.asked.wants(network.SUBJECT):
            yield from self._reached()
        if self.asked.wants(machine.SUBJECT):
            yield from machine.survey(
                self.folder, limits=self.asked.limits, clock=self.asked.clock, root=self.asked.root
            )

    def _tested(self, wanted: list[str]) -> Iterator[Finding]:
        """Each device opened, tested and, when all are done, closed: some work through others."""
        needed = {need for role in wanted for need in self._needs(role)} | set(wanted)
        with ExitStack() as closing:
            for role, device in built(one for one in self.config.devices.values() if one.role in needed).items():
                closing.callback(device.close)
                found = list(self._levels(role, device))
                yield from found if role in wanted else ()

    def _needs(self, role: str) -> tuple[str, ...]:
        return drivers.needs(role, self.config.devices[role].model)

    def _levels(self, role: str, device: Any) -> Iterator[Finding]:
        asked = self.asked
        first = finding(role, Level.INTERNAL, partial(_opened, device), asked.clock)
        if first.verdict is Verdict.PASSED:
            first = checks.internal(role, device, clock=asked.clock)
        yield first
        if asked.level is Level.EXTERNAL and first.verdict is not Verdict.FAILED and asked.wants(role):
            asked.prompt(role)
            yield checks.external(
                role, device, asked.words, asked.wait, terminal=self.config.terminal.id, clock=asked.clock
            )

    def _remembered(self, wanted: list[str]) -> Iterator[Finding]:
        """What the running kiosk last wrote down of each device."""
        history = History(self.folder / FILE, self.asked.clock.now)
        try:
            known = history.known()
            for role in wanted:
                yield _known(role, known.get(role), self.asked.clock)
        finally:
            history.close()

    def _reached(self) -> Iterator[Finding]:
        asked = self.asked
        if self.running and self.config.platform.url == EMBEDDED:
            if asked.wants(PLATFORM):
                yield finding(PLATFORM, Level.EXTERNAL, lambda: unknown(detail=LEFT_ALONE), asked.clock)
            return
        with ExitStack() as stopping:
            self.folder.mkdir(parents=True, exist_ok=True)
            client = connected(self.config, stopping, lambda: asked.clock.now().timestamp())
            if self.config.platform.url == EMBEDDED:
                with suppress(Trouble):
                    client.queues("")  # it has to start first; how long that takes is no answer's time
            if asked.wants(PLATFORM):
                yield checks.external(PLATFORM, client, asked.words, asked.wait, clock=asked.clock)
            if asked.wants(network.SUBJECT):
                way = Way(client.url, self.config.platform.ca_file)
                yield from network.survey(
                    way, asked.network_seconds, clock=asked.clock, root=asked.root, keep=self._keep
                )

    def _keep(self, answers: Sequence[Answer]) -> None:
        self.answers = answers


def _opened(device: Any) -> Outcome:
    device.open()
    return passed()


def _known(role: str, known: Known | None, clock: Clock) -> Finding:
    """What was last known, with its own date: nothing has been tested."""
    if known is None:
        return finding(role, Level.INTERNAL, lambda: unknown(detail=NOTHING_KNOWN), clock)
    status = known.status
    verdict = Verdict.UNKNOWN if status.state is State.UNKNOWN else Verdict.PASSED
    return Finding(
        role,
        Level.INTERNAL,
        verdict if status.ok else Verdict.FAILED,
        known.at,
        fault=status.fault,
        detail=status.detail,
        values=told(status),
        flaw=Flaw.PAPER_LOW if status.ok and status.paper is Paper.LOW else None,
    )
