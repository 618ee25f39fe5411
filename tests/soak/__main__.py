"""`python -m tests.soak --visits N`: robots at several terminals; the report goes to docs/soak.md with --report."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak.plan import Plan
from tests.soak.report import report
from tests.soak.soak import soak

DOCS = Path(__file__).parents[2] / "docs" / "soak.md"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--visits", type=int, default=10_000)
    asked.add_argument("--days", type=int, default=25)
    asked.add_argument("--terminals", type=int, default=7)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--faults", type=float, default=Plan.faults, help="the share of visits with a fault")
    asked.add_argument("--only", default="", help="the faults whose names begin so, such as receipt")
    asked.add_argument("--report", action="store_true", help=f"write {DOCS.name}")
    asked.add_argument("--folder", type=Path, help="keep everything here, in a new folder")
    options = asked.parse_args()
    plan = Plan(options.visits, options.terminals, options.days, options.faults, seed=options.seed, only=options.only)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary) / "soak"
        folder.mkdir(parents=True)
        result = soak(folder, plan, lambda text: print(text, flush=True))
    text = report(result)
    print(text)
    if options.report:
        DOCS.write_text(text, encoding="utf-8")
    return 1 if result.breaches else 0


if __name__ == "__main__":
    sys.exit(main())
