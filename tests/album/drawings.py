"""Every screen in every look, language and orientation, with its usual, longest and empty data."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.style import Style
from screens.look.measure import USUAL_INCHES
from tests.album.measures import Measured, measure
from tests.screens import samples
from tests.screens.glass import LANDSCAPE, PORTRAIT

SHAPES = {"tall": PORTRAIT, "wide": LANDSCAPE}
LANGUAGES = ("zh", "en")


def kinds(names=()) -> list[tuple]:
    """The samples with these names, or all."""
    return [one for one in samples.questions() if not names or one[0] in names]


def drawn(glass, shapes, samples_, folder: Path | None = None) -> Iterator[Measured]:
    """Draws and measures; pictures of half the size go into `folder`."""
    for shape in shapes:
        glass.fresh(SHAPES[shape], inches=USUAL_INCHES)
        for name, step, services in samples_:
            for style in Style if step.styled else (Style.STANDARD,):
                for language in LANGUAGES:
                    glass.show(step, services, language, style=style)
                    picture = glass.pixels()
                    measured = measure(glass, name, shape, picture)
                    if folder:
                        picture.reduce(2).save(folder / file_name(measured), compress_level=1)
                    yield measured


def file_name(one: Measured) -> str:
    return f"{one.name}-{one.shape}-{one.language}-{one.style}.png"
