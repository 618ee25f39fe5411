import pytest

from tests.platform.city import city


@pytest.fixture
def hall(tmp_path):
    """The platform on a Thursday at 09:30."""
    with city(tmp_path) as running:
        yield running
