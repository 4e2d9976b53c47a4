"""The program: ``utsaga`` and ``python -m utsaga``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from utsaga.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
