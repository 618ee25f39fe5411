"""A machine made of folders: what kernel and udev say of devices, for those who look for them."""

import os
from dataclasses import dataclass, field

from drivers import DeviceError, Fault
from drivers.finding.system import System

NO_ANSWER_AT = ("127.0.0.1", 1)  # nobody listens there


def nobody(what, *_):
    """Libraries whose services do not run."""
    raise DeviceError(Fault.NO_DEVICE, f"{what}: the service does not run")


def no_program(words):
    raise DeviceError(Fault.DRIVER_MISSING, f"the program {words[0]} is not installed")


@dataclass
class Machine:
    """Trees below one folder, filled by the methods. `answer` is short: who waits for silence shall not wait long."""

    root: object
    answer: float = 0.05
    hosts: tuple = ()
    nut: tuple = NO_ANSWER_AT
    library: object = nobody
    command: object = no_program
    numbers: dict = field(default_factory=dict)

    @property
    def system(self):
        return System(
            self.root / "sys", self.root / "dev", self.root / "proc", self.library, self.command, self.nut, self.hosts,
            self.answer,
        )  # fmt: skip

    def usb(self, at, numbers, *, maker="", product="", serial="", interfaces=("ff",), device_class="00"):
        """A USB device in a socket; its folder."""
        folder = self.root / "sys/devices/pci0000:00/usb1" / at
        vid, pid = numbers.split(":")
        said = {"idVendor": vid, "idProduct": pid, "manufacturer": maker, "product": product, "serial": serial}
        self._write(folder, {**said, "speed": "12", "bDeviceClass": device_class})
        for number, kind in enumerate(interfaces):
            self._write(folder / f"{at}:1.{number}", {"bInterfaceClass": kind})
        self._link(self.root / "sys/bus/usb/devices" / at, folder)
        return folder

    def port(self, name, usb=None, by_id="", by_path=""):
        """A serial port; where its node belongs."""
        at = usb / f"{usb.name}:1.0" / name if usb else self.root / "sys/devices/platform/serial8250" / name
        self._write(at / "tty" / name, {} if usb else {"type": "4"})
        self._link(at / "tty" / name / "device", at)
        self._link(self.root / "sys/class/tty" / name, at / "tty" / name)
        return self._node(self.root / "dev" / name, "serial", by_id, by_path)

    def camera(self, name, usb, called, by_id="", by_path="", index="0"):
        at = usb / f"{usb.name}:1.0" / "video4linux" / name
        self._write(at, {"name": called, "index": index})
        self._link(at / "device", at.parents[1])
        self._link(self.root / "sys/class/video4linux" / name, at)
        return self._node(self.root / "dev" / name, "v4l", by_id, by_path)

    def line_printer(self, name, usb, device_id):
        at = usb / f"{usb.name}:1.0" / "usbmisc" / name
        self._write(at, {})
        self._write(at.parents[1], {"ieee1284_id": device_id})
        self._link(at / "device", at.parents[1])
        self._link(self.root / "sys/class/usbmisc" / name, at)
        (self.root / "dev/usb").mkdir(parents=True, exist_ok=True)
        return self.root / "dev/usb" / name

    def held(self, node, process, words):
        """A process that has it open."""
        folder = self.root / "proc" / str(process)
        self._write(folder, {"comm": words.split()[0], "cmdline": words.replace(" ", "\0")})
        self._link(folder / "fd/7", os.path.realpath(node))

    def _node(self, node, kind, by_id, by_path):
        node.parent.mkdir(parents=True, exist_ok=True)
        for folder, name in (("by-id", by_id), ("by-path", by_path)):
            if name:
                link = self.root / "dev" / kind / folder / name
                link.parent.mkdir(parents=True, exist_ok=True)
                link.unlink(missing_ok=True)
                link.symlink_to(f"../../{node.name}")
        return node

    @staticmethod
    def _write(folder, said):
        folder.mkdir(parents=True, exist_ok=True)
        for name, value in said.items():
            (folder / name).write_text(f"{value}\n", encoding="utf-8")

    @staticmethod
    def _link(link, target):
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)
