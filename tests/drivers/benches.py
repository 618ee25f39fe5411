"""Every driver with a device on its wire, and what a person does with it. A new driver gets its bench here."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import count
from typing import Any

from drivers.camera import opencv
from drivers.card import sam, sdt, termb
from drivers.code import camera as code_camera
from drivers.code import serial as code_serial
from drivers.code import ssi
from drivers.document_camera import opencv as document_opencv
from drivers.emulated.camera_pictures import CameraPictures
from drivers.emulated.card_reader import CardReader
from drivers.emulated.page_printer import PagePrinter
from drivers.emulated.radar import Radar
from drivers.emulated.receipt_printer import ReceiptPrinter, SerialReceiptPrinter
from drivers.emulated.relay_board import LcusBoard, ModbusBoard
from drivers.emulated.sample_cards import CITIZEN, SOCIAL
from drivers.emulated.scanner import Scanner
from drivers.emulated.social_card import SocialCardReader
from drivers.emulated.speaker import Speaker
from drivers.emulated.ssi_scanner import SsiScanner
from drivers.emulated.ups import Ups
from drivers.emulated.vendor_reader import VendorReader
from drivers.lights import Flash, Place, lcus, modbus
from drivers.page import cups
from drivers.page._job import Limits
from drivers.presence import camera as presence_camera
from drivers.presence import ld2410
from drivers.receipt import escpos
from drivers.smartcard import pcsc
from drivers.sound import Audible, alsa
from drivers.ups import nut
from drivers.voice import command as voice_command
from drivers.voice import espeak
from tests.drivers.pages import PAGE
from tests.drivers.sensing import reading_of
from tests.drivers.slips import SHORT
from tests.waiting import wait_until

QUICK = 0.15  # seconds to wait for an answer, in tests
IMPATIENT = Limits(mend=0.2, silence=0.5, cancel=0.5, look=0.02)


def _nothing(_: Any) -> None:
    pass


def _unplug(device: Any) -> None:
    device.trouble.unplugged = True


def _plug(device: Any) -> None:
    device.trouble.unplugged = False


def _mute(device: Any) -> None:
    device.trouble.mute = True


@dataclass(frozen=True)
class Bench:
    """`use` does once what the device is for; it returns something true, or raises what the driver raises."""

    device: Callable[[Any], AbstractContextManager[Any]]  # from a folder of its own
    driver: Callable[[Any], Any]  # from the device
    use: Callable[[Any, Any], object]  # from driver and device
    present: Callable[[Any], None] | None = None  # sensors: what a resident does
    take_away: Callable[[Any], None] = _nothing
    unplug: Callable[[Any], None] = _unplug
    plug: Callable[[Any], None] = _plug
    mute: Callable[[Any], None] | None = _mute  # None: a device that never says anything cannot fall silent
    rest: Callable[[Any], object] = lambda driver: driver.status()  # between two residents
    patience: float = 20.0  # seconds until what a test waits for counts as not happening


def _read(driver: Any, present: Callable[[], None], take_away: Callable[[], None] = lambda: None) -> object:
    driver.arm()
    present()
    try:
        return reading_of(driver)
    finally:
        take_away()


class WithCamera:
    """A driver that looks through a camera, and the camera: opened and closed together."""

    def __init__(self, camera: Any, driver: Any) -> None:
        self._camera, self._driver = camera, driver

    def open(self) -> None:
        self._camera.open()
        self._driver.open()

    def close(self) -> None:
        self._driver.close()
        self._camera.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)


def _look_until_out_of_view(driver: Any) -> None:
    """A camera's code has left when it was not seen for a while."""
    driver.arm()
    end = time.monotonic() + 2 * code_camera.OUT_OF_VIEW
    while time.monotonic() < end:
        driver.poll(0.1)


def _camera(view: CameraPictures) -> opencv.Driver:
    return opencv.Driver(opencv.Settings(source=str(view.folder), fps=50))


def _serial_reader(device: Any, present: Callable[[Any], None], take_away: Callable[[Any], None]) -> dict[str, Any]:
    return {
        "device": device,
        "use": lambda driver, one: _read(driver, lambda: present(one), lambda: take_away(one)),
        "present": present,
        "take_away": take_away,
    }


