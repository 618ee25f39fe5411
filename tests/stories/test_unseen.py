"""With the screen covered, a number is taken by keypad and by ear alone."""

import json
import os
import subprocess
import sys

from screens.display import Size, virtual
from tests.rooms.test_house import ROOT


def test_whoever_sees_nothing_takes_a_number_by_keypad_and_voice(tmp_path):
    with virtual(Size(1080, 1920)) as display:
        environment = os.environ | {"DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1", "SDL_VIDEODRIVER": "x11"}
        command = [sys.executable, "-m", "tests.stories.unseen", str(tmp_path)]
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180, check=False
        )
    assert run.returncode == 0, run.stderr[-3000:]
    (told,) = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    assert told["tickets"] == [told["number"]]
    assert {(language, pace) for _, language, pace in told["heard"]} == {("zh", 100)}
