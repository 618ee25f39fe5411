"""Closed to the public: asked for by a file, entered when the running visit has ended, kept over a restart."""

import subprocess
import sys

import pytest

from kiosk.credentials.model import Door
from kiosk.events import Left, PressedHome
from kiosk.jobs import Jobs
from kiosk.journeys.visit import when_closed
from kiosk.maintenance.board import MOST, Board, Closing
from kiosk.maintenance.mode import Mode
from kiosk.model.terminal import Terminal
from kiosk.pool import Desk
from kiosk.steps.common import Farewell, Home, Knock, TakeNumber, Welcome
from kiosk.steps.door import EnterPin, UnderMaintenance
from kiosk.steps.identity import ReadIdentity
from kiosk.steps.queueing import ChooseQueue, ConfirmTicket, TakeTicket, TicketTaken
from tests.loop.hall import QUEUE, Hall
from tests.rooms.test_house import ROOT


@pytest.fixture
def board(tmp_path):
    return Board(tmp_path)


@pytest.fixture
def start(tmp_path, board):
    """Switch the terminal on, with a hand that looks at the notice every few milliseconds."""
    halls = []

    def switched_on():
        hall = Hall(tmp_path)
        hall.mode = Mode(board, hall.kiosk.post, Jobs(hall.journal), look=0.01)
        hall.kiosk.hands = {**hall.kiosk.hands, "maintenance": hall.mode}
        hall.kiosk.when_closed = lambda notice: when_closed(Terminal("T1", "HC01"), notice)
        hall.kiosk.notice = hall.mode.known
        hall.mode.start()
        hall.kiosk.start()
        halls.append(hall)
        return hall

    yield switched_on
    for hall in halls:
        hall.mode.stop()
        hall.stop()


def test_an_idle_terminal_closes_at_once_and_says_so(start, board):
    hall = start()
    hall.until(Welcome)
    board.close("repair")
    assert hall.until(UnderMaintenance).notice.reason == "repair"
    hall.wait(lambda: board.closing is Closing.ACTIVE)
    board.open()
    hall.until(Welcome)
    hall.wait(lambda: board.closing is Closing.INACTIVE and not board._shut.exists())


def test_a_visit_that_is_going_on_ends_with_its_ticket_first(start, board):
    hall = start()
    hall.until(Welcome)
    hall.press()
    hall.until(Home)
    board.close("paper")
    hall.wait(lambda: hall.kiosk.notice)
    assert board.closing is Closing.PENDING
    take_a_number(hall)
    assert hall.until(TicketTaken).ticket.number == "A017"
    assert board.closing is Closing.PENDING
    hall.press(False)
    hall.until(Farewell)
    hall.press()
    hall.until(UnderMaintenance)
    hall.wait(lambda: board.closing is Closing.ACTIVE)


def take_a_number(hall):
    hall.press(TakeNumber())
    hall.until(ChooseQueue)
    hall.press(QUEUE)
    hall.until(ReadIdentity)
    hall.lay_card()
    hall.until(ConfirmTicket)
    hall.press(True)


def test_a_notice_that_is_taken_down_during_the_visit_closes_nothing(start, board):
    hall = start()
    hall.until(Welcome)
    hall.press()
    hall.until(Home)
    board.close("paper")
    hall.wait(lambda: hall.kiosk.notice)
    board.open()
    hall.wait(lambda: hall.kiosk.notice is None)
    hall.tell(Left())
    hall.until(Welcome)


def test_whoever_goes_home_in_the_midst_of_a_visit_may_go_on_and_is_the_last_one(start, board):
    hall = start()
    hall.until(Welcome)
    hall.press()
    hall.until(Home)
    hall.press(TakeNumber())
    hall.until(ChooseQueue)
    board.close("repair")
    hall.wait(lambda: hall.kiosk.notice)
    hall.tell(PressedHome())
    hall.until(Home)
    take_a_number(hall)
    assert hall.until(TicketTaken).ticket.number == "A017"
    hall.pass_seconds(1000)  # and walks away without a word
    hall.until(UnderMaintenance)
    hall.wait(lambda: board.closing is Closing.ACTIVE)


def test_a_visit_that_nobody_goes_on_with_does_not_keep_the_terminal_open(start, board):
    hall = start()
    hall.until(Welcome)
    hall.press()
    hall.until(Home)
    board.close("repair")
    hall.wait(lambda: hall.kiosk.notice)
    hall.pass_seconds(1000)
    hall.until(UnderMaintenance)


