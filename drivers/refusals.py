"""Why the system does not let a device be opened, told with what helps: the group of its node, or who holds it."""

import errno
import grp
import os

from drivers import DeviceError, Fault

_FAULTS = {
    errno.EACCES: Fault.NOT_PERMITTED,
    errno.EPERM: Fault.NOT_PERMITTED,
    errno.EBUSY: Fault.IN_USE,
    errno.EAGAIN: Fault.IN_USE,  # a lock that another program has
}


def refusal(node: str, error: BaseException) -> DeviceError:
    """What an error of opening a node means, whatever libraries have wrapped it in; NO_DEVICE where no rule says."""
    number = _number(error)
    fault = _FAULTS.get(number or 0, Fault.NO_DEVICE)
    if fault is Fault.NOT_PERMITTED:
        return DeviceError(fault, f"{node} belongs to the group {group(node)}" if os.path.lexists(node) else node)
    if fault is Fault.IN_USE:
        return in_use(node)
    return DeviceError(fault, f"{node}: {os.strerror(number) if number else error}")


def in_use(node: str) -> DeviceError:
    """With the program that holds it, where that can be seen."""
    from drivers.finding import holders  # which looks through all processes, and needs much that a driver does not

    holder = holders.of([node]).get(node)
    return DeviceError(Fault.IN_USE, f"{node}: process {holder.process}, {holder.name}" if holder else node)


def unopened(node: str) -> DeviceError:
    """Why a library could not open a node and does not say: it is tried by hand."""
    try:
        os.close(os.open(node, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC))
    except OSError as error:
        return refusal(node, error)
    held = in_use(node)
    return held if held.detail != node else DeviceError(Fault.NO_DEVICE, f"{node} is there, but not what it should be")


def group(node: str) -> str:
    """Whose members may open it."""
    try:
        return grp.getgrgid(os.stat(node).st_gid).gr_name  # noqa: PTH116 - a path as text
    except (OSError, KeyError):
        return "?"


def _number(error: BaseException | None) -> int | None:
    """The first errno of an error and of those that it came from."""
    while error is not None:
        if isinstance(number := getattr(error, "errno", None), int):
            return number
        error = error.__cause__ or error.__context__
    return None
