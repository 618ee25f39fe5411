"""The ways of writing, ready, once for a module."""

import pytest

from tests.writing.ready import put_away, writing_in


@pytest.fixture(scope="module", autouse=True)
def rime_is_free():
    put_away()


@pytest.fixture(scope="module")
def _ways(rime_is_free, tmp_path_factory):
    with writing_in(tmp_path_factory.mktemp("writing")) as ways:
        yield ways


@pytest.fixture
def ways(_ways):
    """As the next person finds them."""
    _ways.clear()
    return _ways
