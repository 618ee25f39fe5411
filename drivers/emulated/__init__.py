"""Devices made of software that speak the real ones' bytes over a real wire, and misbehave on command.

They serve the demo, training and the tests. Drivers never import them; they never import drivers' models.
"""

from dataclasses import dataclass


@dataclass
class Trouble:
    """How an emulated device is told to misbehave. Set a field and the next byte obeys; set it back and all is well."""

    mute: bool = False  # hears and answers nothing
    slow: float = 0.0  # seconds before each answer
    garbage: bool = False  # noise before each answer
    half: bool = False  # only the first half of each answer
    bad_checksum: bool = False  # answers whose checksum is wrong
    unplugged: bool = False  # the wire is gone: node removed, connection refused
