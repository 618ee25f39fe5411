"""`python -m tests.demo`: a robot resident makes whole visits; pictures, slips and a report in build/demo."""

import sys
import time
from pathlib import Path

from drivers.emulated.sample_cards import CITIZEN, RARE_NAME
from screens import tokens
from tests.demo import visits
from tests.demo.hall import DOCK, KIOSK, ROOT, Hall, hall
from tests.demo.privacy import traces, written
from tests.demo.report import write_report
from tests.demo.resident import Moment, NotSeen, Pane, Resident, density, letters
from tests.demo.screen import Screen
from tests.demo.signs import Signs
from tests.demo.slips import collected, mistakes
from tests.soak.residue import remembered

REST = 3.0  # seconds that nobody is there, so that the terminal tidies up
FOLDER = ROOT / "build" / "demo"
INCHES = 21.5  # of the kiosk's panel, config/demo.toml
TYPE_MM = (tokens.SMALL, tokens.BODY, tokens.BODY * 1.1, tokens.LARGE, tokens.TITLE * 0.85, tokens.TITLE, tokens.GREAT)
DOCK_WIDE_MM = 330.0  # screens/dock/scale.py
PLATFORM = {"platform.db", "platform.db-wal", "platform.db-shm"}  # the only files that may know a resident


def main() -> int:
    begun, moments = time.monotonic(), list[Moment]()

    def tell(sentence: str) -> None:
        print(f"{time.monotonic() - begun:7.1f} s  {sentence}", flush=True)

    with hall(FOLDER) as place:
        tell(f"The hall opens: kiosk and dock on the display {place.display}.")
        place.open()
        failed = _visit(place, moments, tell)
        if place.running:
            time.sleep(REST)
            tell("Everybody has left: the memory of the program is searched.")
            failed += _remembered(place)
        place.kill()
        tell("The terminal's plug is pulled.")
        slips = collected(place.state / "slips", FOLDER / "slips")
        verdicts = [*failed, *_search(place.state), *mistakes(slips)]
    write_report(FOLDER, moments, slips, verdicts, time.monotonic() - begun)
    for verdict in verdicts:
        tell(f"NOT AS IT SHOULD BE: {verdict}")
    tell(f"{len(list(FOLDER.glob('*.png')))} pictures, {len(slips)} slips and the report are in {FOLDER}.")
    return 1 if verdicts else 0


def _visit(place: Hall, moments: list[Moment], tell) -> list[str]:
    """All visits, one after the other; what went wrong."""
    screen = Screen(place.display)
    kiosk = Pane("kiosk", 0, 0, *KIOSK, letters(TYPE_MM, density(*KIOSK, INCHES)))
    dock = Pane("dock", KIOSK.width, 0, *DOCK, letters(TYPE_MM, DOCK.width / DOCK_WIDE_MM))
    zh, en = Signs("zh"), Signs("en")
    here = (zh("stillThere.here"), en("stillThere.here"))
    residents = [Resident(screen, pane, FOLDER, moments, tell, here=here) for pane in (kiosk, dock)]
    scene = visits.Scene(*residents, zh, en)
    try:
        for visit in visits.VISITS:
            tell(f"— {visit.__doc__}")
            moments.append(Moment(f"**{visit.__doc__}**", 0.0))
            visit(scene)
    except NotSeen as missing:
        return [str(missing)] if place.running else [str(missing), f"the program has ended; see {place.log}"]
    finally:
        screen.close()
    return []


def _facts() -> dict[str, str]:
    """What is known of the sample people, and of nobody else."""
    people = {"first": CITIZEN, "second": RARE_NAME}
    return {
        f"{which} {fact}": getattr(one, fact) for which, one in people.items() for fact in ("number", "name", "address")
    }


def _remembered(place: Hall) -> list[str]:
    """Look for the sample people in the living program, face and all; what was found there.

    A name that the dock's own texts speak of is in every program that has read the texts.
    """
    texts = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "assets" / "texts").glob("*.toml"))
    facts = {name: text for name, text in _facts().items() if text not in texts}
    forms = [(f"{name} in {form}", data) for name, text in facts.items() for form, data in written(text).items()]
    if not remembered(place.process("devices"), forms):
        return ["the search finds nobody even in the memory of the dock: it proves nothing"]
    return [f"the program still knows the {what}" for what in remembered(place.process("run"), forms)]


def _search(state: Path) -> list[str]:
    """Look for the sample people in everything that the terminal has kept; what was found where it must not be."""
    facts = _facts()
    everywhere = {trace.file.name for trace in traces(state, facts, set())}
    if not everywhere & PLATFORM:
        return ["the search finds nobody even in the platform's own database: it proves nothing"]
    return [f"{trace.file} holds the {trace.what}" for trace in traces(state, facts, PLATFORM)]


if __name__ == "__main__":
    sys.exit(main())
