"""The readiness report as data: whether a terminal is fit to serve, and why."""

from dataclasses import dataclass, field
from datetime import datetime

from drivers import Status
from kiosk.health.model import DeviceView, Finding, Verdict

PLATFORM = "platform"
_WORST_FIRST = (Verdict.FAILED, Verdict.UNKNOWN, Verdict.PASSED)


@dataclass(frozen=True)
class Report:
    """What is known of a terminal at one moment."""

    terminal: str
    place: str
    at: datetime
    findings: tuple[Finding, ...]
    devices: tuple[DeviceView, ...] = ()  # those that are configured, tested or not
    latency: bytes = field(
        default=b"", repr=False
    )  # PNG, PICTURE large: of the platform's answers; empty: not measured
    times: bytes = field(default=b"", repr=False)  # the same of the devices' uses

    @property
    def verdict(self) -> Verdict:
        """Of the whole terminal. What nobody could tell of a device is never passed."""
        found = {self.of(device.role) for device in self.listed}
        found |= {Verdict.FAILED for one in self.findings if one.wrong}
        return next((verdict for verdict in _WORST_FIRST if verdict in found), Verdict.UNKNOWN)

    @property
    def listed(self) -> tuple[DeviceView, ...]:
        """The devices, and the platform, which is tested like one."""
        tested = any(one.subject == PLATFORM for one in self.findings)
        return (*self.devices, DeviceView(PLATFORM, "", Status())) if tested else self.devices

    def tests(self, role: str) -> list[Finding]:
        """The tests of a device, the worst first."""
        return sorted((one for one in self.findings if one.subject == role), key=_badness)

    def of(self, role: str) -> Verdict:
        """What the tests of a device have come to together."""
        tests = self.tests(role)
        return tests[0].verdict if tests else Verdict.UNKNOWN

    @property
    def open(self) -> list[Finding]:
        """What is wrong, and after it what is worth a warning."""
        return sorted((one for one in self.findings if one.name), key=_badness)


def _badness(finding: Finding) -> int:
    return _WORST_FIRST.index(finding.verdict)
