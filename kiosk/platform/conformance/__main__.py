"""The command `run_kiosk.py check-platform URL`."""

import argparse
import os
import sys
from collections.abc import Sequence

from kiosk.platform.conformance import check
from kiosk.platform.settings import SECRET_VARIABLE


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0: everything kept; 1: a breach; 2: no secret; 3: something could not be checked."""
    parser = argparse.ArgumentParser(prog="run_kiosk.py check-platform", description="Check a platform under test.")
    parser.add_argument("url", help="address of the platform, without /v1")
    parser.add_argument(
        "--terminal", required=True, help=f"id of a terminal that it knows; the secret stands in {SECRET_VARIABLE}"
    )
    parser.add_argument("--ca-file", default="", help="certificates to trust instead of the system's, PEM")
    options = parser.parse_args(arguments)
    secret = os.environ.get(SECRET_VARIABLE, "")
    if not secret:
        print(f"check-platform: {SECRET_VARIABLE} is not set: it holds the terminal's secret", file=sys.stderr)  # noqa: T201
        return 2
    report = check(options.url, options.terminal, secret, ca_file=options.ca_file)
    print(report.text())  # noqa: T201
    return 1 if not report.ok else 0 if report.complete else 3


if __name__ == "__main__":
    sys.exit(main())
