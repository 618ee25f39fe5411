"""A disk that is really full, under a whole terminal. Needs to mount a small disk in memory: run it as root."""

import subprocess
from contextlib import suppress

import pytest

from kiosk.events import Left
from kiosk.platform.troubles import NotWritten
from kiosk.steps.common import Sorry
from kiosk.steps.queueing import ConfirmTicket, TicketTaken
from tests.stories.hall import Hall

SIZE = 4 << 20  # bytes
ROUNDS = 8


@pytest.fixture
def small(tmp_path):
    """A hall whose terminal writes on a disk of its own."""
    state = tmp_path / "state"
    state.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", state], capture_output=True, text=True, check=False
    )
    assert mounted.returncode == 0, f"needs root and mount(8): {mounted.stderr}"
    try:
        with Hall(tmp_path) as hall:
            yield hall, state / "ballast"
    finally:
        subprocess.run(["umount", "--lazy", state], check=True)


def fill(ballast):
    """Until not one byte more goes in."""
    with ballast.open("ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))


def test_a_terminal_on_a_full_disk_comes_up_and_gives_every_number_once_or_not_at_all(small):
    hall, ballast = small
    shown, refused = set(), 0
    for number in range(ROUNDS):
        hall.go_to(ConfirmTicket)
        fill(ballast)
        hall.press(True)
        hall.wait(lambda: isinstance(hall.step, TicketTaken | Sorry), 60)
        if isinstance(hall.step, TicketTaken):
            shown.add(hall.step.ticket.number)
        else:
            assert isinstance(hall.step.reason, NotWritten)
            refused += 1
        assert set(hall.tickets()) == shown, "what the platform has given has been shown"
        hall.tell(Left())
        if number % 2:
            hall.stop()
            hall.devices.card.lift()
            hall.start()  # on the full disk
        hall.lift_card()
        ballast.unlink()
    assert refused
    hall.stop()
    hall.devices.card.lift()
    hall.start()
    assert hall.go_to(TicketTaken).ticket.number in hall.tickets()
    assert len(hall.tickets()) == 1, "one person, one number"
