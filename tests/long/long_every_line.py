"""A terminal is killed at every single line of taking a number. Needs nothing but the project, and patience: it is
started, killed and started again, hundreds of times.
"""

from tests.stories.hall import Hall
from tests.stories.test_power_cuts import killed_at, visit_cut_off_at

FAR = 100_000  # lines, which no visit has


def test_at_whatever_line_it_is_killed_one_number_is_taken_or_none(tmp_path):
    (tmp_path / "whole").mkdir()
    with Hall(tmp_path / "whole", on=False) as hall:
        lines = visit_cut_off_at(hall, FAR)
    for line in range(1, lines + 1):
        folder = tmp_path / str(line)
        folder.mkdir()
        killed_at(folder, line)
    print(f"killed at each of {lines} lines")
