"""Dates as catalogues write them."""

import re
from datetime import date

_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_FORMS = (
    re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME),
    re.compile(r"(\d{4})(年)(\d{1,2})月(\d{1,2})日"),
    re.compile(r"(\d{4})()(\d{2})(\d{2})"),
)


def date_in(text: str) -> date | None:
    """The day in a text, or None when it holds none."""
    for form in _FORMS if text else ():
        if found := form.fullmatch(text.strip()):
            try:
                return date(int(found[1]), int(found[3]), int(found[4]))
            except ValueError:
                return None
    return None
