"""Offices write dates in many ways."""

from datetime import date

import pytest

from kiosk.catalogue.dates import date_in


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-01",
        "2026-7-1",
        "2026/07/01",
        "2026.7.1",
        "20260701",
        "2026年7月1日",
        " 2026-07-01 00:00:00 ",
        "2026-07-01T08:30",
    ],
)
def test_each_is_understood(text):
    assert date_in(text) == date(2026, 7, 1)


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-02-30", "2026-13-01", "0000-01-01", "2026-07/01", "202671", "20260701x"]
)
def test_what_is_no_date_is_none(text):
    assert date_in(text) is None
