"""Who is at the terminal: identified once, remembered until the visit ends."""

from drivers import Actor, DeviceError, Fault
from kiosk.model.people import Person
from kiosk.model.terminal import Terminal
from kiosk.platform.troubles import CardExpired, NotRecognised, VisitExpired
from kiosk.services import WAYS
from kiosk.steps.identity import Identify, ReadIdentity, Recall, Remember

TRIES = 5  # after so many cards and codes that did not do, a clerk is of more help


async def identified(terminal: Terminal) -> Person:
    """The person, asked for once in a visit."""
    person = await Recall()
    if person is None:
        person = await _identify(frozenset(WAYS) & terminal.roles)
        await Remember(person)
    return person


async def forget() -> None:
    """The platform no longer knows the person's token: identify again."""
    await Remember(None)


async def _identify(ways: frozenset[str]) -> Person:
    trouble: Exception = DeviceError(Fault.NO_DEVICE)
    again = False
    for _ in range(TRIES if ways else 0):
        try:
            return await Identify(await ReadIdentity(ways, trouble if again else None))
        except (NotRecognised, CardExpired, VisitExpired) as refused:
            trouble = refused
        except DeviceError as error:
            trouble = error
            if error.fault.actor is not Actor.RESIDENT:
                ways -= {error.role}
                if not ways:
                    break
        again = True
    raise trouble
