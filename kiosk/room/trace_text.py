"""A trace as a text file: what it is of, what is hidden in it, and every line, the oldest first."""

from drivers.tracing import line
from kiosk.model.terminal import Terminal
from kiosk.room.tracer import Trace
from kiosk.texts import Words


def trace_text(trace: Trace, terminal: Terminal, model: str, words: Words) -> str:
    head = (
        words("traceFile.title"),
        words("traceFile.terminal", terminal=terminal.id),
        words("traceFile.device", device=trace.role, model=model),
        words("traceFile.begun", at=f"{trace.begun:%Y-%m-%d %H:%M:%S%z}"),
        words("traceFile.lines", count=len(trace.lines), lost=trace.lost),
        words("traceFile.hidden"),
        "",
    )
    return "\n".join([*head, *(line(one.told, one.milliseconds) for one in trace.lines), ""])