def _scanner(trigger: str) -> Bench:
    return Bench(
        driver=lambda one: code_serial.Driver(
            code_serial.Settings(port=str(one.wire.path), suffix="cr", trigger=trigger)
        ),
        **_serial_reader(
            lambda folder: Scanner(folder / "scanner", suffix="cr", trigger=trigger),
            lambda one: one.show(b"A017"),
            lambda one: one.hide(),
        ),
    )


def _shine(driver: Any, board: Any) -> object:
    """A lamp goes on and off; a person sees it, or an emulated board tells."""
    for flash in (Flash.CONTINUOUS, Flash.OFF):
        driver.light(Place.CARD_READER, flash)
        lit = flash is Flash.CONTINUOUS
        wait_until(lambda lit=lit: getattr(board, "lamps", {1: lit})[1] is lit)
    return True


def _sound(driver: Any, speaker: Any) -> object:
    """A chime is played; an emulated loudspeaker has heard one more."""
    before = len(getattr(speaker, "heard", ()))
    driver.play(Audible.WARNING)
    return not hasattr(speaker, "heard") or len(speaker.heard) > before


def _speak(driver: Any, speaker: Any) -> object:
    """A word is said to its end; an emulated loudspeaker has heard one more."""
    before = len(getattr(speaker, "heard", ()))
    driver.say("请", "zh", pace=200)
    wait_until(lambda: not driver.speaking())
    return not hasattr(speaker, "heard") or len(speaker.heard) > before


def _capture(driver: Any, view: Any) -> object:
    """A page is captured; on an emulated desk it is laid first, and found."""
    if not hasattr(view, "lay"):
        return driver.capture()
    view.lay()
    return wait_until(lambda: driver.capture().found)


USES: dict[str, Callable[[Any, Any], object]] = {
    "camera": lambda driver, _: driver.status().ok and driver.latest(),
    "document_camera": _capture,
    "receipt": lambda driver, _: driver.print(SHORT),
    "page": lambda driver, _: driver.print(PAGE),
    "lights": _shine,
    "sound": _sound,
    "voice": _speak,
    "presence": lambda driver, _: wait_until(lambda: driver.present() is not None),
    "ups": lambda driver, _: driver.power().mains,
}


def use_of(role: str) -> Callable[[Any, Any], object]:
    """What devices of a role are for, when nobody has to present anything."""
    return USES[role]


def _printer(device: Callable[[Any], Any], settings: Callable[[Any], dict[str, Any]]) -> Bench:
    return Bench(
        device,
        lambda one: escpos.Driver(escpos.Settings(timeout=QUICK, **settings(one))),
        use_of("receipt"),
    )


def _page_printer(queue: str) -> Bench:
    def driver(one: PagePrinter) -> cups.Driver:
        settings = cups.Settings(queue=queue, host="127.0.0.1", port=one.port, timeout=2 * QUICK)
        return cups.Driver(settings, IMPATIENT)

    return Bench(lambda _: PagePrinter(), driver, use_of("page"))


def _board(device: Callable[[Any], Any], driver: Callable[[str], Any], mute: Any = _mute) -> Bench:
    return Bench(device, lambda one: driver(str(one.wire.path)), use_of("lights"), mute=mute)


def _speaker(speaker: Speaker) -> alsa.Driver:
    """A driver that probes whenever it is asked: every look at its clock is a minute later."""
    minutes = count(60.0, 60.0)
    settings = alsa.Settings(device=speaker.device, config=str(speaker.config))
    return alsa.Driver(settings, clock=lambda: next(minutes))


def _voice(model: Any, **settings: Any) -> Bench:
    """The same for a voice."""

    def driver(speaker: Speaker) -> Any:
        minutes = count(60.0, 60.0)
        made = model.Settings(device=speaker.device, config=str(speaker.config), **settings)
        return model.Driver(made, clock=lambda: next(minutes))

    return Bench(lambda folder: Speaker(folder / "voice" / "asound.conf"), driver, use_of("voice"))


