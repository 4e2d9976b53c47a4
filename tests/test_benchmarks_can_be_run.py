"""The benchmarks stand on the program as it is: what they no longer find is seen before they are needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parent.parent / "bench"


def test_every_benchmark_finds_what_it_measures() -> None:
    names = sorted(file.stem for file in BENCH.glob("*.py"))
    assert "program" in names
    code = f"import sys; sys.path.insert(0, {str(BENCH)!r}); import {', '.join(names)}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
