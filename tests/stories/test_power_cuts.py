"""The plug is pulled at any moment: no number lost, none doubled, no slip printed again by itself."""

import os
import signal
import subprocess
import sys
from itertools import count

import pytest

from drivers.emulated.sample_cards import CITIZEN
from drivers.protocols.sam import FIND
from kiosk.steps.queueing import TicketTaken
from kiosk.storage.journal import Journal
from tests.platform.city import SECRET
from tests.rooms.test_house import ROOT
from tests.stories.hall import Hall

MOMENTS = 6  # at which the terminal dies, from the first line of the first job to the last of the last one


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    """How many lines taking a number comes to, from the confirmation to the slip."""
    with Hall(tmp_path_factory.mktemp("whole"), on=False) as hall:
        lines = visit_cut_off_at(hall, 100_000)
        assert len(hall.devices.receipt.slips) == 1
        return lines


def lay_card_when_asked(hall):
    """The first look for a card is at the end of the visit before; those that follow are for this one."""
    looks = count()
    reader = hall.devices.card
    reader.on_command = lambda body: reader.insert(CITIZEN) if body == FIND and next(looks) == 2 else None


def visit_cut_off_at(hall, line):
    """A terminal of its own process, killed at a line. How many lines it lived when it was not; 0 when it was."""
    lay_card_when_asked(hall)
    environment = os.environ | {"HALL_KIOSK_PLATFORM_SECRET": SECRET}
    command = [sys.executable, "-m", "tests.stories.cut_off", str(hall.config.file), str(line)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, timeout=100, capture_output=True, check=False)
    assert ended.returncode in {0, -signal.SIGKILL}, ended.stderr.decode()[-2000:]
    return 0 if ended.returncode else int(ended.stdout)


def killed_at(folder, line):
    """A terminal dies at a line, and is switched on again: one number or none, and no slip by itself."""
    with Hall(folder, on=False) as hall:
        assert visit_cut_off_at(hall, line) == 0
        assert len(hall.tickets()) <= 1
        printed = len(hall.devices.receipt.slips)
        hall.devices.card.on_command = lambda body: None
        hall.devices.card.lift()
        hall.start()
        hall.wait(lambda: Journal(folder / "state" / "journal.db").unfinished() == ())
        assert len(hall.devices.receipt.slips) == printed, "a slip is never printed again by itself"
        taken = hall.go_to(TicketTaken)
        assert hall.tickets() == [taken.ticket.number]


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_terminal_killed_while_it_takes_a_number_has_taken_one_number_or_none(tmp_path, lines, moment):
    killed_at(tmp_path, max(1, lines * moment // (MOMENTS - 1)))


@pytest.mark.parametrize(("last", "numbers", "slips"), [(False, 0, 0), (True, 1, 1)])
def test_the_moments_of_death_reach_from_before_the_request_to_after_the_slip(tmp_path, lines, last, numbers, slips):
    with Hall(tmp_path, on=False) as hall:
        assert visit_cut_off_at(hall, lines if last else 1) == 0
        assert (len(hall.tickets()), len(hall.devices.receipt.slips)) == (numbers, slips)
