"""The command line as Click sees it: the commands, found when they are called, and what is said of misuse."""

from __future__ import annotations

import importlib
import os

import click

from utsaga import __version__
from utsaga.cli import COMMANDS, study_to_open
from utsaga.cli.out import complain


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
        if (here := study_to_open([])) is not None:
            command = utsaga.get_command(ctx, "open")
            assert command is not None
            ctx.invoke(command, study=here)
        else:
            click.echo(ctx.get_help())


def call(arguments: list[str]) -> int:
    """Call a command and return its exit code; misuse is told with a line that says what to do."""
    try:
        outcome = utsaga.main(arguments, prog_name="utsaga", standalone_mode=False)
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.ClickException as misused:
        complain(_how_to_use(misused))
        return 2
    except click.Abort:
        raise KeyboardInterrupt from None
    return outcome if isinstance(outcome, int) else 0


def _how_to_use(misused: click.ClickException) -> str:
    context = misused.ctx if isinstance(misused, click.UsageError) else None
    hint = f" Try '{context.command_path} --help'." if context is not None else ""
    said = " ".join(misused.format_message().split())
    return f"{said}{'' if said.endswith(('.', '?', ')')) else '.'}{hint}"
