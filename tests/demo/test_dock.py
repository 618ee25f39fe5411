"""The dock as a person uses it: pressed on a virtual display, its effects seen by the drivers at the other end."""

import os
import signal
import subprocess
import sys
from contextlib import closing, contextmanager, suppress

import pytest

from drivers import DeviceError, Fault, State
from drivers.card import sam
from drivers.code import serial
from drivers.document import Document, Text, Title
from drivers.document_camera import opencv
from drivers.emulated.sample_cards import CITIZEN, RARE_NAME, SOCIAL
from drivers.receipt import escpos
from drivers.smartcard import pcsc
from drivers.vision.pages import Sight
from screens import tokens
from screens.display import Size, virtual
from tests.demo.hall import ROOT, free_port
from tests.demo.resident import TRIES, NotSeen, Pace, Pane, Resident, letters
from tests.demo.screen import Screen
from tests.demo.signs import Signs
from tests.demo.visits import highest, lowest
from tests.waiting import wait_until

WIDE_MM, TALL_MM, SMARTCARD_MM = 330.0, 600.0, 710.0  # what the dock is drawn for, screens/dock/scale.py
TYPE_MM = (tokens.SMALL, tokens.BODY, tokens.LARGE)
START = 30.0  # seconds until its first picture
SAY, SAY_EN = Signs("zh"), Signs("en")
SLIP = Document("test", (Title("测试凭条"), Text("打印机工作正常。")))
CONFIG = """
[terminal]
id = "TEST"
hall = "HC01"
[storage]
folder = "{folder}"
[devices.card]
driver = "sam"
port = "{folder}/card"
[devices.code]
driver = "serial"
port = "{folder}/scanner"
[devices.camera]
driver = "opencv"
source = "{folder}/camera"
[devices.document_camera]
driver = "opencv"
source = "{folder}/desk"
width = 800
height = 600
[devices.receipt]
driver = "escpos"
connection = "network"
host = "127.0.0.1"
port = {port}
"""


SMARTCARD = """
[devices.smartcard]
driver = "pcsc"
socket = "{folder}/pcscd"
"""


class Desk:
    """The dock's window, somebody before it, and the folder and port where its devices are."""

    def __init__(self, program, folder, size, resident, port):
        self.program, self.folder, self.size, self.resident, self.port = program, folder, size, resident, port

    def sees(self, key, say=SAY, **values):
        return self.resident.sees(say(f"dock.{key}", **values))

    def presses(self, key, which=highest, say=SAY):
        self.resident.presses(say(f"dock.{key}"), which=which, once=True)

    def finds(self, key, say=SAY):
        return self.resident.find(say(f"dock.{key}"))

    @contextmanager
    def reader(self):
        with closing(sam.Driver(sam.Settings(port=str(self.folder / "card")))) as driver:
            driver.open()
            driver.arm()
            yield driver

    @contextmanager
    def printer(self):
        with closing(escpos.Driver(escpos.Settings("network", host="127.0.0.1", port=self.port))) as driver:
            driver.open()
            yield driver


@contextmanager
def dock(folder, size, terminal=CONFIG, tall=TALL_MM):
    folder.mkdir()
    config, port = folder / "kiosk.toml", free_port()
    config.write_text(terminal.format(folder=folder, port=port), encoding="utf-8")
    place = f"0,0,{size.width},{size.height}"
    with virtual(size) as display, closing(Screen(display)) as screen:
        command = [sys.executable, "run_kiosk.py", "devices", "--config", str(config), "--place", place]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": (folder / "errors.log").open("w")}
        with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "DISPLAY": display}, **quiet) as program:
            scale = min(size.width / WIDE_MM, size.height / tall)
            pane = Pane("dock", 0, 0, *size, letters(TYPE_MM, scale))
            resident = Resident(screen, pane, folder, [], lambda _: None, Pace(reaction=0.0, calm=0.12))
            try:
                resident.sees(SAY("dock.title"), within=START)
                yield Desk(program, folder, size, resident, port)
            finally:
                program.terminate()


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with dock(tmp_path_factory.mktemp("dock") / "large", Size(900, 1920), CONFIG + SMARTCARD, SMARTCARD_MM) as made:
        yield made


def test_a_card_that_is_laid_down_is_read_and_can_be_taken_away(desk):
    with desk.reader() as reader:
        desk.presses("card.citizen")
        assert wait_until(lambda: reader.poll(0.2)) == CITIZEN
        desk.presses("card.lift")
        desk.sees("card.empty")


def test_another_card_takes_the_place_of_the_first(desk):
    with desk.reader() as reader:
        desk.presses("card.citizen")
        assert wait_until(lambda: reader.poll(0.2)) == CITIZEN
        desk.presses("card.rare_name")
        assert wait_until(lambda: reader.poll(0.2)) == RARE_NAME
        desk.presses("card.lift")


@pytest.mark.parametrize(
    ("card", "fault"),
    [
        ("unreadable", Fault.INVALID_MEDIA),
        ("unknown", Fault.UNSUPPORTED_MEDIA),
        ("wrong_number", Fault.INVALID_MEDIA),
    ],
)
def test_a_bad_card_is_a_fault_of_its_own_kind(desk, card, fault):
    with desk.reader() as reader:
        desk.presses(f"card.{card}")
        with pytest.raises(DeviceError) as told:
            wait_until(lambda: reader.poll(0.2))
        assert told.value.fault is fault
        desk.presses("card.lift")


