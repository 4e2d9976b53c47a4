"""The command line: one module a group of commands, each imported when it is called.

Exit codes: 0 done, 1 found something wrong, 2 misused. Errors go to stderr, a line that says what to do.
No command imports Textual unless it draws. To open a study on the screen, the commands are not imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from utsaga.model.errors import UtsagaError

COMMANDS: dict[str, str] = {
    "new": "utsaga.cli.studies",
    "import": "utsaga.cli.texts",
    "speakers": "utsaga.cli.speakers",
    "transcripts": "utsaga.cli.transcripts",
    "participants": "utsaga.cli.people",
    "guide": "utsaga.cli.guide",
    "code": "utsaga.cli.tables",
    "codes": "utsaga.cli.tables",
    "quotes": "utsaga.cli.quoting",
    "search": "utsaga.cli.finding",
    "export": "utsaga.cli.chapter",
    "review": "utsaga.cli.reviewing",
    "replace": "utsaga.cli.replacing",
    "corrections": "utsaga.cli.correcting",
    "check": "utsaga.cli.studies",
    "git": "utsaga.cli.git",
    "merge-study": "utsaga.cli.git",
    "history": "utsaga.cli.studies",
    "undo": "utsaga.cli.studies",
    "keys": "utsaga.cli.program",
    "paths": "utsaga.cli.program",
    "completion": "utsaga.cli.program",
    "demo": "utsaga.cli.opening",
    "open": "utsaga.cli.opening",
}
"""Where each command lives: a function with its name and ``_command`` behind it."""

_COMPLETION = "_UTSAGA_COMPLETE"
"""Environment variable by which a shell asks how a command line may go on."""


def study_to_open(arguments: Sequence[str]) -> Path | None:
    """The study that ``utsaga STUDY``, or ``utsaga`` within a study, opens; None when more is asked."""
    if not arguments:
        return Path() if os.path.isfile("study.json") else None  # noqa: PTH113
    word = arguments[0]
    alone = len(arguments) == 1 and word not in COMMANDS and not word.startswith("-")
    # What cannot be read is told as in any other command.
    return Path(word) if alone and os.path.isdir(word) and os.access(word, os.R_OK) else None  # noqa: PTH112


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; whatever happens, no traceback quotes an interview."""
    from utsaga.cli.crash import crashed, guard_threads
    from utsaga.cli.out import close_output, complain, take_any_letter

    take_any_letter()
    guard_threads()
    try:
        outcome = _called(arguments)
        sys.stdout.flush()
    except (KeyboardInterrupt, EOFError):
        complain("Stopped.")
        return 130
    except UtsagaError as error:
        complain(f"{error}{_what_helps(error)}")
        return 1
    except (BrokenPipeError, SystemExit):
        # Click leaves so, too, when the reader of our output has gone (head, less): that is no error.
        close_output()
        return 0
    except Exception as error:  # noqa: BLE001
        return crashed(error)
    return outcome


def _what_helps(error: UtsagaError) -> str:
    """What to do about a file of the study that is not what it should be."""
    from utsaga.store.errors import Damaged, Garbled
    from utsaga.study.living.outside import remedy

    if isinstance(error, Garbled | Damaged) and "\n" not in str(error):
        return ". 'utsaga check --repair STUDY' puts right what can be, without guessing"
    return remedy(error)


def _called(arguments: Sequence[str]) -> int:
    """Open a study if that is all that is asked: that needs no Click, a tenth of what a start imports."""
    study = study_to_open(arguments) if _COMPLETION not in os.environ else None
    if study is None:
        from utsaga.cli.root import call

        return call(list(arguments))
    from utsaga.cli.screen import show

    return show(study)
