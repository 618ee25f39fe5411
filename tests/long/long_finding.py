"""Devices found on the kernel's own nodes, in a small virtual machine: ports, a printer and cameras as they really are.

Needs the Debian packages qemu-system-x86, linux-image-amd64 and busybox-static, and root to read them.
"""

import json
import sys

import pytest

from tests.long import guest
from tests.long.find_on_nodes import MARK
from tests.rooms.test_house import ROOT

LIMIT = 900  # seconds: everything is emulated


@pytest.fixture(scope="module")
def told():
    status, said = guest.run([sys.executable, "-m", "tests.long.find_on_nodes"], ROOT, LIMIT)
    assert status == 0, said[-6000:]
    print(said)
    lines = (line.partition(MARK)[2] for line in said.splitlines())  # the kernel may have begun the line
    told = [json.loads(line) for line in lines if line]
    return {one["story"]: one["candidates"] for one in told}


@pytest.mark.timeout(LIMIT + 60)
def test_a_card_reader_on_a_real_port_is_sure(told):
    ((role, model, confidence, settings),) = told["card"]
    assert (role, model, confidence) == ("card", "sam", "sure")
    assert settings["port"].startswith("/dev/")


def test_a_reader_that_is_pulled_between_listing_and_asking_is_only_a_name(told):
    assert {confidence for _, _, confidence, _ in told["gone"]} <= {"likely", "possible"}


def test_a_scanner_answers_its_makers_question(told):
    assert [(role, confidence) for role, _, confidence, _ in told["code"]] == [("code", "sure")]


def test_a_receipt_printer_on_a_real_usb_node_is_sure_and_named_by_its_numbers(told):
    ((role, _, confidence, settings),) = told["receipt"]
    assert (role, confidence) == ("receipt", "sure")
    assert (settings["connection"], settings["port"]) == ("usb", "1eab:0006:SAMPLE0001")


def test_a_real_camera_gives_a_picture(told):
    assert ("camera", "opencv", "sure") in {(role, model, confidence) for role, model, confidence, _ in told["camera"]}


def test_a_camera_that_somebody_looks_through_is_left_to_him(told):
    assert {confidence for _, _, confidence, _ in told["held"]} <= {"likely", "possible"}
