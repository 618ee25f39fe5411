"""What was found, in the words of a language: the same on screen and in a shell."""

from drivers.finding import Candidate, Found
from kiosk.texts import Words


def thing(found: Found) -> str:
    """What a person calls it, and where it is; nothing for a service that is missing."""
    if not found.path:
        return ""
    where = found.path if found.path != found.name else ""
    numbers = found.usb.numbers if found.usb is not None and found.usb.numbers not in where else ""
    return "  ".join(part for part in (found.name, where, numbers) if part)


def matter(words: Words, found: Found) -> str:
    """Why it cannot be asked, and what should be known of it."""
    told = [words(f"finderNote.{note}") for note in sorted(found.notes)]
    if not found.path:
        return words("finder.missing", detail=found.detail)
    if found.holder is not None and found.holder.kiosk:
        told.insert(0, words("finder.held"))
    elif found.fault is not None:
        what = words(f"fault.{found.fault}.what", device=words("device.other")).rstrip("。.")
        told.insert(0, f"{what} ({found.detail})" if found.detail else what)
    elif found.detail:
        told.insert(0, found.detail)
    return words("list.dot").join(told)


def guess(words: Words, found: Found) -> str:
    """The roles that it could have."""
    roles = words("list.comma").join(words(f"device.{role}") for role in found.could_be)
    return words("finder.couldBe", roles=roles) if roles else ""


def grounds(words: Words, one: Candidate) -> str:
    """How sure it is, and why."""
    told = (words(f"confidence.{one.confidence}"), words(f"finderWhy.{one.why}"), one.told)
    return words("list.dot").join(part for part in told if part)


def values(one: Candidate) -> str:
    """What would be written, beside where it is."""
    where = one.found.path if one.found is not None else ""
    kept = [f"{name} {value}" for name, value in one.settings.items() if value is not None and value != where]
    return ", ".join([one.model, *kept])


def title(words: Words, role: str, configured: str | None) -> str:
    """A role, and what the configuration has for it now."""
    now = words("finder.now", what=configured) if configured else words("finder.unset")
    return f"{words(f'device.{role}')} ({now})"
