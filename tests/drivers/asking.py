"""How the stories of finding ask: one thing on a machine made of folders, with time enough for a busy machine."""

from contextlib import contextmanager

from drivers.finding import Kind, look, probe

ANSWER = 0.6  # seconds for an answer, where one is expected: the machine may be busy


def reader_of(machine):
    """Where a card reader belongs that says of itself that it is one: it is asked as such first."""
    return plugged(machine, product="ID Card Reader")


def plugged(machine, numbers="1a86:7523", **said):
    """A USB serial device without anything behind it yet; where its node belongs."""
    return machine.port("ttyUSB0", machine.usb("1-2", numbers, **said), by_id="usb-reader")


def listed(machine, kind=Kind.SERIAL):
    (one,) = [one for one in look(system=machine.system) if one.kind is kind and one.path]
    return one


def asked(machine, kind=Kind.SERIAL):
    return probe(listed(machine, kind), machine.system)


def blank(printer):
    return not printer.slips and printer.hanging.height == 0


@contextmanager
def patient(machine):
    machine.answer = ANSWER
    yield machine
