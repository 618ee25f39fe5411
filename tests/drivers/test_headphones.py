"""Headphones in the sound card's socket: the voice begins with them, and what is private is for them alone."""

import os
from functools import partial

import pytest

from drivers import DeviceError, Fault, Status
from drivers.emulated.devices import EmulatedDevices, NotEmulated
from drivers.emulated.headphone_socket import HeadphoneSocket
from drivers.emulated.speaker import Speaker
from drivers.voice import NO_SOCKET, PLUGGED, UNPLUGGED, _jack, espeak
from drivers.voice._jack import EVENT, Jack
from kiosk.events import VoiceChosen
from kiosk.headphones import Headphones
from kiosk.voice import Manner, Saying, _say
from tests.waiting import wait_until

SAYING = Saying("张三，请核对", "屏幕上的姓名，请核对", "zh")


@pytest.fixture
def socket(tmp_path):
    socket = HeadphoneSocket(tmp_path / "socket")
    socket.appear()
    yield socket
    socket.vanish()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def jack(socket, heard):
    jack = Jack(str(socket.path), heard.append)
    jack.open()
    yield jack
    jack.close()


@pytest.fixture
def speaker(tmp_path):
    with Speaker(tmp_path / "asound.conf", socket=tmp_path / "headphones") as speaker:
        yield speaker


@pytest.fixture
def driver(speaker):
    settings = espeak.Settings(
        device=speaker.device, config=str(speaker.config), private=True, socket=str(speaker.socket.path)
    )
    driver = espeak.Driver(settings)
    driver.open()
    yield driver
    driver.close()


def test_headphones_that_come_and_go_are_told_once_each(socket, jack, heard):
    assert not jack.plugged
    for act, plugged in ((socket.plug_in, True), (socket.plug_in, True), (socket.pull_out, False)):
        act()
        wait_until(lambda plugged=plugged: jack.plugged is plugged)
    assert heard == [True, False]


def test_other_events_and_half_an_event_mean_nothing(socket, jack, heard):
    for kind, code in ((1, 2), (5, 4), (0, 0)):
        os.write(socket._pipe, EVENT.pack(0, 0, kind, code, 1))
    socket.plug_in()
    wait_until(lambda: jack.plugged)
    assert heard == [True]


def test_a_card_that_vanishes_takes_its_headphones_with_it(socket, jack, heard):
    socket.plug_in()
    wait_until(lambda: jack.plugged)
    socket.vanish()
    wait_until(lambda: not jack.there)
    assert heard == [True, False]


def test_a_socket_is_found_by_the_name_that_the_kernel_gives_it(tmp_path, socket, monkeypatch):
    for number, name in enumerate(("Power Button", "HDA Intel PCH Front Headphone")):
        folder = tmp_path / "class" / f"event{number}" / "device"
        folder.mkdir(parents=True)
        (folder / "name").write_text(f"{name}\n")
    monkeypatch.setattr(_jack, "INPUTS", tmp_path / "class")
    monkeypatch.setattr(_jack, "NODES", tmp_path)
    socket.path.rename(tmp_path / "event1")
    jack = Jack("HDA Intel PCH Front Headphone")
    jack.open()
    assert jack.there
    jack.close()
    assert not jack.there
    with pytest.raises(DeviceError) as error:
        Jack("no such socket").open()
    assert error.value.fault is Fault.NO_DEVICE
    assert "no such socket" in error.value.detail


def test_the_socket_alone_decides_who_hears_whatever_else_is_configured(speaker, driver):
    assert not driver.private
    assert driver.status() == Status(detail=UNPLUGGED)
    speaker.socket.plug_in()
    wait_until(lambda: driver.private)
    assert driver.status() == Status(detail=PLUGGED)


def test_headphones_that_are_pulled_out_end_what_was_said_to_them(speaker, driver):
    speaker.socket.plug_in()
    wait_until(lambda: driver.private)
    speaker.trouble.mute = True  # a text takes a minute from now on
    wait_until(lambda: "sleep" in speaker.config.read_text())
    driver.say("请把身份证放在读卡区" * 5, "zh")
    assert driver.speaking()
    speaker.socket.pull_out()
    wait_until(lambda: not driver.speaking())


class Racing:
    """A voice whose headphones go while a text begins."""

    def __init__(self, *private):
        self._private, self.said, self.hushed = list(private), [], False

    @property
    def private(self):
        return self._private.pop(0)

    def say(self, text, _language, **_how):
        self.said.append(text)

    def hush(self):
        self.hushed = True


@pytest.mark.parametrize(
    ("private", "said", "hushed"),
    [
        ((True, True), SAYING.text, False),
        ((True, False), SAYING.text, True),
        ((False,), SAYING.overheard, False),
    ],
)
def test_headphones_that_go_in_the_very_moment_leave_nothing_to_be_heard(private, said, hushed):
    voice = Racing(*private)
    _say(SAYING, Manner(), voice)
    assert (voice.said, voice.hushed) == ([said], hushed)


def test_a_socket_that_is_not_there_makes_nobody_dumb_and_keeps_what_is_private(speaker):
    make = partial(espeak.Settings, device=speaker.device, config=str(speaker.config), private=True)
    driver = espeak.Driver(make(socket=str(speaker.config.with_name("nowhere"))))
    driver.open()
    assert driver.status() == Status(detail=NO_SOCKET)
    assert not driver.private
    driver.say("你好", "zh")
    wait_until(lambda: not driver.speaking())
    driver.close()
    assert speaker.heard


def test_a_socket_that_comes_later_is_watched_from_then_on(speaker, driver):
    speaker.socket.vanish()
    wait_until(lambda: driver.status() == Status(detail=NO_SOCKET))
    speaker.socket.appear()
    assert driver.status() == Status(detail=UNPLUGGED)
    speaker.socket.plug_in()
    wait_until(lambda: driver.private)


def test_the_voice_begins_with_headphones_that_come_and_ends_when_they_go():
    headphones = Headphones()
    told = [
        headphones.noted(Status(detail=one)) for one in (UNPLUGGED, PLUGGED, PLUGGED, UNPLUGGED, NO_SOCKET, UNPLUGGED)
    ]
    assert told == [None, VoiceChosen(Manner()), None, VoiceChosen(None), None, None]


def test_headphones_that_lie_there_at_the_start_are_nobodys():
    assert Headphones().noted(Status(detail=PLUGGED)) is None


def test_the_emulated_socket_never_takes_a_real_ones_place(tmp_path):
    settings = espeak.Settings(
        device="speaker", config=str(tmp_path / "a.conf"), socket="HDA Intel PCH Front Headphone"
    )
    with pytest.raises(NotEmulated):
        EmulatedDevices({"voice": ("espeak", settings)})
