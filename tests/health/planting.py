"""A terminal with one fault planted in it, and what `run_kiosk.py diagnose --json` finds there."""

import json
import os
import ssl
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.health.command import main
from kiosk.health.diagnosis import Asked
from kiosk.health.machine import Limits
from kiosk.texts import words
from tests.platform.city import TERMINAL

HEAD = """
[terminal]
id = "{terminal}"
hall = "H1"
[storage]
folder = "{folder}/state"
"""
NOWHERE = "http://127.0.0.1:9"  # the port at which nobody listens
LENIENT = Limits(disk_full=0, disk_filling=101, memory_low=0, hot=1000, load=1000)  # nothing of this machine is wrong
TLS = Path(__file__).parent / "tls"  # invented certificates with one key
NOBODY = 65534


@dataclass(frozen=True)
class Plant:
    """What the configuration says beside its head, what is asked, and how long a hand may take."""

    tables: str
    subject: str  # what the finding is about
    words: tuple[str, ...] = ()
    wait: float = 0.3
    asked: dict[str, Any] = field(default_factory=dict)


def configured(plant, folder):
    """The configuration file; one that is there is kept."""
    file = folder / "kiosk.toml"
    if not file.exists():
        file.write_text(HEAD.format(terminal=TERMINAL, folder=folder) + plant.tables, encoding="utf-8")
    return file


def diagnosed(plant, folder, capsys, *arguments):
    """The exit status, and the JSON. Only the subject is asked."""
    file = configured(plant, folder)
    asked = replace(Asked(words(), wait=plant.wait, limits=LENIENT), **plant.asked)
    narrow = () if "--device" in plant.words else ("--device", plant.subject)
    given = ("--json", "--network-seconds", "0.01", "--config", str(file), *narrow, *plant.words, *arguments)
    capsys.readouterr()
    status = main(given, asked)
    return status, json.loads(capsys.readouterr().out)


def role(name, driver, **settings):
    """A table of the configuration."""
    lines = [f"[devices.{name}]", f'driver = "{driver}"']
    return "\n".join(lines + [f"{key} = {json.dumps(value)}" for key, value in settings.items()]) + "\n"


def platform(url, timeout=0.5, ca_file=""):
    return f'[platform]\nurl = "{url}"\ntimeout = {timeout}\nca_file = "{ca_file}"\n'


def tls(name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / f"{name}.pem", TLS / "key.pem")
    return context


@contextmanager
def again_and_again(act):
    """Done until the block ends: whoever listens hears it, however late."""
    over = threading.Event()

    def go_on():
        while not over.wait(0.05):
            act()

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def without_rights(node):
    """Nobody may open a node; and who is root, and may everything, is nobody meanwhile."""
    Path(node).chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@contextmanager
def open_folder():
    """A folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)
