"""What the loudspeaker gives: measured in the sound that the real aplay and the real ALSA have put out."""

import shutil
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from drivers import About, DeviceError, Fault, State, aplay
from drivers.emulated.speaker import Speaker
from drivers.sound import Audible, Side, alsa
from drivers.sound._waves import MELODIES, RATE, SIDES
from kiosk.steps.hands_on import PlaySide
from kiosk.steps.hands_on import Side as Asked
from tests.waiting import wait_until

LISTED = """ 0 [PCH            ]: HDA-Intel - HDA Intel PCH
                      HDA Intel PCH at 0xf7e10000 irq 31
 1 [Device         ]: USB-Audio - USB Audio Device
                      C-Media Electronics Inc. USB Audio Device at usb-0000:00:14.0-2, full speed
"""


@pytest.fixture(autouse=True)
def _alsa_utils():
    assert shutil.which(aplay.PROGRAM), f"these tests need {aplay.PACKAGE}; `make test` installs it"


@pytest.fixture
def speaker(tmp_path):
    with Speaker(tmp_path / "sound" / "asound.conf") as speaker:
        yield speaker


@pytest.fixture
def driver(speaker):
    driver = made(speaker, volume=100)
    driver.open()
    yield driver
    driver.close()


def made(speaker, **settings):
    return alsa.Driver(alsa.Settings(device=speaker.device, config=str(speaker.config), **settings))


def one(speaker):
    (heard,) = speaker.heard
    return heard


def fault_of(call, *args):
    with pytest.raises(DeviceError) as caught:
        call(*args)
    return caught.value


@pytest.mark.parametrize("what", Audible)
def test_every_signal_has_its_tones_in_their_order_and_length(speaker, driver, what):
    driver.play(what)
    heard, begin = one(speaker), 0.0
    assert heard.rate == RATE
    assert heard.seconds == pytest.approx(
        sum(tone.seconds for tone in MELODIES[what]) - (MELODIES[what][-1].hertz == 0) * MELODIES[what][-1].seconds,
        abs=0.01,
    )
    for tone in MELODIES[what]:
        if tone.hertz:
            assert heard.hertz(0, begin, begin + tone.seconds) == pytest.approx(tone.hertz, rel=0.02)
        begin += tone.seconds


def test_every_signal_is_another_one():
    assert len({MELODIES[what] for what in Audible}) == len(Audible)


@pytest.mark.parametrize(("side", "silent"), [(Side.LEFT, 1), (Side.RIGHT, 0)])
def test_a_side_is_heard_on_that_side_only(speaker, driver, side, silent):
    driver.play_side(side)
    heard = one(speaker)
    assert heard.volumes[silent] == 0
    assert heard.volumes[1 - silent] > 0.8
    assert heard.hertz(1 - silent) == pytest.approx(SIDES[side][0].hertz, rel=0.01)


def test_both_sides_are_heard_alike(speaker, driver):
    driver.play_side(Side.BOTH)
    left, right = one(speaker).volumes
    assert left == right > 0.8


def test_the_technicians_test_plays_the_side_that_was_asked_for(speaker, driver):
    PlaySide(Asked.RIGHT).run(driver, None)
    left, right = one(speaker).volumes
    assert left == 0 < right


@pytest.mark.parametrize(("volume", "largest"), [(100, 0.9), (50, 0.225), (10, 0.009), (0, 0)])
def test_the_volume_is_that_of_the_configuration(speaker, volume, largest):
    driver = made(speaker, volume=volume)
    driver.open()
    driver.play(Audible.WARNING)
    heard = speaker.heard
    assert (one(speaker).volumes[0] if heard else 0) == pytest.approx(largest, abs=0.002)
    assert bool(heard) == bool(volume)


def test_nothing_is_heard_when_it_is_opened_and_asked_how_it_is(speaker, driver):
    assert driver.status().state is State.ONLINE
    assert speaker.heard == ()


def test_edges_of_a_tone_are_soft(speaker, driver):
    """A jump from nothing to a half is a click."""
    driver.play(Audible.KEYPRESS)
    heard = one(speaker).samples[:, 0]
    first = int(np.flatnonzero(heard)[0])
    assert np.abs(heard[first : first + 48]).max() < 0.15


