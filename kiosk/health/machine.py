"""The machine under the program: disk, memory, heat, load, clock, fonts, USB and versions, each as a finding."""

import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from drivers import DeviceError, glyphs
from drivers.backlight import Backlight
from drivers.glyphs import Weight
from kiosk.health import software, usb
from kiosk.health.flaws import Flaw
from kiosk.health.model import Finding, Level
from kiosk.health.timekeeping import synchronised
from kiosk.health.trial import Clock, Outcome, failed, finding, passed, unknown
from kiosk.storage.database import DAMAGED, damage
from kiosk.writing import lacking

SUBJECT = "system"
MEGABYTE = 1 << 20
LOAD_MINUTES = 2  # index of the load over fifteen minutes: a start or an update is no fault


@dataclass(frozen=True)
class Limits:
    """Where a figure becomes a warning, and where a failure."""

    disk_full: int = 200 * MEGABYTE  # bytes free; with less, the journal and the log find no room
    disk_filling: float = 90.0  # per cent in use that are worth a warning
    memory_low: int = 150 * MEGABYTE  # bytes available; with less, the window is killed sooner or later
    hot: float = 85.0  # °C: most processors slow themselves down between 90 and 100
    load: float = 2.0  # processes for each core that want to run


def survey(
    storage: Path,
    *,
    limits: Limits = Limits(),
    clock: Clock = Clock(),  # noqa: B008 - it is frozen
    root: Path = Path("/"),
) -> Iterator[Finding]:
    """Part after part. `storage` is the folder whose disk matters; `root` is where sys and etc are."""
    parts: Mapping[str, Callable[[], Outcome]] = {
        "disk": partial(disk, storage, limits),
        "databases": partial(databases, storage),
        "memory": partial(memory, limits),
        "temperature": partial(temperature, limits),
        "load": partial(load, limits),
        "uptime": uptime,
        "timekeeping": partial(timekeeping, synchronised),
        "light": partial(light, root),
        "fonts": fonts,
        "writing": writing,
        "usb": partial(usb.tree, root),
        "versions": partial(software.versions, root),
        "packages": software.packages,
    }
    for part, test in parts.items():
        yield finding(SUBJECT, Level.INTERNAL, test, clock, part)


def disk(folder: Path, limits: Limits, usage: Callable[[str], Any] = psutil.disk_usage) -> Outcome:
    """The disk that holds the storage folder, or the nearest folder above it that is there."""
    there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    told = usage(str(there))
    values = {"free": _gigabytes(told.free), "total": _gigabytes(told.total), "used": f"{told.percent:.0f} %"}
    if told.free < limits.disk_full:
        detail = f"{told.free // MEGABYTE} MB free, {limits.disk_full // MEGABYTE} MB needed"
        return failed(flaw=Flaw.DISK_FULL, detail=detail, values=values)
    return passed(Flaw.DISK_FILLING if told.percent > limits.disk_filling else None, values=values)


def databases(folder: Path) -> Outcome:
    """What is written down on this terminal: sound now, and whether it always was."""
    flaws = {file.name: flaw for file in sorted(folder.glob("*.db")) if (flaw := damage(file))}
    if flaws:
        detail = "; ".join(f"{name}: {flaw}" for name, flaw in flaws.items())
        return failed(flaw=Flaw.DATABASE_DAMAGED, detail=detail)
    aside = sorted(folder.glob(f"*{DAMAGED}"))
    when = [f"{one.name} ({datetime.fromtimestamp(one.stat().st_mtime).astimezone():%Y-%m-%d %H:%M})" for one in aside]
    return passed(Flaw.DATABASE_DAMAGED if aside else None, "; ".join(when))


def memory(limits: Limits, asked: Callable[[], Any] = psutil.virtual_memory) -> Outcome:
    told = asked()
    values = {"available": _gigabytes(told.available), "total": _gigabytes(told.total)}
    if told.available < limits.memory_low:
        detail = f"{told.available // MEGABYTE} MB available, {limits.memory_low // MEGABYTE} MB needed"
        return failed(flaw=Flaw.MEMORY_LOW, detail=detail, values=values)
    return passed(values=values)


def temperature(limits: Limits, asked: Callable[[], Mapping[str, Any]] = psutil.sensors_temperatures) -> Outcome:
    """The hottest of each sensor chip. Virtual machines and some boards have none."""
    told = {chip: max(float(one.current) for one in sensors) for chip, sensors in asked().items() if sensors}
    if not told:
        return unknown(detail="the machine has no sensor of temperature")
    values = {chip: f"{degrees:.0f} °C" for chip, degrees in told.items()}
    if (most := max(told.values())) > limits.hot:
        return failed(flaw=Flaw.HOT, detail=f"{most:.0f} °C, {limits.hot:.0f} °C allowed", values=values)
    return passed(values=values)


def load(limits: Limits, asked: Callable[[], tuple[float, float, float]] = os.getloadavg) -> Outcome:
    """How many processes want to run, over 1, 5 and 15 minutes."""
    told, cores = asked(), os.cpu_count() or 1
    values = {"load": " ".join(f"{one:.2f}" for one in told), "cores": str(cores)}
    busy = told[LOAD_MINUTES] > limits.load * cores
    return passed(Flaw.OVERLOADED if busy else None, values=values)


def uptime(boot: Callable[[], float] = psutil.boot_time, now: Callable[[], float] = time.time) -> Outcome:
    return passed(values={"up": str(timedelta(seconds=round(now() - boot()))), "kernel": platform.release()})


def timekeeping(asked: Callable[[], bool | None]) -> Outcome:
    """Whether a time server keeps the clock: signatures and numbers need the right time."""
    match asked():
        case None:
            return unknown(detail="the kernel does not tell")
        case False:
            return passed(Flaw.CLOCK_FREE_RUNNING, "no time server has set the clock")
        case True:
            return passed()


def light(root: Path) -> Outcome:
    """How bright the panel is, where the machine can tell: a monitor on a cable is set by its own button."""
    try:
        return passed(values={"brightness": f"{Backlight(root / 'sys/class/backlight').percent()} %"})
    except DeviceError as error:
        return unknown(detail=error.detail)


def fonts() -> Outcome:
    """The fonts that hold every Han character, looked up one by one: without them names have holes."""
    faces = {face.file: face for weight in Weight for face in glyphs.faces(weight)}
    missing = [face for face in faces.values() if not face.file.is_file()]
    if missing:
        detail = "; ".join(f"{face.file} is missing: install {face.package}" for face in missing)
        return failed(flaw=Flaw.FONT_MISSING, detail=detail)
    values = {"fonts": str(len(faces)), "characters": f"{sum(1 for _ in glyphs.han_of_gb_18030())} GB 18030-2022"}
    if without := glyphs.lacking():
        detail = f"{len(without)} characters have no glyph, such as U+{ord(without[0]):04X}"
        return failed(flaw=Flaw.GLYPHS_MISSING, detail=detail, values=values)
    return passed(values=values)


def writing() -> Outcome:
    """What is needed to write Chinese on the glass. Without it there are the letters of the pinyin."""
    missing = lacking.missing()
    return passed(Flaw.WRITING_MISSING if missing else None, "; ".join(missing))


def _gigabytes(count: int) -> str:
    return f"{count / (1 << 30):.1f} GB"
