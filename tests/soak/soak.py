"""Days of visits at several terminals at once, each in a process of its own, and what the platform has at the end."""

import multiprocessing
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.soak.booth import CUT, Age, Booth, Visit, is_nobodys, papers_of
from tests.soak.people import person
from tests.soak.plan import Plan
from tests.soak.town import Days, town

NEARLY = 8  # dot lines, a millimetre, by which a slip may be shorter and still be whole
WAIT = 3600.0  # seconds for one day of one terminal


@dataclass
class Soak:
    """What has come of it."""

    plan: Plan
    seconds: float = 0.0
    visits: list[Visit] = field(default_factory=list)
    sizes: list[Age] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)

    @property
    def faults(self) -> Counter[str]:
        return Counter(fault for visit in self.visits for fault in visit.faults)

    @property
    def ends(self) -> Counter[tuple[str, str]]:
        return Counter((visit.wish, visit.end or "none") for visit in self.visits)


def soak(folder: Path, plan: Plan, tell=lambda text: None) -> Soak:
    """Run it. Raises what breaks a booth: a robot that is lost, a terminal that has ended by itself."""
    result, begun = Soak(plan), time.monotonic()
    names = [f"T{number:02}" for number in range(1, plan.terminals + 1)]
    clock = Days()
    with town(folder, names, clock) as (url, _):
        spawn = multiprocessing.get_context("spawn")
        pipes, booths = [], []
        for name in names:
            ours, theirs = spawn.Pipe()
            booth = spawn.Process(target=_booth, args=(theirs, folder, name, url, plan, _today(clock)), name=name)
            booth.start()
            theirs.close()
            pipes.append(ours)
            booths.append(booth)
        try:
            for day in range(plan.days):
                _one_day(result, pipes, day, _today(clock))
                clock.next()
                tell(f"day {day + 1} of {plan.days}: {len(result.visits)} visits, {len(result.breaches)} breaches")
        finally:
            for pipe in pipes:
                pipe.close()
            for booth in booths:
                booth.join(60)
                booth.kill()
    result.seconds = time.monotonic() - begun
    _judge_numbers(result, folder / "platform.db")
    return result


def _today(clock: Days) -> str:
    return clock.now().date().isoformat()


def _one_day(result: Soak, pipes, day: int, date: str) -> None:
    plan = result.plan
    first, last = (plan.visits * one // plan.days for one in (day, day + 1))
    serials = range(first, last)
    for number, pipe in enumerate(pipes):
        pipe.send((date, list(serials[number :: len(pipes)])))
    for pipe in pipes:
        if not pipe.poll(WAIT):
            raise AssertionError("a terminal does not come to the end of its day")
        visits, age, breaches, broken = pipe.recv()
        if broken:
            raise AssertionError(broken)
        result.visits += visits
        result.sizes.append(replace(age, day=day + 1))
        result.breaches += breaches


def _booth(pipe, folder: Path, name: str, url: str, plan: Plan, day: str) -> None:
    database = folder / "platform.db"
    try:
        with Booth(folder / name, name, url, plan, day) as booth:
            while True:
                date, serials = pipe.recv()
                visits = [booth.visit(serial, date) for serial in serials]
                age = booth.measure(len(visits))
                pairs = zip([None, *visits], visits, strict=False)
                breaches = [breach for before, visit in pairs for breach in judged(visit, database, before)]
                breaches += [f"{name} still knows after its visits: {what}" for what in age.known]
                pipe.send((visits, age, breaches, ""))
    except EOFError:
        return
    except BaseException as error:  # noqa: BLE001 - told where somebody reads it
        pipe.send(([], None, [], f"{name}: {error!r}\n{(folder / name / 'errors.txt').read_text()[-2000:]}"))


def judged(visit: Visit, database: Path, before: Visit | None = None) -> list[str]:
    """What should not have happened at one visit, by the platform's own record of this person."""
    papers, told = papers_of(database, person(visit.serial).number), []
    for kind, codes in papers.items():
        if len(codes) > 1:
            told.append(f"{len(codes)} {kind}s for one person")
    paper = {"TicketTaken": "ticket", "AppointmentMade": "appointment"}.get(visit.end)
    nobodys = {code for code, _ in visit.slips if is_nobodys(database, code)} if CUT in visit.faults else set()
    if visit.put_by:  # it is nobody's at the platform, either: all numbers together are looked at in the end
        nobodys.add(f"hallkiosk:ticket:{visit.paper}")
    elif paper and papers[paper] != {f"hallkiosk:{paper}:{visit.paper}"}:
        told.append(f"was shown a {paper} that the platform does not have")
    if visit.wish in {"ticket", "book"} and not visit.end:
        told.append("never came to an end")
    own = nobodys.union(*papers.values())
    of_people = [(code, lines) for code, lines in visit.slips if not code.startswith("hallkiosk:item:")]
    told += [f"a slip of somebody else came out: {code}" for code, _ in of_people if code not in own]
    if CUT not in visit.faults:  # after which people come back, and have their slip printed once more
        told += [f"printed {count} times: {code}" for code, count in _whole(of_people).items() if count > 1]
    if visit.fate == "confirmed" and paper and not of_people:
        told.append("a slip that was confirmed never came out")
    if told and not visit.faults and before is not None:
        told[-1] += f"; the visit before it: {before.end} {before.fate}, {', '.join(before.faults) or 'no fault'}"
    return [f"visit {visit.serial} ({visit.wish}, {', '.join(visit.faults) or 'no fault'}): {what}" for what in told]


def _whole(slips: list[tuple[str, int]]) -> Counter[str]:
    """How many whole slips there are for each code: one that ended with the paper, or the cover, is shorter."""
    longest: dict[str, int] = {}
    for code, lines in slips:
        longest[code] = max(lines, longest.get(code, 0))
    return Counter(code for code, lines in slips if lines > longest[code] - NEARLY)


def _judge_numbers(result: Soak, database: Path) -> None:
    shown = Counter((visit.day, visit.number) for visit in result.visits if visit.number)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        given = Counter(db.execute("SELECT day, prefix || printf('%03d', number) FROM tickets").fetchall())
    for (day, number), count in sorted((shown | given).items()):
        if count > 1:
            result.breaches.append(f"{day}: number {number} given or shown {count} times")
        if (day, number) not in given:
            result.breaches.append(f"{day}: number {number} shown and not given")
