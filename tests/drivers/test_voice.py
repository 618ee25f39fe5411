"""What a voice says: espeak-ng itself speaks, and what the real aplay and the real ALSA put out is measured."""

import os
import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from drivers import DeviceError, Fault, State
from drivers.emulated.speaker import Speaker
from drivers.voice import DEGREES, PACES, _talker, command, espeak
from tests.waiting import wait_until

LONG = "请把身份证放在读卡区，听到提示后再拿走。" * 6


@pytest.fixture(autouse=True)
def _programs():
    assert shutil.which("aplay"), "these tests need alsa-utils and espeak-ng; `make test` installs them"
    assert shutil.which(espeak.PROGRAM), "these tests need alsa-utils and espeak-ng; `make test` installs them"


@pytest.fixture
def speaker(tmp_path):
    with Speaker(tmp_path / "voice" / "asound.conf") as speaker:
        yield speaker


@pytest.fixture
def driver(speaker):
    driver = made(speaker)
    driver.open()
    yield driver
    driver.close()


def made(speaker, model=espeak, **settings):
    return model.Driver(model.Settings(device=speaker.device, config=str(speaker.config), **settings))


def other(speaker, *words, **settings):
    return made(speaker, command, command=words, **settings)


def said(speaker, driver, text, language="zh", **how):
    """One text, said to its end: what was heard of it."""
    before = len(speaker.heard)
    driver.say(text, language, **how)
    wait_until(lambda: not driver.speaking())
    (heard,) = speaker.heard[before:]
    return heard


def stuck(speaker):
    """From now on it takes a minute for the beginning of a text."""
    speaker.trouble.mute = True
    wait_until(lambda: "sleep" in speaker.config.read_text(encoding="utf-8"))


def fault_of(call, *args, **more):
    with pytest.raises(DeviceError) as caught:
        call(*args, **more)
    return caught.value


def test_a_longer_text_takes_longer_and_another_language_sounds_otherwise(speaker, driver):
    short, long = said(speaker, driver, "取号"), said(speaker, driver, "取号排队，请稍候，马上就好")
    assert 0.2 < short.seconds < long.seconds
    chinese, english = said(speaker, driver, "17"), said(speaker, driver, "17", "en")
    assert not np.array_equal(chinese.samples, english.samples)


@pytest.mark.parametrize("degree", range(1, DEGREES))
def test_each_degree_is_six_decibels_louder(speaker, driver, degree):
    first, then = said(speaker, driver, "你好", degree=0), said(speaker, driver, "你好", degree=degree)
    assert 20 * np.log10(then.volumes[0] / first.volumes[0]) == pytest.approx(6 * degree, abs=0.1)
    assert then.volumes[0] <= 1


def test_the_pace_changes_the_length_and_nothing_else(speaker, driver):
    text = "请选择要办理的事项"
    lengths = [said(speaker, driver, text, pace=pace).seconds for pace in PACES]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 1.8 * lengths[-1]


def test_a_text_is_cut_short_within_a_tenth_of_a_second(speaker, driver):
    """Whatever the loudspeaker is doing."""
    stuck(speaker)
    driver.say(LONG, "zh")
    assert driver.speaking()
    begun = time.monotonic()
    driver.hush()
    assert time.monotonic() - begun < 0.1
    assert not driver.speaking()
    assert driver.status().state is State.ONLINE  # being cut short is no fault


def test_a_new_text_takes_the_place_of_the_old_one(speaker, driver):
    driver.say(LONG, "zh")
    begun = time.monotonic()
    driver.say("好", "zh")
    wait_until(lambda: not driver.speaking())
    assert time.monotonic() - begun < 3  # and not the half minute that the long one would take


def test_nothing_is_said_when_there_is_nothing_to_say(speaker, driver):
    driver.say("", "zh")
    wait_until(lambda: not driver.speaking())
    assert speaker.heard == ()


