"""A USB bus with one printer on it, at the place where pyusb expects libusb: the driver and both libraries are real."""

from array import array
from types import SimpleNamespace

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from drivers.emulated.escpos_machine import Machine, Model

OUT, IN = 0x03, 0x84
PACKET = 512  # bytes taken at once: a write is accepted in parts, as by real hosts under load
STRINGS = {0: "\u0409", 3: "SAMPLE0001"}


class Bus(IBackend):
    def __init__(self):
        super().__init__()
        self.answers = bytearray()
        self.machine = Machine(Model(), self.answers.extend)
        self.plugged, self.jammed = True, False

    def unplug(self):
        self.plugged = False

    def jam(self):
        self.jammed = True

    def _there(self):
        if not self.plugged:
            raise USBError("No such device (it may have been disconnected)", -4, 19)

    def enumerate_devices(self):
        return iter(["printer"] if self.plugged else [])

    def get_device_descriptor(self, dev):
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=0x0416, idProduct=0x5011, bcdDevice=0x100, iManufacturer=0, iProduct=0,
            iSerialNumber=3, bNumConfigurations=1, address=5, bus=1, port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev, config):
        if config > 0:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev, intf, alt, config):
        if intf > 0 or alt > 0:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2, bInterfaceClass=7,
            bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev, ep, intf, alt, config):
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, IN)[ep], bmAttributes=2, wMaxPacketSize=64,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev):
        self._there()
        return dev

    def close_device(self, handle):
        pass

    def set_configuration(self, handle, value):
        self._there()

    def get_configuration(self, handle):
        return 1

    def claim_interface(self, handle, intf):
        self._there()

    def release_interface(self, handle, intf):
        pass

    def reset_device(self, handle):
        self._there()

    def ctrl_transfer(self, handle, kind, request, value, index, data, timeout):
        text = STRINGS[value & 0xFF].encode("utf-16-le")
        answer = bytes((len(text) + 2, 3)) + text
        data[: len(answer)] = array("B", answer)
        return len(answer)

    def bulk_write(self, handle, ep, intf, data, timeout):
        self._there()
        assert ep == OUT
        if self.jammed:
            raise USBTimeoutError("Operation timed out", -7, 110)
        part = bytes(data)[:PACKET]
        self.machine.receive(part)
        return len(part)

    def bulk_read(self, handle, ep, intf, buffer, timeout):
        self._there()
        assert ep == IN
        if not self.answers:
            raise USBTimeoutError("Operation timed out", -7, 110)
        part = self.answers[: len(buffer)]
        del self.answers[: len(buffer)]
        buffer[: len(part)] = array("B", bytes(part))
        return len(part)
