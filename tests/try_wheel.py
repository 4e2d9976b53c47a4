"""Build the wheel, install it in an environment of its own, and use it from another folder."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUIET = ["--quiet", "--disable-pip-version-check"]


def run(*command: str | Path, **options: object) -> str:
    """Run a command, its output returned; a failure ends everything with what it said."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, encoding="utf-8", check=False, **options
    )  # type: ignore[call-overload]
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return str(done.stdout)


def starts_on_a_terminal(program: Path, study: Path) -> bool:
    """Whether the screen comes up with its styles and leaves by ``q``."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", UTSAGA_CONFIG=os.devnull)
        os.chdir("/")
        os.execv(program, [str(program), str(study)])
    seen = b""
    asked = False
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
        if not asked and b"intervju-1" in seen:
            os.write(terminal, b"q")
            asked = True
    return asked and os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def main() -> None:
    """Try the wheel."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        run(sys.executable, "-m", "pip", "wheel", *QUIET, "--no-deps", "--wheel-dir", here / "dist", ROOT)
        (wheel,) = (here / "dist").glob("utsaga-*.whl")
        venv.create(here / "env", with_pip=True)
        python, program = here / "env/bin/python", here / "env/bin/utsaga"
        run(python, "-m", "pip", "install", *QUIET, wheel)
        version = run(program, "--version", cwd="/").strip()
        study = here / "study"
        run(program, "demo", study, cwd="/", stdin=subprocess.DEVNULL)
        run(program, "check", study, cwd="/")
        chapter = run(program, "export", study, "--to", "-", cwd="/")
        if "# Mellan blankett" not in chapter:
            sys.exit("the chapter of the example study is not what it should be")
        if not starts_on_a_terminal(program, study):
            sys.exit("the screen did not come up, or did not leave by q")
        print(f"{wheel.name}: {version} works from its own environment")  # noqa: T201 - a script talks


if __name__ == "__main__":
    main()
