"""All emulated devices of one terminal, made from the same settings that the drivers read; no window, no drawing."""

import ipaddress
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, Self

from drivers.emulated.camera_pictures import CameraPictures
from drivers.emulated.card_reader import CardReader
from drivers.emulated.escpos_machine import Model
from drivers.emulated.page_printer import PagePrinter
from drivers.emulated.pcscd import NotInstalledError, installed
from drivers.emulated.radar import Radar
from drivers.emulated.receipt_printer import ReceiptPrinter
from drivers.emulated.relay_board import LcusBoard, ModbusBoard, RelayBoard
from drivers.emulated.scanner import Scanner
from drivers.emulated.social_card import SocialCardReader
from drivers.emulated.speaker import Speaker
from drivers.emulated.ssi_scanner import SsiScanner
from drivers.emulated.ups import Ups
from drivers.emulated.vendor_reader import VendorReader
from drivers.protocols import ipp

DEVICE_FILES = Path("/dev")
SYSTEM_SOCKETS = (Path("/run"), Path("/var/run"))
ROWS_PER_SECOND = 1200  # 150 mm/s: an ordinary printer, slow enough to see the paper come and to open the cover
SECONDS_PER_SHEET = 2.0  # an ordinary laser printer, slow enough to open its cover in mid-page
DESK_WIDTH = 1600  # pixels at most in which a desk is drawn: larger ones take seconds

Device = (
    CardReader
    | SocialCardReader
    | Scanner
    | SsiScanner
    | CameraPictures
    | ReceiptPrinter
    | PagePrinter
    | RelayBoard
    | Speaker
    | Radar
    | Ups
)


class NotEmulated(Exception):  # noqa: N818 - a state of the configuration, told to whoever starts the devices
    """The settings of a role name a real device, or one that no emulated device can stand for."""


class EmulatedDevices:
    """One emulated device for every role that has one, there from `start` to `stop`, as attributes named by role.

    None where the configuration has no such role, and while they are stopped. Start and stop them from one thread.
    """

    def __init__(self, devices: Mapping[str, tuple[str, Any]]) -> None:
        """From role → (model, settings). Raises NotEmulated, naming the role and the reason."""
        self.card: CardReader | None = None
        self.smartcard: SocialCardReader | None = None
        self.code: Scanner | SsiScanner | None = None
        self.camera: CameraPictures | None = None
        self.document_camera: CameraPictures | None = None
        self.receipt: ReceiptPrinter | None = None
        self.page: PagePrinter | None = None
        self.lights: RelayBoard | None = None
        self.sound: Speaker | None = None
        self.voice: Speaker | None = None
        self.presence: Radar | None = None
        self.ups: Ups | None = None
        self._makers = {role: _maker(role, model, settings) for role, (model, settings) in devices.items()}
        self._running = ExitStack()

    @property
    def all(self) -> dict[str, Device]:
        """The devices that are there, by role."""
        there = {role: getattr(self, role) for role in self._makers}
        return {role: device for role, device in there.items() if device is not None}

    def start(self) -> None:
        """Every wire is there when this returns; when one cannot be made none is. Raises OSError."""
        with ExitStack() as undo:
            undo.callback(self._forget)
            for role, make in self._makers.items():
                device = make()
                if device is not None:
                    setattr(self, role, undo.enter_context(device))
            self._running = undo.pop_all()

    def stop(self) -> None:
        """Every wire is gone when this returns. Harmless when they are stopped already."""
        self._running.close()

    def _forget(self) -> None:
        self.card = self.smartcard = self.code = self.camera = self.document_camera = self.receipt = None
        self.page = self.lights = self.sound = self.voice = self.presence = self.ups = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def _maker(role: str, model: str, settings: Any) -> "Callable[[], Device | None]":
    if (role, model) not in _MAKERS:
        raise NotEmulated(f'devices.{role}: there is no emulated device for the driver "{model}"')
    return _MAKERS[role, model](settings)


def _card(settings: Any) -> "Callable[[], Device]":
    return partial(CardReader, _node("card", settings.port), settings.baudrate or None)


def _smartcard(settings: Any) -> "Callable[[], Device]":
    path = Path(settings.socket)
    if not settings.socket or any(path.is_relative_to(folder) for folder in SYSTEM_SOCKETS):
        raise NotEmulated("devices.smartcard.socket: name a file in a folder of your own, not the system's pcscd")
    try:
        installed()
    except NotInstalledError as error:
        raise NotEmulated(f"devices.smartcard: {error}") from error
    return partial(SocialCardReader, path.absolute())


def _library_card(settings: Any) -> "Callable[[], Device]":
    library = Path(settings.library)
    theirs = library.exists() and not library.with_name(f"{library.name}.port").is_symlink()
    if "/" not in settings.library or theirs or any(map(library.is_relative_to, ("/usr", "/lib", "/opt"))):
        raise NotEmulated(f'devices.card.library: "{library}" is a maker\'s; name a new file in a folder of your own')
    return partial(VendorReader, library)


