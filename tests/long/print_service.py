"""A real CUPS and a real IPP printer, both by the makers of CUPS: private, on free ports, in a folder of their own."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.request
from pathlib import Path

from tests.waiting import wait_until

FILES = """
SystemGroup root
ServerRoot {0}/root
RequestRoot {0}/spool
TempDir {0}/tmp
CacheDir {0}/cache
StateDir {0}/run
AccessLog {0}/access.log
ErrorLog {0}/error.log
PageLog {0}/page.log
User lp
Group lp
"""
SERVER = """
Listen 127.0.0.1:{port}
Browsing No
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
ENGINE = '#!/bin/sh\nsleep 3\ncp "$1" {}/$$.pdf\n'  # what the printer prints with
BUS, NAMES = "/run/dbus/system_bus_socket", "/run/avahi-daemon/socket"
NEEDED = ("cupsd", "ippeveprinter", "lpadmin", "dbus-daemon", "avahi-daemon")
MEDIA = "media?size1={0}&type1={1}&level1={sheets}&size3={0}&type3={1}&level3=-2"  # its tray, and a bypass


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class PrintService:
    """The queue is "A4"; it leads to the printer by ipp://."""

    def __enter__(self):
        missing = [name for name in NEEDED if shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin") is None]
        assert not missing, f"not installed: {', '.join(missing)}; `make long` installs them"
        self.folder = Path(tempfile.mkdtemp(prefix="print-service-"))
        for name in ("root", "spool", "tmp", "cache", "run", "jobs", "out"):
            (self.folder / name).mkdir()
        self.port, self.printer_port = free_port(), free_port()
        (self.folder / "cups-files.conf").write_text(FILES.format(self.folder))
        (self.folder / "cupsd.conf").write_text(SERVER.format(port=self.port))
        (self.folder / "engine").write_text(ENGINE.format(self.folder / "out"))
        for path in (self.folder, self.folder / "engine"):
            path.chmod(0o755)
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "lp:lp", self.folder], check=True)
        self._processes = {}
        self._bus()
        self.start_printer()
        self.start_server()
        uri = f"ipp://localhost:{self.printer_port}/ipp/print"
        self._admin("lpadmin", "-p", "A4", "-E", "-v", uri, "-m", "everywhere")
        return self

    def __exit__(self, *_):
        for name in reversed(list(self._processes)):
            self.kill(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _bus(self):
        """The printer wants the name service of the network, though nobody looks for it; and that one wants a bus."""
        if not _answers(BUS):
            Path("/run/dbus").mkdir(exist_ok=True)
            self._start("bus", "dbus-daemon", "--system", "--nofork", "--nopidfile")
            wait_until(lambda: _answers(BUS))
        if not _answers(NAMES):
            self._start("names", "avahi-daemon", "--no-chroot", "--no-drop-root")
            wait_until(lambda: _answers(NAMES))

    def start_printer(self):
        self._start(
            "printer", "ippeveprinter", "-n", "localhost", "-p", str(self.printer_port), "-r", "off",
            "-d", str(self.folder / "jobs"), "-c", str(self.folder / "engine"), "-f", "application/pdf", "Hall A4",
        )  # fmt: skip
        wait_until(lambda: _listens(self.printer_port))

    def start_server(self):
        files = (self.folder / "cupsd.conf", self.folder / "cups-files.conf")
        self._start("server", "cupsd", "-f", "-c", str(files[0]), "-s", str(files[1]))
        wait_until(lambda: _listens(self.port))

    def kill(self, name):
        process = self._processes.pop(name)
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait(10)

    def stop(self, name):
        """In an orderly way: CUPS writes its queues to the disk."""
        process = self._processes.pop(name)
        process.terminate()
        process.wait(30)

    def hang(self, name):
        self._processes[name].send_signal(signal.SIGSTOP)

    def go_on(self, name):
        self._processes[name].send_signal(signal.SIGCONT)

    def load(self, sheets):
        """Put so many sheets into the printer, by its own page for that."""
        media = MEDIA.format("iso_a4_210x297mm", "stationery", sheets=sheets)
        with urllib.request.urlopen(f"http://localhost:{self.printer_port}/{media}") as answer:
            answer.read()

    @property
    def printed(self):
        return sorted(path.name for path in (self.folder / "out").iterdir())

    def _admin(self, *words):
        words = [words[0], "-h", f"127.0.0.1:{self.port}", *words[1:]]
        subprocess.run(words, check=True, env={**os.environ, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}, timeout=60)

    def _start(self, name, *words):
        path = {**os.environ, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        with (self.folder / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(words, env=path, stdout=log, stderr=log)


def _listens(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def _answers(path):
    """Whether somebody listens there: the file alone may be left over."""
    with socket.socket(socket.AF_UNIX) as one:
        return one.connect_ex(path) == 0
