"""The driver contract on the kernel's own device nodes, in a small virtual machine.

Needs the Debian packages qemu-system-x86, linux-image-amd64 and busybox-static, and root to read them.
"""

import sys

import pytest

from tests.long import guest
from tests.rooms.test_house import ROOT

LIMIT = 1500  # seconds: everything is emulated


@pytest.mark.timeout(LIMIT + 60)
def test_every_driver_keeps_the_contract_on_real_device_nodes():
    words = ["-n", "0", "-p", "no:cacheprovider", "--timeout", "400", "--rounds", "5", "--nodes", "-k", "not model"]
    status, said = guest.run([sys.executable, "-m", "pytest", *words, "tests/drivers/test_contract.py"], ROOT, LIMIT)
    assert status == 0, said[-8000:]
    print(said[-300:])
