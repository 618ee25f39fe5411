"""How bright the panel is to be, set once at the start. A terminal whose light cannot be set runs all the same."""

import logging

from drivers import DeviceError
from drivers.backlight import Backlight

log = logging.getLogger(__name__)

AS_IT_IS = 0  # per cent: the light is left alone


def shine(percent: int) -> None:
    """Takes as long as the panel's controller does: not for the UI thread."""
    if percent == AS_IT_IS:
        return
    try:
        Backlight().shine(percent)
    except DeviceError as error:
        log.warning("the panel's light cannot be set: %s (%s)", error.fault, error.detail)
