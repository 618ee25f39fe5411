"""`python -m tests.bench [NAME …]`: measures, prints a table, and ends with 1 when a limit is missed."""

import sys
from importlib import import_module
from pathlib import Path

from tests.bench.figure import Figure

HERE = Path(__file__).parent


def benches():
    """The names of all files here that measure something."""
    return sorted(file.stem for file in HERE.glob("*.py") if "\ndef run(" in file.read_text(encoding="utf-8"))


def chosen(names):
    """These benches, or all of them. Ends the program at a name that is none."""
    known = benches()
    if unknown := sorted(set(names) - set(known)):
        sys.exit(f"no such bench: {', '.join(unknown)}; there are {', '.join(known)}")
    return names or known


def line(figure: Figure) -> str:
    if figure.limit is None:
        limit, verdict = "", ""
    else:
        limit, verdict = f"{'≥' if figure.at_least else '≤'} {figure.limit:g}", "ok" if figure.ok else "MISSED"
    return f"  {figure.name:<68} {figure.value:>10.2f} {figure.unit:<6} {limit:>10}  {verdict}".rstrip()


def main(names):
    missed = 0
    for name in chosen(names):
        print(name, flush=True)
        for figure in import_module(f"tests.bench.{name}").run():
            print(line(figure), flush=True)
            missed += not figure.ok
    print(f"{missed} limit(s) missed" if missed else "every limit kept")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
