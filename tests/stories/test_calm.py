"""The screen never stands still: no step of a visit keeps the UI thread for more than 50 ms."""

import json
import os
import subprocess
import sys

import pytest

from screens.display import Size, virtual
from tests.rooms.test_house import ROOT

STALL = 50.0  # ms
VISITS = 10  # at most: what the program does it does each time; what the machine does beside it, it does not


@pytest.mark.timeout(400)
def test_no_answer_touch_or_drawing_keeps_the_ui_thread_for_long(tmp_path):
    with virtual(Size(1080, 1920)) as display:
        environment = os.environ | {"DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1", "SDL_VIDEODRIVER": "x11"}
        command = [sys.executable, "-m", "tests.stories.calm", str(tmp_path), str(VISITS), str(STALL)]
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=380, check=False
        )
    assert run.returncode == 0, run.stderr[-2000:]
    visits = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    assert visits
    kept = {step: min(visit[step] for visit in visits if step in visit) for visit in visits for step in visit}
    assert {step: round(ms) for step, ms in kept.items() if ms > STALL} == {}
