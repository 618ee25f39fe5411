"""The report of a soak, as a page of Markdown."""

from collections import Counter
from statistics import median

from tests.soak.soak import Soak

FEW = 30  # breaches that are told one by one
HOW = (
    "Every terminal is the program's own wiring in a process of its own, with real drivers on emulated wires and the "
    "platform over HTTP; a robot stands where the face stands. At a power cut the process is killed and started anew, "
    "never at the first terminal, which shows how the program ages. `make soak` does it again."
)
KEPT = (
    "every number exactly once at the platform and for one person; what is shown is what the platform has; no slip of "
    "somebody else, none twice, a confirmed one always; no name and no number of anybody in a terminal's files or in "
    "its live memory after its visits"
)
AGES = "| terminal | day | visits since its start | memory, MiB | threads | handles |"


def report(result: Soak) -> str:
    """What was done, what the platform had at the end, how the programs aged."""
    parts = (_what(result), _breaches(result), _wishes(result), _faults(result), _ageing(result))
    return "\n".join(line for part in parts for line in (*part, "")).rstrip() + "\n"


def _what(result: Soak) -> list[str]:
    plan, minutes = result.plan, result.seconds / 60
    troubled, cuts = sum(bool(visit.faults) for visit in result.visits), result.faults["power cut"]
    done = f"{len(result.visits):,} visits of robot residents at {plan.terminals} terminals on {plan.days} days of the"
    met = f"{troubled:,} visits met with a fault, {cuts:,} with a power cut."
    return ["# A soak", "", f"{done} reference platform, in {minutes:.0f} minutes, seed {plan.seed}. {HOW} {met}"]


def _breaches(result: Soak) -> list[str]:
    count = f"**{len(result.breaches)} breaches** of: {KEPT}."
    return [count, "", *(f"- {breach}" for breach in result.breaches[:FEW])] if result.breaches else [count]


def _wishes(result: Soak) -> list[str]:
    ends = [f"| {wish} | {end} | {count:,} |" for (wish, end), count in sorted(result.ends.items())]
    fates = Counter(visit.fate or "no slip" for visit in result.visits)
    slips = ", ".join(f"{count:,} {fate}" for fate, count in fates.most_common())
    seconds = sorted(visit.seconds for visit in result.visits)
    most = f"{seconds[len(seconds) * 99 // 100]:.1f} s at most for 99 of 100, {seconds[-1]:.1f} s for the longest"
    away = sum(visit.put_by for visit in result.visits)
    return [
        *("## What people came for, and what came of it", "", "| wish | last step | visits |", "|---|---|---|", *ends),
        *(
            "",
            f"Slips: {slips}. Numbers given while the platform was away: {away:,}.",
            "",
            f"A visit took {median(seconds):.1f} s in the median, {most}.",
        ),
    ]


def _faults(result: Soak) -> list[str]:
    rows = [f"| {fault} | {count:,} |" for fault, count in sorted(result.faults.items())]
    return ["## Faults", "", "| fault | times |", "|---|---|", *rows]


def _ageing(result: Soak) -> list[str]:
    rows = []
    since: dict[str, tuple[int, int]] = {}
    for one in result.sizes:
        start, before = since.get(one.terminal, (one.start, 0))
        visits = one.visits + (before if start == one.start else 0)
        since[one.terminal] = one.start, visits
        shown = visits if start == one.start else f"at most {visits}"
        rows.append(f"| {one.terminal} | {one.day} | {shown} | {one.memory:.1f} | {one.threads} | {one.handles} |")
    return ["## How a terminal ages", "", AGES, "|---|---|---|---|---|---|", *rows]