def test_a_card_can_be_pulled_away_in_the_middle_of_a_read(desk):
    with desk.reader() as reader:
        desk.presses("card.lift_midway")
        desk.presses("card.citizen")
        with pytest.raises(DeviceError) as told:
            wait_until(lambda: reader.poll(0.2))
        assert told.value.fault is Fault.MEDIA_REMOVED
        desk.sees("card.empty")


def test_a_social_security_card_is_put_in_read_and_pulled_out_in_the_middle_of_a_read_too(desk):
    with closing(pcsc.Driver(pcsc.Settings(socket=str(desk.folder / "pcscd")))) as reader:
        reader.open()
        reader.arm()
        desk.presses("smartcard.usual")
        assert wait_until(lambda: reader.poll(0.2)) == SOCIAL
        desk.presses("smartcard.pull")
        desk.sees("smartcard.empty")
        desk.presses("smartcard.pull_midway")
        desk.presses("smartcard.usual")
        with pytest.raises(DeviceError) as told:
            wait_until(lambda: reader.poll(0.2))
        assert told.value.fault is Fault.MEDIA_REMOVED
        desk.sees("smartcard.empty")


def test_a_code_that_is_shown_to_the_scanner_arrives(desk):
    with closing(serial.Driver(serial.Settings(port=str(desk.folder / "scanner")))) as scanner:
        scanner.open()
        scanner.arm()
        desk.presses("code.gbk")
        assert wait_until(lambda: scanner.poll(0.2)).text == "海城市政务服务"


def test_a_sheet_that_is_laid_on_the_desk_is_captured_until_it_is_taken_away(desk):
    with closing(opencv.Driver(opencv.Settings(str(desk.folder / "desk"), fps=50))) as camera:
        camera.open()
        desk.presses("desk.turned")
        page = wait_until(lambda: (page := camera.capture()).found and page)
        assert page.pixels.shape[0] > page.pixels.shape[1]  # it lay sideways
        desk.presses("desk.outside")
        wait_until(lambda: camera.capture().sight is Sight.CUT_OFF)
        desk.presses("desk.outside")
        desk.sees("desk.empty")
        wait_until(lambda: camera.capture().sight is Sight.NONE)


def test_a_slip_comes_out_and_is_torn_off_into_the_tray(desk):
    with desk.printer() as printer:
        printer.print(SLIP)
        desk.sees("receipt.waiting", count=1)
        desk.presses("receipt.tear")
        desk.sees("receipt.nothing")
        tray = desk.folder / "slips"
        assert {file.suffix for file in tray.iterdir()} == {".png", ".bin"}


def test_cover_and_roll_are_what_the_printer_says_of_itself(desk):
    with desk.printer() as printer:
        desk.presses("receipt.open_cover")
        wait_until(lambda: printer.status().fault is Fault.COVER_OPEN)
        desk.presses("receipt.close_cover")
        wait_until(lambda: printer.status().ok)
        desk.presses("receipt.take_roll")
        wait_until(lambda: printer.status().fault is Fault.PAPER_OUT)
        desk.presses("receipt.new_roll")
        wait_until(lambda: printer.status().ok)


def test_a_plug_that_is_pulled_is_a_device_that_is_gone_until_it_is_put_back(desk):
    desk.presses("plug_out", which=lowest)  # the printer's
    desk.sees("unplugged")
    with pytest.raises(DeviceError) as told, desk.printer():
        pass
    assert told.value.fault is Fault.NO_DEVICE
    desk.presses("plug_in")
    wait_until(lambda: len(desk.finds("plug_out")) == 6)
    with desk.printer() as printer:
        assert printer.status().ok


def test_a_printer_told_to_be_mute_says_nothing_of_itself(desk):
    with desk.printer() as printer:
        desk.presses("trouble.mute", which=lowest)
        wait_until(lambda: printer.status().state is State.UNKNOWN)
        desk.presses("trouble.mute", which=lowest)
        wait_until(lambda: printer.status().state is State.ONLINE)


def turn_english(desk):
    """Whoever sees nothing come of a press presses again."""
    for _ in range(TRIES):
        with suppress(NotSeen):
            desk.resident.presses(SAY_EN("language.name"), within=5.0)
        with suppress(NotSeen):
            return desk.resident.sees(SAY_EN("dock.title"), within=10.0)
    raise NotSeen(SAY_EN("dock.title"))


def test_in_a_small_window_and_in_english_every_plug_is_still_there(tmp_path):
    with dock(tmp_path / "small", Size(640, 1080)) as small:
        assert len(small.finds("plug_out")) == 5
        turn_english(small)
        assert len(small.finds("plug_out", say=SAY_EN)) == 5


def test_control_c_ends_it_without_a_word(tmp_path):
    with dock(tmp_path / "ended", Size(600, 1080)) as desk:
        desk.program.send_signal(signal.SIGINT)
        assert desk.program.wait(timeout=START) == 0
    assert "Traceback" not in (tmp_path / "ended" / "errors.log").read_text(encoding="utf-8")
