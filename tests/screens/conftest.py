"""A display of its own for each process, and one window on it that is made once and changes its size."""

import os

import pytest

from screens.display import Size, virtual
from tests.writing.ready import put_away, shared

LARGEST = Size(1920, 1920)


@pytest.fixture(scope="session")
def display():
    """Never the display of whoever runs the tests: a virtual one, drawn by software."""
    with virtual(LARGEST) as name:
        os.environ.update(DISPLAY=name, LIBGL_ALWAYS_SOFTWARE="1", SDL_VIDEODRIVER="x11")
        yield name


@pytest.fixture(scope="session")
def _ways(tmp_path_factory):
    """Gives the ways of writing, which are started when they are first needed."""
    yield lambda: shared(lambda: tmp_path_factory.mktemp("writing"))
    put_away()


@pytest.fixture
def writing(_ways):
    """The ways of writing Chinese, ready."""
    return _ways()


@pytest.fixture(scope="session")
def _glass(display, _ways, tmp_path_factory):
    from tests.screens.glass import Glass  # a window is made: only now is there a display

    return Glass(tmp_path_factory.mktemp("fonts"), _ways())


@pytest.fixture
def glass(_glass, writing):
    """The window, with an ear in place of the loop, as if it had just been opened."""
    _glass.window.around.writing = writing
    _glass.fresh()
    return _glass
