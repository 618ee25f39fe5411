"""Whoever does not see the screen plugs their headphones in, and hears it; pulled out, it is silent again."""

import pytest

from kiosk.steps.common import Welcome
from tests.stories.hall import Hall

VOICE = """
[devices.voice]
driver = "espeak"
device = "speaker"
config = "{folder}/asound.conf"
socket = "{folder}/headphones"
"""


@pytest.fixture
def hall(tmp_path):
    with Hall(tmp_path, without=("card", "code", "receipt"), more=VOICE) as hall:
        yield hall


def test_headphones_begin_the_voice_and_end_it(hall):
    hall.until(Welcome)
    assert hall.kiosk.voice is None
    hall.devices.voice.socket.plug_in()
    hall.wait(lambda: hall.kiosk.voice is not None)
    assert hall.stage.voice is not None
    hall.devices.voice.socket.pull_out()
    hall.wait(lambda: hall.kiosk.voice is None)
