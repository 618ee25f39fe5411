"""The platform over TLS: whom the terminal trusts, and limits that hold there, too."""

import ssl
import time
from pathlib import Path

import pytest

from kiosk.platform.client import PlatformClient
from kiosk.platform.settings import Settings
from kiosk.platform.troubles import Offline, Slow
from tests.platform.bad_platform import answers, bad_platform, drips_its_body, drips_one_header, is_silent
from tests.platform.city import SECRET, TERMINAL
from tests.platform.test_bad_platform import LIMIT, QUEUES

CERTIFICATE = Path(__file__).parent / "tls" / "cert.pem"  # invented, for 127.0.0.1, with its key beside it


@pytest.fixture
def tls():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, CERTIFICATE.with_name("key.pem"))
    return context


def test_a_certificate_of_the_configured_file_is_trusted(tls):
    with bad_platform(answers(200, QUEUES), tls) as platform:
        assert terminal(platform).queues("") == ()


def test_any_other_certificate_is_not(tls):
    with bad_platform(answers(200, QUEUES), tls) as platform:
        with pytest.raises(Offline, match="certificate"):
            terminal(platform, ca_file="", timeout=10.0).queues("")  # reading all the system's certificates takes time
        assert platform.requests == []


@pytest.mark.parametrize("behave", [is_silent, drips_one_header, drips_its_body(b"Connection: close\r\n")])
def test_whoever_drips_over_tls_is_given_up_in_time(tls, behave):
    with bad_platform(behave, tls) as platform:
        started = time.monotonic()
        with pytest.raises(Slow):
            terminal(platform).queues("")
        assert time.monotonic() - started < LIMIT + 0.6


def test_whoever_never_ends_the_handshake_is_given_up_in_time():
    with bad_platform(is_silent) as platform:
        platform.url = platform.url.replace("http:", "https:")
        started = time.monotonic()
        with pytest.raises(Slow):
            terminal(platform).queues("")
        assert time.monotonic() - started < LIMIT + 0.6


def terminal(platform, ca_file=str(CERTIFICATE), timeout=LIMIT):
    return PlatformClient(Settings(url=platform.url, secret=SECRET, timeout=timeout, ca_file=ca_file), TERMINAL)
