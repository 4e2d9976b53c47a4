"""The command line: one module a group of commands, each imported when it is called.

Exit codes: 0 done, 1 found something wrong, 2 misused. Errors go to stderr, a line that says what to do.
No command imports Textual unless it draws.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from utsaga import __version__
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
    "demo": "utsaga.cli.screen",
    "open": "utsaga.cli.screen",
}
"""Where each command lives: a function with its name and ``_command`` behind it."""


class _Commands(click.Group):
    """Finds commands when they are called; what is no command is a study to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of the work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with a name, imported now."""
        del ctx
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        found = getattr(importlib.import_module(module), f"{cmd_name.replace('-', '_')}_command")
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """``utsaga my-study`` opens a study: a word that is no command but is a folder."""
        word = args[0]
        if word not in COMMANDS and not word.startswith("-"):
            if not os.path.isdir(word):  # noqa: PTH112
                from utsaga.nearest import nearest

                raise click.UsageError(f"'{word}' is no command and no folder{nearest(word, COMMANDS)}.", ctx)
            args = ["open", *args]
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="'utsaga STUDY' opens a study on the screen; 'utsaga demo' shows how that looks.",
)
@click.version_option(__version__, "--version", "-V", message="utsaga %(version)s")
@click.pass_context
def utsaga(ctx: click.Context) -> None:
    """Code interviews in the terminal: transcripts in, single keys, a Markdown theme chapter out."""
    if ctx.invoked_subcommand is None:
        if os.path.isfile("study.json"):  # noqa: PTH113
            command = utsaga.get_command(ctx, "open")
            assert command is not None
            ctx.invoke(command, study=".")
        else:
            click.echo(ctx.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; whatever happens, no traceback quotes an interview."""
    from utsaga.cli.crash import crashed, guard_threads
    from utsaga.cli.out import close_output, complain, take_any_letter

    take_any_letter()
    guard_threads()
    try:
        outcome = utsaga.main(list(arguments), prog_name="utsaga", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.ClickException as misused:
        complain(_how_to_use(misused))
        return 2
    except click.Abort:
        complain("Stopped.")
        return 130
    except UtsagaError as error:
        complain(str(error))
        return 1
    except (BrokenPipeError, SystemExit):
        # Click leaves so, too, when the reader of our output has gone (head, less): that is no error.
        close_output()
        return 0
    except Exception as error:  # noqa: BLE001
        return crashed(error)
    return outcome if isinstance(outcome, int) else 0


def _how_to_use(misused: click.ClickException) -> str:
    context = misused.ctx if isinstance(misused, click.UsageError) else None
    hint = f" Try '{context.command_path} --help'." if context is not None else ""
    said = " ".join(misused.format_message().split())
    return f"{said}{'' if said.endswith(('.', '?', ')')) else '.'}{hint}"
