"""The steps of finding devices as they may look: usual, with names that do not end, and empty. All invented."""

from pathlib import Path

from drivers import Fault
from drivers.finding import Candidate, Confidence, Found, Holder, Kind, Note, Usb, Why
from kiosk.config.loading import ROLES
from kiosk.config.mistakes import Mistake
from kiosk.config.writing import Preview, Written
from kiosk.finder.choosing import Discovery, usual
from kiosk.services import Services
from kiosk.steps import configuration
from kiosk.steps import finding_devices as finder

NONE = Services()
FILE = Path("/etc/hall-kiosk/kiosk.toml")
OLD = '[terminal]\nid = "HC-0001"\n\n[devices.code]\ndriver = "serial"\nport = "/dev/ttyACM0"\n'
NEW = OLD.replace("/dev/ttyACM0", "/dev/serial/by-id/usb-Newland_FM430") + '\n[devices.card]\ndriver = "sam"\n'
LONG = "示例高拍仪自动对焦一千三百万像素双镜头活体检测版 Professional Document Visualizer with Auto-Focus and Mike"


def port(name, path, numbers=(0x1A86, 0x7523), **more):
    return Found(Kind.SERIAL, f"/dev/serial/by-id/{path}", name, Usb(*numbers), f"/dev/{path[-4:]}", **more)


READER = port("QinHeng USB Serial", "usb-1a86_USB_Serial-if00-port0")
SCANNER = port("Newland FM430", "usb-Newland_Auto-ID_FM430-if00", (0x1EAB, 0x1A06))
CAMERA = Found(Kind.CAMERA, "/dev/v4l/by-id/usb-Face_Camera-video-index0", "Face Camera: HD", node="/dev/video0")
CARD = Candidate(
    "card", "sam", {"port": READER.path, "baudrate": 115200}, Confidence.SURE, Why.ANSWERED,
    "05.01-20230101-0001234567-0089012345", READER,
)  # fmt: skip
CODE = Candidate("code", "serial", {"port": SCANNER.path}, Confidence.LIKELY, Why.NAMED, found=SCANNER)
FACE = Candidate(
    "camera", "opencv", {"source": CAMERA.path}, Confidence.SURE, Why.PICTURE, "1280 × 720", CAMERA
)  # fmt: skip
THROUGH = Candidate("code", "camera", {}, Confidence.POSSIBLE, Why.THROUGH, found=CAMERA)
UPS = Found(Kind.USB, "051d:0002", "Back-UPS", notes=frozenset({Note.NEEDS_NUT}), could_be=("ups",))
NO_CUPS = Found(Kind.QUEUE, "", "queue", fault=Fault.NO_DEVICE, detail="the printing service (CUPS) does not answer")
USUAL = Discovery((READER, SCANNER, CAMERA, UPS, NO_CUPS), (CARD, FACE, CODE, THROUGH), {"receipt": "escpos 10.0.0.9"})

HELD = port(
    LONG, "usb-" + "Example_Maker_Of_Things_" * 5 + "-if00-port0", fault=Fault.IN_USE, detail="process 4711, python",
    holder=Holder(4711, "python", kiosk=True), notes=frozenset({Note.TWIN}),
)  # fmt: skip
TAKEN = port(LONG, "usb-" + "X" * 90, fault=Fault.NOT_PERMITTED, detail="/dev/ttyUSB7 belongs to the group dialout")
MANY = Discovery(
    (HELD, TAKEN, *[NO_CUPS] * 6),
    tuple(
        Candidate(role, "escpos", {"port": thing.path, "baudrate": 115200, "profile": "kp628e"}, how, why, LONG, thing)
        for role in ROLES
        for how, why, thing in ((Confidence.SURE, Why.GREY, HELD), (Confidence.POSSIBLE, Why.SILENT, TAKEN))
    ),
    dict.fromkeys(ROLES, "escpos /dev/serial/by-path/pci-0000:00:14.0-usb-0:1.4.3:1.0-port0"),
)
LONG_TEXT = "".join(f'[devices.{role}]\ndriver = "escpos"\nport = "/dev/serial/by-id/{"x" * 90}"\n\n' for role in ROLES)
WRONG = Mistake(str(FILE), "devices.code.driver", 'the driver "camera" needs a camera', "add [devices.camera]")
SAME = Preview(FILE, OLD, OLD)
GOOD = Preview(FILE, OLD, NEW)
BAD = Preview(FILE, OLD, NEW, (WRONG,) * 7)


def questions():
    yield "find_devices", finder.ChooseDevices(USUAL, usual(USUAL)), NONE
    yield "find_devices-long", finder.ChooseDevices(MANY, MANY.candidates[:1]), NONE
    yield "find_devices-empty", finder.ChooseDevices(Discovery()), NONE
    yield "confirm_change", configuration.ConfirmChange(GOOD), NONE
    yield "confirm_change-long", configuration.ConfirmChange(Preview(FILE, OLD, LONG_TEXT)), NONE
    yield "confirm_change-wrong", configuration.ConfirmChange(BAD), NONE
    yield "confirm_change-empty", configuration.ConfirmChange(SAME), NONE
    yield "change_written", configuration.ChangeWritten(Written("2026-07-02T09-41-00")), NONE
    yield "change_written-wrong", configuration.ChangeWritten(Written(mistakes=(WRONG,))), NONE


JOBS = (finder.LookForDevices(), finder.ProposeDevices((CARD,)), configuration.WriteChange(SAME))
