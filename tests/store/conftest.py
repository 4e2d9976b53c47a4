"""The simulated disks and the crash harness live in bench/; this puts them on the import path."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
