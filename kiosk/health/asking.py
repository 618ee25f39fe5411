"""Real test of the platform: one signed question that changes nothing, and what its answer or its silence means."""

from kiosk.health.flaws import Flaw
from kiosk.health.trial import Bench, Outcome, failed, passed
from kiosk.platform import Platform
from kiosk.platform.troubles import BadAnswer, NotTrusted, Offline, Slow, Trouble, WrongClock

MEANS: tuple[tuple[type[Trouble], Flaw], ...] = (  # the first that fits
    (Slow, Flaw.PLATFORM_SLOW),
    (Offline, Flaw.PLATFORM_AWAY),
    (WrongClock, Flaw.CLOCK_DRIFT),
    (NotTrusted, Flaw.NOT_TRUSTED),
    (BadAnswer, Flaw.PLATFORM_GARBLED),
    (Trouble, Flaw.PLATFORM_REFUSES),
)


def platform(device: Platform, bench: Bench) -> Outcome:
    """Asks for the hall's queues: that needs the network, the platform, this terminal's secret and its clock."""
    begun = bench.clock.seconds()
    try:
        queues = device.queues("")
    except Trouble as trouble:
        return failed(flaw=next(flaw for kind, flaw in MEANS if isinstance(trouble, kind)), detail=str(trouble))
    answered = f"{(bench.clock.seconds() - begun) * 1000:.0f} ms"
    return passed(values={"answered": answered, "queues": str(len(queues))})
