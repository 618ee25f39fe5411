"""Which candidates to take: one for a role, one role for a thing, and nothing that works is replaced by itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from drivers.finding import Candidate, Confidence, Found, Why
from kiosk.config.loading import ROLES
from kiosk.config.tables import DRIVER
from kiosk.config.writing import Changes

Chosen = tuple[Candidate, ...]


@dataclass(frozen=True)
class Discovery:
    """What a look around has brought."""

    found: tuple[Found, ...] = ()
    candidates: Chosen = ()
    configured: Mapping[str, str] = field(default_factory=dict[str, str])  # role → what the file has for it now

    @property
    def by_role(self) -> dict[str, Chosen]:
        """The candidates of each role that has some, in the order of the roles, the best first."""
        offered = {role: tuple(one for one in self.candidates if one.role == role) for role in ROLES}
        return {role: ones for role, ones in offered.items() if ones}

    @property
    def others(self) -> tuple[Found, ...]:
        """What is there and stands for no role, and what could not be looked for."""
        offered = {_thing(one) for one in self.candidates}
        return tuple(one for one in self.found if (one.kind, one.path) not in offered)

    @property
    def held(self) -> tuple[Found, ...]:
        """What the kiosk itself has open, here or in another process."""
        return tuple(one for one in self.found if one.holder is not None and one.holder.kiosk)


def usual(discovery: Discovery, roles: Collection[str] | None = None) -> Chosen:
    """What to take when nobody says otherwise: the surest for roles without a device, or for `roles` if they are named.

    Only what has proved itself is taken.
    """
    wanted = ROLES if roles is None else [role for role in ROLES if role in roles]
    chosen: Chosen = ()
    for role in wanted:
        if roles is None and role in discovery.configured:
            continue
        free = (one for one in discovery.by_role.get(role, ()) if one.confidence is Confidence.SURE)
        taken = {_thing(one) for one in chosen}
        chosen += tuple([one for one in free if _thing(one) not in taken][:1])
    return chosen


def toggled(chosen: Chosen, one: Candidate) -> Chosen:
    """The choice after a tick: a second one for the same role or of the same thing takes the place of the first."""
    if one in chosen:
        return tuple(other for other in chosen if other != one)
    left = (other for other in chosen if other.role != one.role and not _same_thing(other, one))
    return (*left, one)


def _thing(one: Candidate) -> tuple[str, str]:
    return (one.found.kind, one.found.path) if one.found else ("", "")


def _same_thing(one: Candidate, other: Candidate) -> bool:
    """A camera that is looked through for codes is still the camera."""
    through = Why.THROUGH in {one.why, other.why}
    return not through and one.found is not None and _thing(one) == _thing(other)


def changes(chosen: Sequence[Candidate]) -> Changes:
    """What to write."""
    return {one.role: {DRIVER: one.model, **one.settings} for one in chosen}
