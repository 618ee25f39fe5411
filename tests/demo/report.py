"""The report of a demonstration: every step with its seconds, the pictures, the slips, and the verdict."""

from pathlib import Path

from tests.demo.resident import Moment
from tests.demo.slips import Slip


def write_report(folder: Path, moments: list[Moment], slips: list[Slip], verdicts: list[str], seconds: float) -> None:
    """report.md, and timings.tsv beside it."""
    lines = ["# A demonstration", "", f"{seconds:.0f} seconds. {_verdict(verdicts)}", "", "| step | s |", "|---|---:|"]
    lines += [f"| {_step(moment)} | {moment.seconds:.1f} |" for moment in moments]
    lines += [
        "",
        "## Slips",
        "",
        "| as printed | as others read its bytes | bytes | its code says |",
        "|---|---|---:|---|",
    ]
    lines += [_slip(slip) for slip in slips]
    (folder / "report.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    timings = [f"{moment.seconds:.3f}\t{moment.what}" for moment in moments]
    (folder / "timings.tsv").write_text("\n".join(timings) + "\n", encoding="utf-8")


def _verdict(verdicts: list[str]) -> str:
    return "Everything was as it should be." if not verdicts else "Not as it should be: " + "; ".join(verdicts)


def _step(moment: Moment) -> str:
    return f"![]({moment.picture})" if moment.picture else moment.what


def _slip(slip: Slip) -> str:
    pictures = " | ".join(f"![]({_beside(file)})" for file in (slip.picture, slip.by_others))
    return f"| {pictures} | {slip.data.stat().st_size} | `{slip.code}` |"


def _beside(picture: Path) -> str:
    return f"{picture.parent.name}/{picture.name}"
