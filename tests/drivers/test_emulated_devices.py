"""All emulated devices of a configuration: where they may appear, and that none is left behind."""

import socket
from types import SimpleNamespace

import pytest

from drivers.emulated import pcscd
from drivers.emulated.devices import EmulatedDevices, NotEmulated


def card(port):
    return {"card": ("sam", SimpleNamespace(port=str(port), baudrate=115200))}


def printer(port=0, host="127.0.0.1", connection="network"):
    return {"receipt": ("escpos", SimpleNamespace(connection=connection, host=host, port=port, dots=576))}


def test_each_role_has_its_device_while_they_run_and_none_before_or_after(tmp_path):
    devices = EmulatedDevices(card(tmp_path / "card") | printer())
    assert devices.all == {}
    with devices:
        assert set(devices.all) == {"card", "receipt"}
        assert (tmp_path / "card").is_symlink()
    assert devices.all == {}
    assert not (tmp_path / "card").is_symlink()


def test_they_can_be_started_again(tmp_path):
    devices = EmulatedDevices(card(tmp_path / "card"))
    for _ in range(2):
        with devices:
            assert (tmp_path / "card").exists()


def test_when_one_cannot_start_none_is_left(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        devices = EmulatedDevices(card(tmp_path / "card") | printer(taken.getsockname()[1]))
        with pytest.raises(OSError, match="in use"):
            devices.start()
    assert devices.all == {}
    assert not (tmp_path / "card").is_symlink()


def test_stopping_twice_is_harmless(tmp_path):
    devices = EmulatedDevices(card(tmp_path / "card"))
    devices.start()
    devices.stop()
    devices.stop()


@pytest.mark.parametrize("port", ["/dev/ttyUSB0", "/dev/serial/by-id/usb-reader", "1a86:7523"])
def test_the_name_of_a_real_port_is_refused(port):
    with pytest.raises(NotEmulated, match=r"devices\.card\.port"):
        EmulatedDevices(card(port))


def test_a_file_of_somebody_else_is_not_replaced(tmp_path):
    (tmp_path / "card").write_text("mine")
    with pytest.raises(NotEmulated, match="somebody else"):
        EmulatedDevices(card(tmp_path / "card"))


@pytest.mark.parametrize("settings", [{"host": "192.168.1.50"}, {"host": "printer.hall"}, {"connection": "usb"}])
def test_a_printer_of_another_machine_or_wire_is_refused(settings):
    with pytest.raises(NotEmulated, match=r"devices\.receipt"):
        EmulatedDevices(printer(**settings))


def test_a_real_camera_is_refused():
    with pytest.raises(NotEmulated, match=r"devices\.camera"):
        EmulatedDevices({"camera": ("opencv", SimpleNamespace(source="0"))})


def test_a_driver_that_nobody_emulates_is_named():
    with pytest.raises(NotEmulated, match='"pcsc"'):
        EmulatedDevices({"card": ("pcsc", SimpleNamespace())})


def test_codes_seen_by_the_camera_need_no_device_of_their_own():
    with EmulatedDevices({"code": ("camera", SimpleNamespace())}) as devices:
        assert devices.all == {}


@pytest.mark.parametrize("place", ["", "/run/pcscd/pcscd.comm"])
def test_the_socket_of_the_systems_own_smartcard_service_is_refused(place):
    with pytest.raises(NotEmulated, match=r"devices\.smartcard\.socket"):
        EmulatedDevices({"smartcard": ("pcsc", SimpleNamespace(socket=place))})


def test_what_an_emulated_smartcard_reader_lacks_is_named(monkeypatch):
    monkeypatch.setattr(pcscd, "_LIBRARIES", "/nowhere")
    with pytest.raises(NotEmulated, match="apt install vsmartcard-vpcd"):
        EmulatedDevices({"smartcard": ("pcsc", SimpleNamespace(socket="state/pcscd"))})
