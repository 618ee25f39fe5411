"""Plugged-in sticks and disks on which something can be saved."""

import os
from pathlib import Path

import psutil

PLACES = ("/media/", "/run/media/", "/mnt/")  # where a system mounts what is plugged in


def sticks() -> tuple[Path, ...]:
    """Those that can be written, in the order of their names."""
    mounted = (Path(one.mountpoint) for one in psutil.disk_partitions(all=False) if one.mountpoint.startswith(PLACES))
    return tuple(sorted(place for place in mounted if os.access(place, os.W_OK)))