def test_what_is_said_is_on_no_command_line_and_in_no_file(speaker, tmp_path):
    """Everybody on the machine sees the arguments of a program."""
    talker, kept = tmp_path / "engine", tmp_path / "seen"
    look = f'tr "\\0" " " < /proc/$$/cmdline > {kept}\nls -l /proc/$$/fd >> {kept}'
    talker.write_text(f"#!/bin/sh\n{look}\ncat | espeak-ng --stdin --stdout\n")
    talker.chmod(0o755)
    driver = other(speaker, str(talker), "--language", "{language}", "--pace", "{pace}")
    driver.open()
    stuck(speaker)
    driver.say("王小明", "zh", pace=130)
    seen = kept.read_text(encoding="utf-8")
    assert "--language zh --pace 130" in seen
    assert "王小明" not in seen
    assert "pipe" in seen
    assert str(Path(f"/proc/{driver._playing.pid}/fd/0").readlink()).startswith("/memfd:")
    driver.close()


def test_without_the_engine_its_package_is_named(speaker, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    error = fault_of(made(speaker).open)
    assert (error.fault, error.detail) == (Fault.DRIVER_MISSING, "espeak-ng is missing: install espeak-ng")
    assert fault_of(other(speaker, "piper").open).fault is Fault.DRIVER_MISSING


def test_a_voice_that_is_not_there_is_named_at_the_opening(speaker):
    error = fault_of(made(speaker, voices=("zh=nobody",)).open)
    assert error.fault is Fault.DRIVER_MISSING
    assert "no voice nobody" in error.detail


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("exit 3", Fault.HARDWARE_ERROR),
        ("sleep 60", Fault.NO_ANSWER),
        ("echo no sound at all", Fault.GARBLED),
    ],
)
def test_an_engine_that_breaks_hangs_or_babbles_is_a_fault_without_a_word_of_the_text(speaker, script, fault):
    driver = other(speaker, "sh", "-c", f"cat >&2; {script}", seconds=0.5)
    driver.open()
    error = fault_of(driver.say, "王小明", "zh")
    assert error.fault is fault
    assert "王小明" not in str(error)


def test_an_engine_that_may_not_be_started_is_forbidden(speaker, tmp_path):
    driver = other(speaker, str(tmp_path))
    driver._open = True  # a folder is no program: shutil.which would not find it
    assert fault_of(driver.say, "好", "zh").fault is Fault.NOT_PERMITTED


def test_a_loudspeaker_that_takes_no_sound_is_told_while_it_is_spoken_to(speaker, driver, monkeypatch):
    monkeypatch.setattr(_talker, "GRACE", 0.3)
    stuck(speaker)
    driver.say("好", "zh", pace=220)
    wait_until(lambda: _fault(driver) is Fault.NO_ANSWER)
    speaker.trouble.mute = False
    wait_until(lambda: "wav" in speaker.config.read_text(encoding="utf-8"))
    said(speaker, driver, "好")


def _fault(driver):
    try:
        driver.speaking()
    except DeviceError as error:
        return error.fault
    return None


def test_a_loudspeaker_that_is_held_by_another_is_told_after_the_text(speaker, driver, tmp_path, monkeypatch):
    program = tmp_path / "aplay"
    program.write_text(
        '#!/bin/sh\ncat > /dev/null\necho "aplay: main: audio open error: Device or resource busy" >&2\nexit 1\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    driver.say("好", "zh")
    wait_until(lambda: driver._playing.poll() is not None)
    assert fault_of(driver.speaking).fault is Fault.IN_USE


def test_headphones_are_private_only_when_the_configuration_says_so(speaker):
    assert not made(speaker).private
    assert made(speaker, private=True).private


def test_a_voice_is_a_language_and_a_name():
    check = espeak.Settings.__dataclass_fields__["voices"].metadata["check"]
    assert check(("zh=cmn", "ug=ug")) is None
    assert "zh" in check(("zh",))


def test_nothing_is_left_running(speaker, driver):
    stuck(speaker)
    driver.say(LONG, "zh")
    pid = driver._playing.pid
    driver.close()
    assert not Path(f"/proc/{pid}").exists()
