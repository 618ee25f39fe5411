"""What one person wrote is never offered to the next, and stands on no disk."""

import hashlib
import json
import os
import subprocess
import sys

from kiosk.writing.draft import Way
from tests.writing.ready import folder_in, writing_in
from tests.writing.test_keys import chosen, typed

SECRET = "王䶮"


def offered(ways, keys="wangyan"):
    engine = ways.engine(Way.PINYIN)
    candidates = typed(engine, keys).candidates
    ways.clear()
    return candidates


def write(ways):
    engine = ways.engine(Way.PINYIN)
    draft = chosen(engine, typed(engine, "wangyan"), "王")
    assert chosen(engine, draft, "䶮").finished == SECRET


def test_what_one_person_writes_changes_nothing_for_the_next(tmp_path):
    with writing_in(tmp_path) as ways:
        before, alone = offered(ways), offered(ways, "yan")
        for _ in range(8):
            write(ways)
        ways.clear()
        assert offered(ways) == before
        assert offered(ways, "yan") == alone
        assert SECRET not in before


def test_a_draft_that_was_left_is_gone_when_the_next_person_comes(ways):
    pinyin, hand = ways.engine(Way.PINYIN), ways.engine(Way.HAND)
    typed(pinyin, "wang")
    hand.add(((10, 10), (200, 10)), 300)
    ways.clear()
    assert typed(pinyin, "yan").composition == "yan"
    assert hand.strokes == []
    assert hand.erase().candidates == ()


CHILD = """
import json, sys
from pathlib import Path
from tests.writing.test_nothing_kept import write
from tests.waiting import wait_until
from kiosk.writing.writing import Writing

with Writing(Path(sys.argv[1]), rest=0) as ways:
    wait_until(lambda: ways.ready, limit=30)
    for _ in range(3):
        write(ways)
        ways.clear()
    for key in "wangyan":
        ways.engine("pinyin").press(key)
"""


def test_nothing_that_was_written_stands_in_any_file_or_log(tmp_path):
    folder, temporary = folder_in(tmp_path), tmp_path / "tmp"
    temporary.mkdir()
    before = told(folder)
    environment = {**os.environ, "TMPDIR": str(temporary), "HOME": str(temporary)}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder)], capture_output=True, check=True, env=environment, timeout=60
    )
    assert done.stdout + done.stderr == b""
    assert list(temporary.iterdir()) == []
    assert told(folder) == before


def told(folder):
    """Every file and what is in it; when it was last built is nobody's secret."""
    files = {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    plain = {name: content for name, content in files.items() if name.name not in {"user.yaml", "installation.yaml"}}
    for name in files.keys() - plain.keys():
        assert not any(word in files[name] for word in (SECRET.encode(), "䶮".encode(), b"wang", b"yan"))
    return json.dumps(
        {str(name): hashlib.sha256(content).hexdigest() for name, content in plain.items()}, sort_keys=True
    )


def test_the_folder_is_for_its_owner_alone(tmp_path):
    from kiosk.writing import tables
    from kiosk.writing.lacking import SOUNDS

    folder = folder_in(tmp_path)
    folder.chmod(0o755)
    tables.prepare(folder, SOUNDS)
    assert folder.stat().st_mode & 0o777 == 0o700
