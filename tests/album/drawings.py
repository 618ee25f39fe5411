"""Every screen in every look, language and orientation, with its usual, longest and empty data."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.style import Style
from screens.look.measure import USUAL_INCHES
from tests.album.measures import Measured, measure
from tests.screens import samples
from tests.screens.drawing import LANGUAGES
from tests.screens.glass import LANDSCAPE, PORTRAIT

SHAPES = {"tall": PORTRAIT, "wide": LANDSCAPE}


def kinds(names=()) -> list[tuple]:
    """The samples with these names, or all."""
    return [one for one in samples.questions() if not names or one[0] in names]


def drawn(glass, shapes, samples_, folder: Path) -> Iterator[Measured]:
    """Draws and measures; pictures of half the size go into `folder`."""
    for shape in shapes:
        glass.fresh(SHAPES[shape], inches=USUAL_INCHES)
        for name, step, services in samples_:
            for style in Style if step.styled else (Style.STANDARD,):
                for language in LANGUAGES:
                    glass.show(step, services, language, style=style)
                    picture = glass.picture(folder / file_name(name, shape, language, style))
                    yield measure(glass, name, shape, picture)


def file_name(name: str, shape: str, language: str, style: Style) -> str:
    return f"{name}-{shape}-{language}-{style}.png"


def file_of(one: Measured) -> str:
    """The name of its picture."""
    return file_name(one.name, one.shape, one.language, one.style)
