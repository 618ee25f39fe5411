"""What the PC/SC service answers, as faults: the result codes of the PC/SC standard (part 5, and pcsc-lite's list)."""

import shutil

from drivers import DeviceError, Fault

OK = 0
TIMEOUT = 0x8010000A
NO_READERS = 0x8010002E
NO_SERVICE = 0x8010001D
GONE = {0x80100009, 0x80100017, NO_READERS}  # unknown reader, reader unavailable, no readers
LOST = {NO_SERVICE, 0x80100003, 0x80100013, 0x8010001E, 0x80100018}  # the service ended, or began anew
BROKEN_OFF = {0x80100016, 0x8010002F}  # not transacted, communication data lost
REMOVED = {0x80100069, 0x8010000C}  # removed card, no smartcard
IN_USE = 0x8010000B  # sharing violation
REFUSED = {0x8010006A, 0x80100027}  # security violation, no access

_UNREADABLE = {
    0x80100065: "the card's answer to reset is not understood",
    0x80100066: "the card is mute",
    0x80100067: "the card is mute",
    0x80100068: "the card was reset by another program",
    0x8010000F: "the card speaks another protocol",
    0x80100016: "the exchange with the card broke off",
    0x8010001C: "the card does not meet the requirements",
    0x80100008: "the card's answer is longer than any",
    0x8010002F: "the exchange with the card broke off",
}
_DAEMON = "pcscd"


def error(code: int) -> DeviceError:
    """The fault that a result code stands for."""
    told = f"PC/SC {code:08X}"
    if code in REMOVED:
        return DeviceError(Fault.MEDIA_REMOVED, f"no card is in the reader any more ({told})")
    if code in _UNREADABLE:
        return DeviceError(Fault.INVALID_MEDIA, f"{_UNREADABLE[code]} ({told})")
    if code in GONE:
        return DeviceError(Fault.NO_DEVICE, f"the reader is gone ({told})")
    if code in LOST:
        return _without_service(told)
    if code == IN_USE:
        return DeviceError(Fault.IN_USE, f"another program holds the card ({told})")
    if code in REFUSED:
        return DeviceError(Fault.NOT_PERMITTED, f"pcscd does not let this program in: see polkit's rules ({told})")
    return DeviceError(Fault.HARDWARE_ERROR, f"the PC/SC service refused ({told})")


def _without_service(told: str) -> DeviceError:
    """The service is not there: because nobody has installed it, or because it does not run."""
    if shutil.which(_DAEMON) or shutil.which(_DAEMON, path="/usr/sbin:/sbin"):
        return DeviceError(Fault.NO_ANSWER, f"pcscd does not run: systemctl enable --now pcscd.socket ({told})")
    return DeviceError(Fault.DRIVER_MISSING, f"pcscd is not installed: apt install pcscd ({told})")
