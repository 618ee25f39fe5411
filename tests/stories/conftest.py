"""A hall for each story."""

import pytest

from tests.stories.hall import Hall


@pytest.fixture
def hall(tmp_path):
    with Hall(tmp_path) as hall:
        yield hall