def _library(model: Any) -> Bench:
    """A card reader behind its maker's library."""
    return Bench(
        driver=lambda one: model.Driver(model.Settings(library=str(one.library))),
        **_serial_reader(
            lambda folder: VendorReader(folder / model.LIBRARY),
            lambda one: one.insert(CITIZEN),
            lambda one: one.lift(),
        ),
    )


BENCHES: dict[str, Bench] = {
    "card/sam": Bench(
        driver=lambda one: sam.Driver(sam.Settings(port=str(one.wire.path))),
        **_serial_reader(
            lambda folder: CardReader(folder / "card", baudrate=None),
            lambda one: one.insert(CITIZEN),
            lambda one: one.lift(),
        ),
    ),
    "smartcard/pcsc": Bench(
        driver=lambda one: pcsc.Driver(pcsc.Settings(socket=str(one.service.socket))),
        **_serial_reader(
            lambda folder: SocialCardReader(folder / "pcscd"),
            lambda one: one.insert(SOCIAL),
            lambda one: one.lift(),
        ),
    ),
    "card/sdt": _library(sdt),
    "card/termb": _library(termb),
    "code/serial": _scanner("none"),
    "code/serial, triggered": _scanner("newland"),
    "code/ssi": Bench(
        driver=lambda one: ssi.Driver(ssi.Settings(port=str(one.wire.path))),
        **_serial_reader(
            lambda folder: SsiScanner(folder / "scanner"),
            lambda one: one.show(b"A017"),
            lambda one: one.hide(),
        ),
    ),
    "code/camera": Bench(
        lambda folder: CameraPictures(folder / "view"),
        lambda view: WithCamera(camera := _camera(view), code_camera.Driver(code_camera.Settings(), camera)),
        lambda driver, view: _read(driver, lambda: view.show(b"A017"), view.clear),
        lambda view: view.show(b"A017"),
        lambda view: view.clear(),
        rest=_look_until_out_of_view,
    ),
    "camera/opencv": Bench(
        lambda folder: CameraPictures(folder / "view", 320, 240),
        _camera,
        use_of("camera"),
    ),
    "document_camera/opencv": Bench(
        lambda folder: CameraPictures(folder / "view", 640, 480),
        lambda view: document_opencv.Driver(document_opencv.Settings(source=str(view.folder), fps=50)),
        use_of("document_camera"),
    ),
    "receipt/escpos": _printer(
        lambda _: ReceiptPrinter(), lambda one: {"connection": "network", "host": "127.0.0.1", "port": one.port}
    ),
    "receipt/escpos, serial": _printer(
        lambda folder: SerialReceiptPrinter(folder / "printer"),
        lambda one: {"connection": "serial", "port": str(one.wire.path), "baudrate": 115200},
    ),
    "page/cups": _page_printer("A4"),
    "page/cups, the printer itself": _page_printer(""),
    "lights/lcus": _board(
        lambda folder: LcusBoard(folder / "lamps"), lambda port: lcus.Driver(lcus.Settings(port=port)), mute=None
    ),
    "lights/lcus, answering": _board(
        lambda folder: LcusBoard(folder / "lamps", answers=True),
        lambda port: lcus.Driver(lcus.Settings(port=port, answers=True)),
    ),
    "lights/modbus": _board(
        lambda folder: ModbusBoard(folder / "lamps"), lambda port: modbus.Driver(modbus.Settings(port=port))
    ),
    "sound/alsa": Bench(lambda folder: Speaker(folder / "sound" / "asound.conf"), _speaker, use_of("sound")),
    "voice/espeak": _voice(espeak),
    "voice/command": _voice(voice_command, command=("espeak-ng", "-v", "cmn", "--stdin", "--stdout")),
    "presence/ld2410": Bench(
        lambda folder: Radar(folder / "radar"),
        lambda one: ld2410.Driver(ld2410.Settings(port=str(one.wire.path))),
        use_of("presence"),
    ),
    "presence/camera": Bench(
        lambda folder: CameraPictures(folder / "view", 320, 240),
        lambda view: WithCamera(camera := _camera(view), presence_camera.Driver(presence_camera.Settings(), camera)),
        use_of("presence"),
    ),
    "ups/nut": Bench(lambda _: Ups(), lambda one: nut.Driver(nut.Settings(ups=one.name, port=one.port)), use_of("ups")),
}
