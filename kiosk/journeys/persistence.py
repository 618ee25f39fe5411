"""How a journey deals with a platform that is out of reach: the resident decides whether to try again."""

from typing import TypeVar

from kiosk.events import WentHome
from kiosk.platform.troubles import Offline
from kiosk.step import Job
from kiosk.steps.common import Sorry

Answer = TypeVar("Answer")


async def insist(job: Job[Answer]) -> Answer:
    """Do a job; when there is no answer, ask whether to try again.

    The same final job keeps its idempotency key, so that trying again never does it twice.
    """
    while True:
        try:
            return await job
        except (Offline, TimeoutError) as trouble:
            if not await Sorry(trouble, again=True):
                raise WentHome from None
