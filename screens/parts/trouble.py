"""What went wrong, in words: what it is, what you can do, what staff can do."""

from drivers import DeviceError
from kiosk.config.loading import ROLES
from kiosk.platform.troubles import Trouble
from kiosk.texts import Words

DEVICES = (*ROLES, "platform", "catalogue")  # those that have a name; "other" for the rest


def key_of(error: Exception) -> str:
    """The family of texts for an error. Its own message is for technicians and is never shown."""
    match error:
        case DeviceError(fault=fault):
            return f"fault.{fault}"
        case Trouble(word=word):
            return f"trouble.{word}"
        case TimeoutError():
            return "trouble.timeout"
        case _:
            return "trouble.outOfOrder"


def what(error: Exception, words: Words) -> str:
    return words(f"{key_of(error)}.what", device=_device(error, words))


def you(error: Exception, words: Words) -> str:
    return words(f"{key_of(error)}.you", device=_device(error, words))


def staff(error: Exception, words: Words) -> str:
    return words(f"{key_of(error)}.staff", device=_device(error, words))


def _device(error: Exception, words: Words) -> str:
    role = error.role if isinstance(error, DeviceError) else ""
    return words(f"device.{role if role in DEVICES else 'other'}")
