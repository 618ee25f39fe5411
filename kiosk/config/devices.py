"""Makes the drivers that a configuration names. It knows roles, never models."""

from collections.abc import Iterable
from typing import Any

import drivers
from kiosk.config.loading import DeviceSettings


def built(devices: Iterable[DeviceSettings]) -> dict[str, Any]:
    """A driver for every device, by role, none of them open; those that others need come first."""
    made: dict[str, Any] = {}
    for device in sorted(devices, key=lambda one: len(drivers.needs(one.role, one.model))):
        others = {role: made[role] for role in drivers.needs(device.role, device.model)}
        made[device.role] = drivers.load(device.role, device.model).Driver(device.settings, **others)
    return made
