"""What a power cut means for visits: those that have begun go on; on a weak battery no new one begins."""

from collections.abc import Mapping

from drivers import Battery, Fault, Status
from kiosk.maintenance.board import Notice

REASON = "power"  # a word that the texts know
WEAK = frozenset({Battery.LOW, Battery.CRITICAL, Battery.FAILURE})


def barred(health: Mapping[str, Status]) -> Notice | None:
    """Why no new visit may begin: without mains the battery might not last for it. None when it may."""
    ups = health.get("ups")
    if ups is None or ups.fault is not Fault.ON_BATTERY or ups.battery not in WEAK:
        return None
    return Notice(REASON)
