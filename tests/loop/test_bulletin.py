"""What staff want everybody to read: written at the screen or in a shell, kept over a restart, taken down again."""

import subprocess
import sys

import pytest

from kiosk.journeys.bulletin import bulletin
from kiosk.maintenance.board import LONGEST, Board
from kiosk.maintenance.mode import Mode
from kiosk.steps.bulletin import BulletinPage, PutUpBulletin, ReadBulletin
from kiosk.steps.door import NoteDeed
from tests.rooms.test_house import ROOT
from tests.waiting import wait_until

BUSY = "现在人多，请耐心等候。"


def test_it_is_read_put_up_and_taken_down():
    journey = bulletin()
    assert journey.send(None) == ReadBulletin()
    assert journey.send("") == BulletinPage("")
    assert journey.send(BUSY) == NoteDeed("put up a bulletin")
    assert journey.send(None) == PutUpBulletin(BUSY)
    assert journey.send(BUSY) == BulletinPage(BUSY, put_up=True)
    assert journey.send("") == NoteDeed("took the bulletin down")
    assert journey.send(None) == PutUpBulletin("")
    assert journey.send("") == BulletinPage("", put_up=True)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (BUSY, BUSY),
        ("  two\nlines\t", "two lines"),
        ("x" * 500, "x" * LONGEST),
        (" \n", ""),
        ("", ""),
    ],
)
def test_it_is_one_line_that_can_be_read_in_passing(tmp_path, written, read):
    assert Board(tmp_path).put_up(written) == read
    assert Board(tmp_path).bulletin() == read


def test_a_file_that_is_no_text_does_not_keep_the_terminal_from_starting(tmp_path):
    (tmp_path / "bulletin.txt").write_bytes(b"\xff\xfe\x00")
    assert len(Board(tmp_path).bulletin()) <= LONGEST


def test_a_running_terminal_hears_of_it_and_so_does_one_that_starts(tmp_path):
    board = Board(tmp_path)
    mode = Mode(board, lambda *_: None, None, look=0.01)
    mode.start()
    try:
        board.put_up(BUSY)
        wait_until(lambda: mode.bulletin == BUSY)
        assert Mode(board, lambda *_: None, None).bulletin == BUSY
        board.put_up("")
        wait_until(lambda: mode.bulletin == "")
    finally:
        mode.stop()


def run(*words):
    command = [sys.executable, "run_kiosk.py", "bulletin", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_it_is_put_up_in_a_shell_and_one_that_is_too_long_is_refused(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[terminal]\nid = "T1"\nhall = "H1"\n[storage]\nfolder = "{tmp_path}/state"\n', encoding="utf-8")
    assert run(BUSY, "--config", file).stdout == f"{BUSY}\n"
    long = run("x" * (LONGEST + 1), "--config", file)
    assert (long.returncode, str(LONGEST) in long.stderr) == (2, True)
    assert run("--config", file).stdout == f"{BUSY}\n"
    assert run("--none", "--config", file).stdout == "nothing\n"
