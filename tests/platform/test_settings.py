"""What `[platform]` may say."""

from dataclasses import fields

import pytest

from kiosk.platform.settings import Settings

CHECKS = {one.name: one.metadata["check"] for one in fields(Settings)}


@pytest.mark.parametrize(
    "url",
    [
        "embedded",
        "https://platform.example.gov.cn",
        "https://10.1.2.3:8443/kiosk",
        "http://127.0.0.1:8080",
        "http://localhost:1",
        "http://[::1]:8080",
    ],
)
def test_addresses_that_are_good(url):
    assert CHECKS["url"](url) is None


@pytest.mark.parametrize(
    "url", ["", "embeded", "platform.example.gov.cn", "ftp://a", "https://", "https://a?b=c", "https://u:p@a"]
)
def test_addresses_that_are_none(url):
    assert "must be" in CHECKS["url"](url)


@pytest.mark.parametrize("url", ["http://platform.example.gov.cn", "http://10.1.2.3", "http://127.0.0.1.example.com"])
def test_plain_http_over_a_network_is_refused(url):
    assert "https://" in CHECKS["url"](url)


def test_certificates_that_are_not_there_are_told():
    assert CHECKS["ca_file"]("/no/such/file.pem") == "there is no such file"
    assert CHECKS["ca_file"]("") is None


def test_the_secret_is_in_no_repr():
    assert "hush" not in repr(Settings(secret="hush"))
