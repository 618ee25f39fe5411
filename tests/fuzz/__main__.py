"""`python -m tests.fuzz [--seconds 60] [TARGET …]`: each target in a process of its own, led by what it covers.

Exit status 1 and the bytes that did it, where one raised what it does not promise, hung or used too much memory.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what is imported here is not instrumented
    from tests.fuzz.targets import Target

FOUND = Path(__file__).parents[2] / "build" / "fuzz"
NAMES = ("codes", "answers", "problems", "configuration", "imported", "cards", "devices", "paper", "files")
HANG = 10  # seconds for one input
MEMORY = 2048  # MiB


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("targets", nargs="*", help=f"of {', '.join(NAMES)}; without: all")
    asked.add_argument("--seconds", type=int, default=60, help="for each")
    asked.add_argument("--one", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        return _run(options.one, options.seconds)
    broken = []
    for name in options.targets or NAMES:
        command = [sys.executable, "-m", "tests.fuzz", "--one", name, "--seconds", str(options.seconds)]
        ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        told = [line for line in ended.stderr.splitlines() if line.startswith(("Done", "INFO: seed corpus"))]
        print(f"{name}: {'; '.join(told) or 'broken'}", flush=True)
        if ended.returncode:
            broken.append(name)
            print(ended.stderr[-4000:], flush=True)
    print(f"{len(broken)} broken: {', '.join(broken)}" if broken else "nothing broken")
    return int(bool(broken))


def _run(name: str, seconds: int) -> int:
    import atheris

    with atheris.instrument_imports(include=["kiosk", "drivers"]):
        from tests.fuzz.targets import LONGEST, TARGETS
    target, folder = TARGETS[name], FOUND / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (folder / f"seed{number}").write_bytes(seed)

    atheris.Setup(
        [
            sys.argv[0],
            str(folder),
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-timeout={HANG}",
            f"-rss_limit_mb={MEMORY}",
            f"-artifact_prefix={FOUND}/{name}-",
        ],
        lambda data: taken(target, data),
    )
    atheris.Fuzz()
    return 0


def taken(target: "Target", data: bytes) -> None:
    """The bytes are understood, or refused as the target promises; everything else comes through."""
    try:
        target.run(data)
    except target.refuses:
        return


if __name__ == "__main__":
    sys.exit(main())
