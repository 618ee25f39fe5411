"""Card readers for the tests: the emulated one, and the driver that is connected to it and armed."""

import pytest

from drivers.card import sam
from drivers.emulated.card_reader import CardReader


@pytest.fixture
def card_reader(tmp_path):
    """A reader on a wire like USB: no pace, no speed."""
    with CardReader(tmp_path / "card", baudrate=None) as reader:
        yield reader


@pytest.fixture
def card_driver(card_reader):
    driver = sam.Driver(sam.Settings(port=str(card_reader.wire.path)))
    driver.open()
    driver.arm()
    yield driver
    driver.close()
