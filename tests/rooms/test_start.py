"""Starting: one kiosk for each storage folder, and nothing heavy is loaded before it is needed."""

import subprocess
import sys

import pytest

from kiosk.storage.lock import FolderTaken, hold, taken
from tests.rooms.test_house import ROOT

HEAVY = ("matplotlib", "weasyprint", "cv2", "zxingcpp", "escpos", "openpyxl", "kivy", "uvicorn")
CONFIG = """
[terminal]
id = "T1"
hall = "H1"
[storage]
folder = "{folder}"
"""


def test_a_folder_is_had_by_one_kiosk_and_by_the_next_when_it_has_gone(tmp_path):
    assert not taken(tmp_path)
    with hold(tmp_path):
        assert taken(tmp_path)
        with pytest.raises(FolderTaken, match=r"stop it first|\[storage\]"), hold(tmp_path):
            pass
    assert not taken(tmp_path)
    with hold(tmp_path):
        pass


def test_whoever_only_looks_keeps_nobody_from_starting(tmp_path):
    for _ in range(50):
        with hold(tmp_path):
            assert taken(tmp_path)
        assert not taken(tmp_path)


def test_a_kiosk_that_is_killed_leaves_its_folder_free(tmp_path):
    code = (
        "import sys; from pathlib import Path; from kiosk.storage.lock import hold\n"
        "with hold(Path(sys.argv[1])): print('on', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"on\n"
        assert taken(tmp_path)
        other.kill()
        other.wait(10)
    assert not taken(tmp_path)


def test_a_second_kiosk_says_why_it_does_not_start(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text(CONFIG.format(folder=tmp_path), encoding="utf-8")
    with hold(tmp_path):
        run = subprocess.run(
            [sys.executable, "run_kiosk.py", "run", "--config", str(file)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert run.returncode == 2
    assert "a kiosk is running already" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_program_starts_without_what_only_some_of_its_pages_need():
    code = f"import sys, run_kiosk; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.split() == []
