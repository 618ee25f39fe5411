"""A hall for each story."""

import pytest

from tests.loop.hall import Hall


@pytest.fixture
def hall(tmp_path):
    hall = Hall(tmp_path)
    yield hall
    hall.stop()
