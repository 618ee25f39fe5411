"""Is it a presence radar? Only listens: it reports ten times a second by itself."""

from time import monotonic

from drivers.finding import Candidate, Found
from drivers.finding.offers import answered, offer
from drivers.ports import Line
from drivers.protocols import ld2410

RATES = (256000,)  # as the maker delivers it; others are set by hand, and written by hand


def ask(found: Found, line: Line, seconds: float) -> list[Candidate]:
    """One candidate when a whole report comes."""
    frames, end = ld2410.Frames(), monotonic() + seconds
    while (left := end - monotonic()) > 0:
        reports = (content for kind, content in frames.feed(line.read(left)) if kind == ld2410.REPORT)
        if any(ld2410.parse_report(content) for content in reports):
            return offer(found, "presence", {"port": found.path, "baudrate": line.baudrate}, answered())
    return []
