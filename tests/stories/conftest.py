"""A hall for each story."""

import pytest

from tests.stories.hall import Hall


@pytest.fixture
def hall(tmp_path):
    with Hall(tmp_path) as hall:
        yield hall


@pytest.fixture
def hasty_hall(tmp_path):
    """One whose terminal soon gives a platform up that does not answer."""
    with Hall(tmp_path, timeout=2.0) as hall:
        yield hall
