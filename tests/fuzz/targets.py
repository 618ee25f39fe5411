"""What is fuzzed: each takes any bytes and either understands them or refuses them by the names that it promises."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from drivers import code
from drivers.document import Document, QrCode, Row, Text, Title
from drivers.drawing import draw
from drivers.protocols import ipp, iso7816, ld2410, nut, sam, sam_answers, sam_text, scanner, ssi
from drivers.protocols.escpos_replies import Classifier
from kiosk.catalogue.importing.command import check
from kiosk.catalogue.importing.tables import UnreadableFileError
from kiosk.config.loading import understand
from kiosk.config.mistakes import ConfigError
from kiosk.maintenance.board import Board
from kiosk.platform import answers
from kiosk.platform.server.e_id import read_e_id, sample_e_id
from kiosk.platform.troubles import Trouble
from kiosk.platform.wire import Received
from tests.catalogue.samples import CITY
from tests.platform.test_fuzz import SOUND

NOW = 1_800_000_000.0
E_ID = sample_e_id("测试员", "11010119900307002X", issued=NOW).encode()
ROOT = Path(__file__).parents[2]
LONGEST = 4096  # bytes that a target is given


@dataclass(frozen=True)
class Target:
    """`run` raises nothing but what `refuses`; `seeds` are sound examples to begin with."""

    run: Callable[[bytes], object]
    seeds: Sequence[bytes]
    refuses: tuple[type[Exception], ...] = ()


def _codes(data: bytes) -> None:
    """A code that somebody holds before the scanner, and the bytes of the scanner itself."""
    text = code.text_of(data)
    read_e_id(text, NOW)
    payloads = scanner.Payloads(b"\r\n", next(iter(scanner.LANGUAGES.values())))
    payloads.feed(data)
    ssi.PacketReader().feed(data)


def _answers(data: bytes) -> None:
    """An answer of the platform, read as each kind of answer in turn."""
    reader = SOUND[data[0] % len(SOUND)][0] if data else SOUND[0][0]
    answers.read(Received(200, "application/json", data[1:], {}), 200, reader)


def _problems(data: bytes) -> None:
    answers.trouble(Received(400 + (data[0] % 100 if data else 0), answers.PROBLEM, data[1:], {}))


def _configuration(data: bytes) -> None:
    understand(data.decode("utf-8", errors="replace"), ROOT / "config" / "kiosk.toml", {})


def _imported(data: bytes) -> None:
    """A catalogue of a city office, as CSV or as JSON."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / ("a.csv" if data[:1] < b"\x80" else "a.json")
        file.write_bytes(data[1:])
        check(file, CITY)


def _cards(data: bytes) -> None:
    """What a card reader says: frames, answers, the text of a card, a chip's records."""
    for body in sam.FrameReader().feed(data):
        if reply := sam.parse_reply(body):
            sam_answers.split(sam.READ, reply.data)
    iso7816.parse_response(data)
    list(iso7816.tlvs(data))
    sam_text.decode(data[:256].ljust(256, b"\0"))


def _devices(data: bytes) -> None:
    """Printers, presence sensors, an emergency supply."""
    Classifier().feed(data)
    ld2410.Frames().feed(data)
    nut.complete(data)
    with suppress(nut.RefusedError, nut.NoAnswerError):
        nut.variables("ups", data)
    with suppress(ipp.NotIppError):
        ipp.decoded(data)


def _paper(data: bytes) -> None:
    """Whatever stands in a name or a number is drawn, in lines that are no wider than the paper."""
    text = data.decode("utf-8", errors="replace")[:400]
    blocks = (Title(text), Text(text), Row(text[:40], text), QrCode(text[:200].replace("\0", "") or "0", text[:40]))
    assert draw(Document("fuzz", blocks), 576).width == 576


def _files(data: bytes) -> None:
    """The notice and the bulletin of a terminal, as somebody else has left them."""
    with TemporaryDirectory() as folder:
        for name in ("maintenance.json", "bulletin.txt"):
            (Path(folder) / name).write_bytes(data)
        Board(Path(folder)).read()
        Board(Path(folder)).bulletin()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


TARGETS = {
    "codes": Target(_codes, [b"hello", E_ID, "中文".encode("gb18030")]),
    "answers": Target(_answers, [bytes([at]) + _json(one) for at, (_, one) in enumerate(SOUND)], (Trouble,)),
    "problems": Target(_problems, [b"\x00" + _json({"code": "queueClosed", "title": "x"})]),
    "configuration": Target(
        _configuration, [(ROOT / "config" / f"{name}.toml").read_bytes()[:LONGEST] for name in ("kiosk", "demo")],
        (ConfigError,),
    ),
    "imported": Target(
        _imported, [b"\x00task_code,task_name\n1,a\n", b"\xff" + _json([{"task_code": "1"}])], (UnreadableFileError,)
    ),
    "cards": Target(
        _cards, [bytes.fromhex("AAAAAA9669000400009094"), bytes(256)],
        (sam_text.UnreadableTextError, sam_text.UnknownKindError),
    ),
    "devices": Target(_devices, [b"\x12\x12", b"BEGIN LIST VAR ups\nEND LIST VAR ups\n", b"\2\0\0\x0b\0\0\0\1\3"]),
    "paper": Target(_paper, ["王䶮 A001".encode()]),
    "files": Target(_files, [b'{"reason": "repair", "since": "2026-07-02T09:41:00+00:00"}']),
}  # fmt: skip
