"""A printer on USB, spoken to by libusb: found by its numbers, or as the only one of the printer class."""

import re
from contextlib import suppress
from typing import Any

import usb.util
from usb.core import NoBackendError, USBTimeoutError

from drivers import DeviceError, Fault
from drivers.receipt import _library
from drivers.receipt._wires import CHUNK, border, opening

PRINTER_CLASS = 7  # bInterfaceClass
NUMBERS = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?::(.+))?")


class UsbWire:
    """`port` is "vid:pid" or "vid:pid:serial" in hexadecimal; empty for the first printer that is plugged in.

    `backend` is pyusb's way to the bus; without one it looks for libusb.
    """

    two_way = True

    def __init__(self, port: str, backend: Any = None) -> None:
        self._name = f"USB printer {port}".strip()
        self._found_by = _found_by(port) | ({"backend": backend} if backend else {})
        self._printer: Any = None
        self._out = self._in = 0

    def open(self) -> None:
        printer = _library.usb(self._found_by)
        with opening(self._name):
            try:
                printer.open()
            except NoBackendError as error:
                raise DeviceError(Fault.DRIVER_MISSING, "libusb is missing: install libusb-1.0-0") from error
            self._printer = printer
            self._out, self._in = _endpoints(printer.device)

    def close(self) -> None:
        printer, self._printer = self._printer, None
        if printer is not None:
            with suppress(OSError):
                printer.close()

    def send(self, data: bytes, seconds: float) -> None:
        device = self._device()
        with border(self._name):
            try:
                while data:
                    data = data[device.write(self._out, data, timeout=_milliseconds(seconds)) :]
            except USBTimeoutError as error:
                raise DeviceError(Fault.NO_ANSWER, f"{self._name} takes no more data") from error

    def receive(self, seconds: float) -> bytes:
        device = self._device()
        with border(self._name):
            try:
                return bytes(device.read(self._in, CHUNK, timeout=_milliseconds(seconds)))
            except USBTimeoutError:
                return b""

    def seconds_for(self, count: int) -> float:  # noqa: ARG002 - USB needs none worth counting
        return 0.0

    def _device(self) -> Any:
        if self._printer is None:
            raise DeviceError(Fault.NO_DEVICE, f"{self._name} is not open")
        return self._printer.device


def _found_by(port: str) -> dict[str, Any]:
    if not port:
        return {"custom_match": _is_printer}
    numbers = NUMBERS.fullmatch(port)
    if numbers is None:
        raise DeviceError(Fault.NO_DEVICE, "port of a USB printer must be vid:pid or vid:pid:serial")
    vendor, product, number = numbers.groups()
    found = {"idVendor": int(vendor, 16), "idProduct": int(product, 16)}
    return found | ({"serial_number": number} if number else {})


def _is_printer(device: Any) -> bool:
    return any(interface.bInterfaceClass == PRINTER_CLASS for configuration in device for interface in configuration)


def _endpoints(device: Any) -> tuple[int, int]:
    """The bulk pipes out and in; the library's own defaults fit only some models."""
    found: dict[int, int] = {}
    for interface in device.get_active_configuration():
        for pipe in interface:
            if usb.util.endpoint_type(pipe.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK:
                found.setdefault(usb.util.endpoint_direction(pipe.bEndpointAddress), pipe.bEndpointAddress)
    try:
        return found[usb.util.ENDPOINT_OUT], found[usb.util.ENDPOINT_IN]
    except KeyError as error:
        raise DeviceError(Fault.NO_DEVICE, "the USB device is no printer: it lacks a bulk pipe") from error


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))  # 0 would mean: wait for ever
