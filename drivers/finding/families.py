"""What a thing could be by its USB numbers, its classes and its names: a table as data, the more exact rows first.

Numbers are as the USB ID Repository and the makers' own driver files have them; many makers of this field sell under
the numbers of a chip. So a row only says what is worth asking: nothing is sure before it has answered.
"""

from dataclasses import dataclass

from drivers.finding import Kind, Note, Usb

PRINTER_CLASS, SMARTCARD_CLASS, KEYBOARD_CLASS, AUDIO_CLASS, VIDEO_CLASS = 0x07, 0x0B, 0x03, 0x01, 0x0E
SERIAL_CLASS = 0x02  # communication devices: their ports appear as ttyACM


@dataclass(frozen=True)
class Family:
    """One row. Everything that is given must hold; of `words`, one in the maker's, product's or thing's name."""

    roles: tuple[str, ...]
    vid: int | None = None
    pids: tuple[int, ...] = ()
    usb_class: int | None = None
    words: tuple[str, ...] = ()
    dialect: str = ""  # a scanner: whose commands it understands
    note: Note | None = None

    def fits(self, usb: Usb | None, name: str) -> bool:
        if self.vid is not None and (usb is None or usb.vid != self.vid):
            return False
        if self.pids and (usb is None or usb.pid not in self.pids):
            return False
        if self.usb_class is not None and (usb is None or self.usb_class not in usb.classes):
            return False
        said = f"{usb.maker} {usb.product} {name}".lower() if usb else name.lower()
        return not self.words or any(word in said for word in self.words)


MODEMS = tuple(Family((), vid, note=Note.MODEM) for vid in (0x2C7C, 0x12D1, 0x19D2, 0x1E0E, 0x1199, 0x05C6))
SCANNERS = (
    Family(("code",), 0x1EAB, dialect="newland"),  # Newland
    Family(("code",), 0x0C2E, dialect="honeywell"),  # Honeywell, Metrologic
    Family(("code",), 0x0536, dialect="honeywell"),  # Hand Held Products
    Family(("code",), 0x05E0),  # Symbol, Zebra
    Family(("code",), 0x05F9),  # PSC, Datalogic
    Family(("code",), words=("scanner", "barcode", "bar code", "qr code", "2d imager", "扫码", "扫描枪")),
)
RECEIPTS = (
    Family(("receipt",), 0x04B8, (0x0202, 0x0E03, 0x0E15, 0x0E27, 0x0E28), PRINTER_CLASS),  # Epson TM
    Family(("receipt",), 0x0416, (0x5011,), PRINTER_CLASS),  # POS58 and many others
    Family(("receipt",), 0x0483, (0x5743, 0x5840, 0x070B), PRINTER_CLASS),
    Family(("receipt",), 0x0FE6, (0x811E,), PRINTER_CLASS),
    Family(("receipt",), 0x20D1, usb_class=PRINTER_CLASS),  # iDPRT, Rongta and relations
    Family(("receipt",), 0x6868, usb_class=PRINTER_CLASS),  # Gprinter
    Family(("receipt",), 0x0519, usb_class=PRINTER_CLASS),  # Star
    Family(("receipt",), 0x1D90, usb_class=PRINTER_CLASS),  # Citizen
    Family(("receipt",), 0x0DD4, usb_class=PRINTER_CLASS),  # Custom
    Family(
        ("receipt",),
        words=("tm-t", "tm-m", "pos58", "pos80", "pos-", "thermal", "receipt", "kp-", "80mm", "58mm", "小票", "热敏"),
    ),
)
PAGES = (Family(("page",), usb_class=PRINTER_CLASS, words=("laser", "mfp", "officejet", "inkjet", "ecotank", "激光")),)
CARDS = (
    Family(("card",), 0x0400, (0xC35A,)),  # ID-card readers behind their makers' library; from memory, no list has it
    Family(("card",), words=("idcard", "id card", "id-card", "sdt", "居民身份证", "二代证", "身份证")),
)
OTHERS = (
    Family(("lights",), words=("relay", "继电器")),
    Family(("presence",), words=("radar", "ld2410", "雷达")),
)
POWER = (
    Family(("ups",), 0x051D, note=Note.NEEDS_NUT),  # APC
    Family(("ups",), 0x0463, note=Note.NEEDS_NUT),  # MGE, Eaton
    Family(("ups",), 0x0764, note=Note.NEEDS_NUT),  # CyberPower
    Family(("ups",), 0x0665, (0x5161,), note=Note.NEEDS_NUT),  # Megatec's protocol behind a Cypress chip
    Family(("ups",), words=("ups ", "uninterruptible", "不间断电源"), note=Note.NEEDS_NUT),
)
CAMERAS = (
    Family(
        ("document_camera", "camera"),
        words=("document", "doccam", "scan", "高拍", "eloam", "capture", "book", "visualizer"),
    ),
    Family(("camera", "document_camera"), usb_class=VIDEO_CLASS),
)
CLASSES = (
    Family(("smartcard",), usb_class=SMARTCARD_CLASS),
    Family(("receipt", "page"), usb_class=PRINTER_CLASS),
)

TABLE = (*MODEMS, *CARDS, *SCANNERS, *RECEIPTS, *PAGES, *OTHERS, *POWER, *CAMERAS, *CLASSES)


PLAUSIBLE = {  # roles that a kind of thing can have; a kind that is not named can have any
    Kind.SERIAL: {"card", "code", "receipt", "lights", "presence"},
    Kind.CAMERA: {"camera", "document_camera"},
    Kind.LINE_PRINTER: {"receipt", "page"},
}


def family(usb: Usb | None, name: str, kind: Kind) -> Family | None:
    """The first row that fits: a device with a scanner's numbers may have a printer in it, too."""
    allowed = PLAUSIBLE.get(kind)
    rows = (row for row in TABLE if allowed is None or not row.roles or allowed & set(row.roles))
    return next((row for row in rows if row.fits(usb, name)), None)


def could_be(usb: Usb | None, name: str, kind: Kind) -> tuple[str, ...]:
    """Roles by the table; empty for what it does not know."""
    row = family(usb, name, kind)
    allowed = PLAUSIBLE.get(kind)
    if row is None and kind is Kind.CAMERA:
        return "camera", "document_camera"  # one that is not on USB
    return tuple(role for role in row.roles if allowed is None or role in allowed) if row else ()