def test_the_number_that_is_being_taken_is_waited_for_however_long_it_takes(start, board):
    hall = start()
    hall.go_to(ConfirmTicket)
    hall.platform.gate.clear()
    hall.press(True)
    hall.wait(lambda: "take_ticket" in hall.platform.calls)
    board.close("repair")
    hall.wait(lambda: hall.kiosk.notice)
    hall.tell(Left())  # nobody leaves while a final job is under way
    assert isinstance(hall.kiosk.step, TakeTicket)
    assert board.closing is Closing.PENDING
    hall.platform.gate.set()
    assert hall.until(TicketTaken).ticket.number == "A017"
    hall.tell(Left())
    hall.until(UnderMaintenance)


def test_a_closed_terminal_shows_another_reason_as_soon_as_it_is_written(start, board):
    board.close("repair")
    hall = start()
    hall.until(UnderMaintenance)
    board.close("天花板漏水")
    hall.wait(lambda: hall.kiosk.step.notice.reason == "天花板漏水")
    assert isinstance(hall.kiosk.step, UnderMaintenance)
    hall.wait(lambda: board.closing is Closing.ACTIVE)


def test_a_technician_at_the_keypad_is_not_thrown_out_when_somebody_opens_or_closes(start, board):
    board.close("repair")
    hall = start()
    hall.kiosk.hands = {**hall.kiosk.hands, "access": Desk(OpenDoor(), hall.kiosk.post, Jobs(hall.journal))}
    hall.until(UnderMaintenance)
    hall.press(Knock())
    hall.until(EnterPin)
    board.open()
    hall.wait(lambda: hall.kiosk.notice is None)
    assert isinstance(hall.kiosk.step, EnterPin)
    hall.tell(Left())
    hall.until(Welcome)


class OpenDoor:
    """A door that may be tried."""

    def door(self):
        return Door(tries=3)


def test_a_terminal_that_was_closed_is_closed_after_a_restart(start, board):
    board.close("update")
    hall = start()
    assert hall.kiosk.step.notice.reason == "update"
    assert not isinstance(hall.kiosk.step, Welcome)


def test_whoever_leaves_the_closed_terminals_room_leaves_it_closed(start, board):
    board.close("update")
    hall = start()
    hall.until(UnderMaintenance)
    hall.tell(Left())
    hall.until(UnderMaintenance)


def test_a_program_that_has_ended_no_longer_says_that_it_is_closed(start, board):
    board.close("update")
    hall = start()
    hall.wait(lambda: board.closing is Closing.ACTIVE)
    hall.mode.stop()
    assert board.closing is Closing.PENDING


def test_what_a_killed_program_has_left_behind_is_not_believed(start, board):
    board.say_shut(shut=True)
    board.close("update")
    hall = start()
    hall.kiosk.notice = None
    hall.tell(Left())
    hall.wait(lambda: board.closing is not Closing.ACTIVE)


@pytest.mark.parametrize(
    "written", [b"", b"{", b"[]", b'{"reason": 1}', b"\xff\xfe", b'{"reason": "x", "since": "soon"}']
)
def test_a_notice_that_nobody_can_read_closes_all_the_same(board, written):
    board._notice.write_bytes(written)
    assert board.read() is not None


def test_a_reason_is_one_line_of_bearable_length(board):
    assert board.close("  a\nb \t c " + "x" * 999).reason == ("a b c " + "x" * 999)[:MOST]
    assert len(board.read().reason) == MOST


def test_a_folder_that_cannot_be_asked_changes_nothing(start, board, monkeypatch):
    hall = start()
    hall.until(Welcome)
    board.close("repair")
    hall.until(UnderMaintenance)

    def broken():
        raise PermissionError(13, "Permission denied")

    looks = []
    monkeypatch.setattr(board, "read", lambda: looks.append(1) or broken())
    hall.wait(lambda: len(looks) > 3)
    assert isinstance(hall.kiosk.step, UnderMaintenance)


def command(folder, *arguments):
    config = folder / "kiosk.toml"
    config.write_text(
        f'[terminal]\nid = "T1"\nhall = "H1"\n[platform]\nurl = "embedded"\n[storage]\nfolder = "{folder}"\n'
    )
    line = [sys.executable, "run_kiosk.py", "maintenance", *arguments, "--config", str(config)]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_closes_and_opens_a_running_terminal(start, board, tmp_path):
    hall = start()
    hall.until(Welcome)
    told = command(tmp_path, "on", "--reason", "天花板漏水")
    assert told.returncode == 0, told.stderr
    assert hall.until(UnderMaintenance).notice.reason == "天花板漏水"
    hall.wait(lambda: board.closing is Closing.ACTIVE)
    assert "closed to the public" in command(tmp_path, "status").stdout
    assert "open to the public" in command(tmp_path, "off").stdout
    hall.until(Welcome)


def test_the_command_says_when_nobody_has_closed_in_time(tmp_path):
    told = command(tmp_path, "on", "--wait", "0.2")
    assert told.returncode == 1
    assert "finished first" in told.stdout
