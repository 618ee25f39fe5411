"""`python -m tests.album [--only NAME …] [--accept]`: draws every screen in every look, language and orientation.

Leaves pictures and a page of them in build/screens/album/, and writes the table of numbers to docs/numbers.md. Ends
with 1 when a screen has a fault or a number is missed. `--accept` keeps the pictures of the last run to compare with.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from screens.display import Size, virtual
from tests.album import accepted, page
from tests.album.requirements import REQUIREMENTS

ROOT = Path(__file__).parents[2]
FOLDER, ACCEPTED = ROOT / "build" / "screens" / "album", ROOT / "build" / "screens" / "accepted"
DOCUMENT = ROOT / "docs" / "numbers.md"
LARGEST = Size(1920, 1920)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.album", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="these screens; docs stay as they are")
    parser.add_argument("--accept", action="store_true", help="keep the pictures of the last run to compare with")
    asked = parser.parse_args(argv)
    if asked.accept:
        if not any(FOLDER.glob("*.png")):
            sys.exit("there are no pictures to accept yet: run `make screens` first")
        print(f"{accepted.accept(FOLDER, ACCEPTED)} pictures are accepted")
        return 0
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    drawings = draw_them(asked.only)
    changes = accepted.changes(FOLDER, ACCEPTED)
    (FOLDER / "index.html").write_text(page.album(drawings, changes), encoding="utf-8")
    if not asked.only:
        words = DOCUMENT.read_text(encoding="utf-8").partition("\n| ")[0].rstrip()
        DOCUMENT.write_text(f"{words}\n\n{page.numbers(drawings)}", encoding="utf-8")
    return told(drawings)


def draw_them(only: list[str]) -> list:
    """On a display of its own, drawn by software."""
    with virtual(LARGEST) as name, tempfile.TemporaryDirectory() as place:
        os.environ.update(DISPLAY=name, LIBGL_ALWAYS_SOFTWARE="1", SDL_VIDEODRIVER="x11")
        from tests.album.drawings import SHAPES, drawn, kinds
        from tests.screens.glass import Glass  # a window is made: only now is there a display
        from tests.writing.ready import put_away, shared

        glass = Glass(Path(place), shared(lambda: Path(place) / "writing"))
        try:
            return list(drawn(glass, SHAPES, kinds(only), FOLDER))
        finally:
            put_away()


def told(drawings: list) -> int:
    """Prints what is wrong; 1 when something is."""
    print(f"{len(drawings)} drawings: {FOLDER / 'index.html'}")
    faulty = [one for one in drawings if one.faults]
    for one in faulty:
        print(f"  {one.name} {one.shape} {one.language} {one.style}: {'; '.join(one.faults)}")
    missed = [one for one in REQUIREMENTS if not one.kept(drawings)]
    for one in missed:
        print(f"  {one.key} is missed: {one.asks}")
        for number in one.numbers:
            print(f"    {number.what}: {number.measured(drawings)} {number.unit}, limit {number.limit:.4g}")
    return 1 if faulty or missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