def recording(path, *, hertz=500, seconds=0.4, rate=22_050, channels=1, width=2):
    times = np.arange(round(seconds * rate)) / rate
    samples = np.round(0.5 * 32_767 * np.sin(2 * np.pi * hertz * times)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(np.repeat(samples, channels).tobytes() if width == 2 else bytes(len(samples)))
    return str(path)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_recording_of_the_hall_is_played_instead_of_the_chime(speaker, tmp_path, channels):
    driver = made(speaker, volume=100, warning=recording(tmp_path / "voice.wav", channels=channels))
    driver.open()
    driver.play(Audible.WARNING)
    heard = one(speaker)
    assert heard.rate == 22_050
    assert heard.hertz(1) == pytest.approx(500, rel=0.01)
    assert heard.volumes == pytest.approx((0.5, 0.5), abs=0.01)
    driver.play(Audible.ERROR)
    assert speaker.heard[-1].rate == RATE


def test_a_recording_that_does_not_end_is_cut(speaker, tmp_path):
    driver = made(speaker, warning=recording(tmp_path / "song.wav", seconds=alsa.LONGEST + 5, rate=8000))
    driver.open()
    driver.play(Audible.WARNING)
    assert one(speaker).seconds == pytest.approx(alsa.LONGEST, abs=0.01)


@pytest.mark.parametrize("spoilt", ["missing", "text", "empty", "8 bits"])
def test_a_recording_that_cannot_be_played_is_named(speaker, tmp_path, spoilt):
    path = tmp_path / "voice.wav"
    if spoilt == "text":
        path.write_text("no sound at all")
    elif spoilt == "empty":
        path.touch()
    elif spoilt == "8 bits":
        recording(path, width=1)
    error = fault_of(made(speaker, warning=str(path)).open)
    assert error.fault is Fault.DRIVER_MISSING
    assert str(path) in error.detail


def test_a_recording_must_be_a_wav_file():
    check = alsa.Settings.__dataclass_fields__["warning"].metadata["check"]
    assert check("") is check("/srv/voice.WAV") is None
    assert check("/srv/voice.mp3")


def test_a_device_that_alsa_does_not_know_is_no_device(speaker):
    driver = alsa.Driver(alsa.Settings(device="nobody", config=str(speaker.config)))
    error = fault_of(driver.open)
    assert error.fault is Fault.NO_DEVICE
    assert "nobody" in error.detail


def test_a_machine_without_a_sound_card_is_told_so():
    """With ALSA's own configuration, on a machine without this card."""
    driver = alsa.Driver(alsa.Settings(device="plughw:CARD=Nowhere,DEV=0"))
    assert fault_of(driver.open).fault is Fault.NO_DEVICE


def test_a_device_that_takes_no_sound_is_given_up_and_nothing_of_it_is_left(speaker, driver):
    speaker.trouble.mute = True
    wait_until(lambda: "sleep" in speaker.config.read_text(encoding="utf-8"))
    begun = time.monotonic()
    assert fault_of(driver.play, Audible.WARNING).fault is Fault.NO_ANSWER
    assert time.monotonic() - begun < 30  # and not the minute that it would take
    wait_until(lambda: not _playing(speaker))
    speaker.trouble.mute = False
    wait_until(lambda: "wav" in speaker.config.read_text(encoding="utf-8"))
    driver.play(Audible.WARNING)


def _playing(speaker):
    """Every aplay that plays on this test's loudspeaker."""
    mine = f"ALSA_CONFIG_PATH={speaker.config}".encode()
    return [folder for folder in Path("/proc").glob("[0-9]*") if mine in _environment(folder).split(b"\0")]


def _environment(folder):
    try:
        return (folder / "environ").read_bytes()
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("says", "fault"),
    [  # as aplay 1.2.8 says it
        ("aplay: main:831: audio open error: Device or resource busy", Fault.IN_USE),
        ("aplay: main:831: audio open error: Permission denied", Fault.NOT_PERMITTED),
        ("ALSA lib confmisc.c:855:(parse_card) cannot find card '0'", Fault.NO_DEVICE),
        ("aplay: pcm_write:2127: write error: No such device", Fault.NO_DEVICE),
        ("aplay: set_params:1416: Channels count non available", Fault.HARDWARE_ERROR),
        ("", Fault.HARDWARE_ERROR),
    ],
)
def test_what_aplay_says_is_told_as_a_fault(tmp_path, monkeypatch, says, fault):
    """A card that is busy, forbidden or pulled out in the middle takes a real card: here a program says its words."""
    program = tmp_path / aplay.PROGRAM
    program.write_text(f'#!/bin/sh\ncat > /dev/null\necho "{says}" >&2\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert fault_of(alsa.Driver(alsa.Settings()).open).fault is fault


def test_without_aplay_the_package_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    error = fault_of(alsa.Driver(alsa.Settings()).open)
    assert error.fault is Fault.DRIVER_MISSING
    assert "alsa-utils" in error.detail


@pytest.fixture
def cards(tmp_path):
    folder = tmp_path / "cards"
    (folder / "card1").mkdir(parents=True)
    (folder / "Device").symlink_to("card1")
    (folder / "cards").write_text(LISTED, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["plughw:CARD=Device,DEV=0", "plughw:1,0", "hw:1", "sysdefault:CARD=Device"])
def test_a_card_that_is_pulled_out_is_missed_without_a_sound(cards, name):
    driver = alsa.Driver(alsa.Settings(device=name), folder=cards)
    driver._open = True  # no machine of a test has this card
    assert driver.status().state is State.ONLINE
    assert driver.about() == About(model="USB Audio Device")
    shutil.rmtree(cards / "card1")
    (cards / "Device").unlink()
    assert fault_of(driver.status).fault is Fault.NO_DEVICE
    assert fault_of(driver.play, Audible.WARNING).fault is Fault.NO_DEVICE


def test_a_device_without_a_card_is_probed_now_and_then(speaker):
    now = [0.0]
    settings = alsa.Settings(device=speaker.device, config=str(speaker.config))
    driver = alsa.Driver(settings, clock=lambda: now[0])
    driver.open()
    speaker.trouble.unplugged = True
    wait_until(lambda: not speaker.config.read_text(encoding="utf-8"))
    assert driver.status().state is State.ONLINE
    now[0] = alsa.PROBE_EVERY
    assert fault_of(driver.status).fault is Fault.NO_DEVICE