def _code(settings: Any) -> "Callable[[], Device]":
    return partial(Scanner, _node("code", settings.port), profile=settings.as_set())


def _camera(settings: Any) -> "Callable[[], Device]":
    return partial(CameraPictures, _folder("camera", settings.source))


def _document_camera(settings: Any) -> "Callable[[], Device]":
    share = min(1, DESK_WIDTH / settings.width)
    size = round(settings.width * share), round(settings.height * share)
    return partial(CameraPictures, _folder("document_camera", settings.source), *size)


def _folder(role: str, source: str | int) -> Path:
    """Where a camera's pictures appear."""
    path = Path(str(source))
    if str(source).isdigit() or path.is_relative_to(DEVICE_FILES):
        raise NotEmulated(f'devices.{role}.source: "{source}" is a real camera; name a folder of your own')
    return path


def _receipt(settings: Any) -> "Callable[[], Device]":
    if settings.connection != "network":
        raise NotEmulated(f'devices.receipt.connection: only "network" is emulated, not "{settings.connection}"')
    if not _is_this_machine(settings.host):
        raise NotEmulated(f'devices.receipt.host: "{settings.host}" is another machine; write "127.0.0.1"')
    model = Model(width=settings.dots, process_id=True, rows_per_second=ROWS_PER_SECOND)
    return partial(ReceiptPrinter, int(settings.port), model)


def _page(settings: Any) -> "Callable[[], Device]":
    if not _is_this_machine(settings.host) or settings.port == ipp.PORT:
        raise NotEmulated('devices.page: may be a real printer; write host = "127.0.0.1", and a port that is free')
    return partial(PagePrinter, settings.queue or "A4", settings.port, seconds_per_sheet=SECONDS_PER_SHEET)


def _lcus(settings: Any) -> "Callable[[], Device]":
    node, relays = _node("lights", settings.port), len(settings.channels)
    return partial(LcusBoard, node, relays, answers=settings.answers, baudrate=settings.baudrate)


def _modbus(settings: Any) -> "Callable[[], Device]":
    node, relays = _node("lights", settings.port), len(settings.channels)
    return partial(ModbusBoard, node, relays, address=settings.address, baudrate=settings.baudrate)


def _sound(settings: Any, role: str = "sound") -> "Callable[[], Device]":
    config = Path(settings.config)
    if not settings.config or config.is_relative_to("/etc") or config.is_relative_to("/usr"):
        raise NotEmulated(f"devices.{role}.config: name a file in a folder of your own: the loudspeaker writes it")
    if not settings.device.isidentifier() or settings.device == "default":
        raise NotEmulated(f'devices.{role}.device: "{settings.device}" may be a real one; write "speaker"')
    socket = getattr(settings, "socket", "")
    return partial(Speaker, config, settings.device, _node(role, socket) if socket else None)


def _radar(settings: Any) -> "Callable[[], Device]":
    return partial(Radar, _node("presence", settings.port))  # its speed is none that a pseudo terminal could check


def _ups(settings: Any) -> "Callable[[], Device]":
    if not _is_this_machine(settings.host):
        raise NotEmulated(f'devices.ups.host: "{settings.host}" is another machine; write "127.0.0.1"')
    return partial(Ups, settings.ups, settings.port)


def _node(role: str, port: str) -> Path:
    """Where a serial device appears. Never below /dev: an emulated device must not take a real one's place."""
    path = Path(port)
    if "/" not in port or path.is_relative_to(DEVICE_FILES):
        raise NotEmulated(f'devices.{role}.port: "{port}" names a real device; name a file in a folder of your own')
    if path.exists() and not path.is_symlink():
        raise NotEmulated(f'devices.{role}.port: "{port}" is somebody else\'s file')
    return path


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


_MAKERS: "dict[tuple[str, str], Callable[[Any], Callable[[], Device | None]]]" = {
    ("card", "sam"): _card,
    ("card", "sdt"): _library_card,
    ("card", "termb"): _library_card,
    ("smartcard", "pcsc"): _smartcard,
    ("code", "serial"): _code,
    ("code", "ssi"): lambda settings: partial(SsiScanner, _node("code", settings.port)),
    ("code", "camera"): lambda _: lambda: None,  # it looks through the camera, which is emulated
    ("camera", "opencv"): _camera,
    ("document_camera", "opencv"): _document_camera,
    ("receipt", "escpos"): _receipt,
    ("page", "cups"): _page,
    ("lights", "lcus"): _lcus,
    ("lights", "modbus"): _modbus,
    ("sound", "alsa"): _sound,
    ("voice", "espeak"): partial(_sound, role="voice"),
    ("voice", "command"): partial(_sound, role="voice"),
    ("presence", "ld2410"): _radar,
    ("presence", "camera"): lambda _: lambda: None,  # the same
    ("ups", "nut"): _ups,
}
