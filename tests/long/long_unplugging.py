"""A hundred rounds of pulling the plug of each device in the middle of visits. Needs nothing but the project."""

import random
import socket

import pytest

from tests.stories.hall import Hall
from tests.stories.unplugging import BACK_WITHIN, round_of

ROUNDS = 100
BESIDE = {  # what a hall has beside reader, scanner and slip printer
    "smartcard": 'driver = "pcsc"\nsocket = "{folder}/pcscd"',
    "camera": 'driver = "opencv"\nsource = "{folder}/view"\nwidth = 320\nheight = 240',
    "document_camera": 'driver = "opencv"\nsource = "{folder}/desk"\nwidth = 640\nheight = 480',
    "page": 'driver = "cups"\nqueue = "A4"\nhost = "127.0.0.1"\nport = PORT',
    "lights": 'driver = "lcus"\nport = "{folder}/lamps"',
    "sound": 'driver = "alsa"\ndevice = "speaker"\nconfig = "{folder}/sound/asound.conf"',
    "presence": 'driver = "ld2410"\nport = "{folder}/radar"',
    "ups": 'driver = "nut"\nups = "ups"\nport = PORT',
}


@pytest.mark.parametrize("role", ["card", "code", "receipt", *BESIDE])
def test_a_hundred_rounds_give_every_number_once_and_every_device_comes_back(tmp_path, role):
    chance = random.Random(role)
    with Hall(tmp_path, more=_beside(role)) as hall:
        rounds = [
            round_of(hall, number, role, chance.uniform(0, 2.5), chance.uniform(0.02, 3.0)) for number in range(ROUNDS)
        ]
        given = [number for number, _ in rounds]
        assert sorted(given) == sorted(hall.tickets())
        assert len(set(given)) == ROUNDS
        slowest = sorted(back for _, back in rounds)
        print(f"{role}: back after {slowest[ROUNDS // 2]:.1f} s in the median, {slowest[-1]:.1f} s at most")
        assert slowest[-1] < BACK_WITHIN


def _beside(role):
    """The configuration of one more device, on a port that is free."""
    if role not in BESIDE:
        return ""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"[devices.{role}]\n{BESIDE[role]}\n".replace("PORT", str(free.getsockname()[1]))
