"""Commands about the program itself: keys, paths, completion."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from utsaga.cli.out import print_json, print_table, say
from utsaga.cli.parts import json_option
from utsaga.commands import COMMANDS, Scope
from utsaga.config import cache_path, config_path, is_named, read_config
from utsaga.filepaths import is_there
from utsaga.keymap import show_keys


@click.command("keys")
@click.option("--markdown", is_flag=True, help="Print the table of keys as Markdown.")
@json_option
def keys_command(markdown: bool, as_json: bool) -> None:
    """List all keys, with the changes in your configuration; an error in it is told."""
    keymap = read_config().keymap
    rows = [
        (command.scope, command.id, [show_keys(keys) for keys in keymap.keys_of(command)], command.says)
        for command in COMMANDS
    ]
    if as_json:
        print_json([{"scope": s.value, "id": i, "keys": keys, "says": says} for s, i, keys, says in rows])
    elif markdown:
        say(_markdown([(scope, i, keys, says) for scope, i, keys, says in rows]))
    else:
        print_table(
            ("where", "keys", "id", "does"), [(s.value, " ".join(k), i, says) for s, i, k, says in rows]
        )


@click.command("paths")
@json_option
def paths_command(as_json: bool) -> None:
    """Say where the program keeps what: the configuration, copies for the clipboard."""
    config = config_path()
    places = {"config": str(config), "cache": str(cache_path()), "program": str(Path(__file__).parents[1])}
    if as_json:
        print_json(places)
    else:
        default = "not there, though UTSAGA_CONFIG names it" if is_named() else "not there; the defaults hold"
        there = "" if is_there(config) else f"  ({default})"
        print_table(("what", "where"), [(k, v + (there if k == "config" else "")) for k, v in places.items()])


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the completion of commands and options for a shell.

    bash: eval "$(utsaga completion bash)"; zsh the same; fish: utsaga completion fish | source
    """
    kind = get_completion_class(shell)
    assert kind is not None
    sys.stdout.write(kind(ctx.find_root().command, {}, "utsaga", "_UTSAGA_COMPLETE").source() + "\n")


def _markdown(rows: list[tuple[Scope, str, list[str], str]]) -> str:
    lines: list[str] = []
    for scope in Scope:
        here = [row for row in rows if row[0] is scope]
        if here:
            lines += [f"## {scope.value}", "", "| keys | command | does |", "|---|---|---|"]
            lines += [f"| {' · '.join(map(_key, keys))} | {i} | {says} |" for _, i, keys, says in here]
            lines.append("")
    return "\n".join(lines).rstrip()


def _key(shown: str) -> str:
    return "`` ` ``" if shown == "`" else f"`{shown.replace('|', chr(92) + '|')}`"
