"""Pictures of how long things take, as PNG: the platform's latency over a minute, and the uses of a device.

Matplotlib is loaded when the first picture is drawn, without pyplot: no window, no style and no figure stays behind.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from drivers import DeviceError, Fault, glyphs
from drivers.glyphs import FontMissing, Weight
from kiosk.health.history import Sample
from kiosk.health.network import Answer
from kiosk.texts import Words

GOOD, BAD, LINE = "#1f4fd8", "#c8102e", "#9aa3b2"  # blue and red differ in brightness, too
COLOURS = (GOOD, "#0a8f6c", "#b35c00", "#6b3fa0")  # of the uses of a device
OTHERS = "others"  # what is put together
MOST_USES = len(COLOURS)  # the others are put together with the last
BINS = 24
DECADES = 6  # that are marked
MILLIMETRE = 1 / 25.4  # inches
MS = 1000.0
LEAST = 0.1  # ms; nothing is shown as faster


@dataclass(frozen=True)
class Size:
    """Of a picture on paper or on screen."""

    width: float = 160.0  # mm
    height: float = 80.0  # mm
    dpi: float = 150.0
    points: float = 10.0  # of the letters


def latency(answers: Sequence[Answer], words: Words, size: Size = Size()) -> bytes:
    """Each question as a point over time; one without an answer stands in red at the height of its patience."""
    figure, axes, font = _sheet(size)
    good = [one for one in answers if 0 < one.status < 500]
    bad = [one for one in answers if one not in good]
    axes.plot([one.after for one in good], [one.seconds * MS for one in good], "-", color=LINE, linewidth=1, zorder=1)
    for told, colour, mark, name in ((good, GOOD, "o", "plot.answered"), (bad, BAD, "x", "plot.unanswered")):
        if told:
            places = [one.after for one in told], [one.seconds * MS for one in told]
            axes.scatter(*places, c=colour, marker=mark, s=22, label=words(name, count=len(told)), zorder=2)
    _by_tens(axes.yaxis, [one.seconds * MS for one in answers])
    axes.set_xlim(left=-0.5, right=max([1.0, *(one.after for one in answers)]) * 1.02)
    _label(axes, font, words("plot.after"), words("plot.took"))
    return _png(figure, axes, font, size)


def histogram(uses: Mapping[str, Sequence[Sample]], words: Words, size: Size = Size()) -> bytes:
    """How often a use took how long. `uses` is its name → samples; the most frequent ones have colours of their own."""
    figure, axes, font = _sheet(size)
    told = _told(uses)
    times = [[one.seconds * MS for one in samples] for samples in told.values()]
    if any(times):
        labels = [words("plot.use", name=_name(name, words), count=len(samples)) for name, samples in told.items()]
        low, high = _by_tens(axes.xaxis, [one for many in times for one in many])
        bins = [low * (high / low) ** (at / BINS) for at in range(BINS + 1)]
        axes.hist(
            [[max(low, one) for one in many] for many in times],
            bins,
            stacked=True,
            color=COLOURS[: len(times)],
            label=labels,
        )
    axes.yaxis.get_major_locator().set_params(integer=True)
    _label(axes, font, words("plot.took"), words("plot.often"))
    return _png(figure, axes, font, size)


def by_hour(counts: Sequence[int], words: Words, size: Size = Size()) -> bytes:
    """A bar for each hour of the day in which somebody came, and for those between."""
    figure, axes, font = _sheet(size)
    hours = [hour for hour, count in enumerate(counts) if count]
    if hours:
        shown = range(min(hours), max(hours) + 1)
        axes.bar(list(shown), [counts[hour] for hour in shown], color=GOOD, width=0.8)
        axes.set_xticks(list(shown))
    axes.yaxis.get_major_locator().set_params(integer=True)
    _label(axes, font, words("plot.hour"), words("plot.visits"))
    return _png(figure, axes, font, size)


def _by_tens(axis: Any, times: Sequence[float]) -> tuple[float, float]:
    """An axis in powers of ten, whose lowest and highest it returns: a second late must not flatten what is usual."""
    from matplotlib.ticker import LogLocator, NullFormatter, StrMethodFormatter

    low = 10.0 ** floor(log10(max(LEAST, min(times, default=1.0))))
    high = max(10.0 * low, 10.0 ** ceil(log10(max(LEAST, *times, 1.0))))
    getattr(axis.axes, f"set_{axis.axis_name}scale")("log")
    getattr(axis.axes, f"set_{axis.axis_name}lim")(low, high)
    axis.set_major_locator(LogLocator(numticks=DECADES))
    axis.set_major_formatter(StrMethodFormatter("{x:g}"))
    axis.set_minor_formatter(NullFormatter())
    return low, high


def _told(uses: Mapping[str, Sequence[Sample]]) -> dict[str, Sequence[Sample]]:
    """The most frequent first, and no more than there are colours."""
    ordered = sorted(uses.items(), key=lambda use: -len(use[1]))
    first, rest = ordered[: MOST_USES - 1], ordered[MOST_USES - 1 :]
    if len(rest) > 1:
        return dict(first) | {OTHERS: [one for _, samples in rest for one in samples]}
    return dict(ordered)


def _name(use: str, words: Words) -> str:
    """Of a device, of what a worker does beside jobs, or of a job: those are names already."""
    keys = (f"device.{use}", f"plot.{use}")
    return next((words(key) for key in keys if key in words), use)


def _sheet(size: Size) -> tuple[Any, Any, Any]:
    """An empty figure with axes, and the font. Raises DeviceError DRIVER_MISSING."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.font_manager import FontPath, FontProperties
    except ImportError as error:
        raise DeviceError(Fault.DRIVER_MISSING, f"plots need the Python package matplotlib: {error}") from error
    face = glyphs.faces(Weight.REGULAR)[0]
    if not face.file.is_file():
        raise FontMissing(face)
    font = FontProperties(fname=FontPath(str(face.file), face.index), size=size.points)
    figure = Figure(figsize=(size.width * MILLIMETRE, size.height * MILLIMETRE), dpi=size.dpi, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.grid(visible=True, color=LINE, linewidth=0.4, alpha=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes, font


def _label(axes: Any, font: Any, across: str, up: str) -> None:
    axes.set_xlabel(across, fontproperties=font)
    axes.set_ylabel(up, fontproperties=font)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(font)


def _png(figure: Any, axes: Any, font: Any, size: Size) -> bytes:
    if axes.get_legend_handles_labels()[1]:
        place = {"loc": "lower left", "bbox_to_anchor": (0, 1.0), "borderaxespad": 0.2}
        axes.legend(prop=font, frameon=False, ncols=2, columnspacing=1.0, handlelength=1.2, **place)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=size.dpi, metadata={"Software": None})
    return picture.getvalue()
