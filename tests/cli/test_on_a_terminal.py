"""The command line as a real program: hostile words on a terminal, closed pipes, other encodings, shells."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import studies
from pty_terminal import PtyTerminal
from utsaga.study import sources
from utsaga.study.coding import codebook, memos
from utsaga.study.sources import NewSource

PROGRAM = [sys.executable, "-m", "utsaga"]
HOSTILE = "[/] \x1b[31mröd\x1b]52;c;aGVq\x07 \x9b2J \u202eomvänd\u2066 \x08\x7f\x00slut"
HOSTILE_TEXT = (
    "I: [/bold] [@click=app.quit]Hej\x1b[2J\x1b]52;c;aGVq\x07 \x9b2J \u202eomvänd.\nIP: Ja \x1b]0;x\x07.\n"
)
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A study whose texts, names, memos and files all try to command the terminal."""
    name = HOSTILE.replace("\x00", "")
    folder = tmp_path / "studie \x1b[31m\u202e"
    with studies.new(folder, title=name) as study:
        speakers = (studies.Speaker("I", interviewer=True), studies.Speaker("IP", name))
        study.do(sources.add(study, [NewSource(name, HOSTILE_TEXT, origin=name, speakers=speakers)]))
        source = study.sources[0]
        text = study.transcript(source.id).text
        study.do(studies.codings.add_at_path(study, source.id, studies.Span(0, len(text)), f"tema / {name}"))
        tema = studies.named(study, "tema")
        study.do(codebook.define(study, tema, name))
        study.do(memos.on_code(study, tema.id, name))
    (tmp_path / "tabell\x1b[31m.csv").write_text(
        f"source,quote,code\n{name},finns inte,{name}\nx\x1b[31m,y,z\n"
    )
    (tmp_path / "fil\x1b[31m\u202e.txt").write_text(HOSTILE_TEXT + "mer")
    return folder


COMMANDS = [
    ["quotes", "STUDY", "tema"],
    ["search", "STUDY", "hej"],
    ["search", "STUDY", "xyzzyxq\x1b[31m"],
    ["codes", "STUDY"],
    ["codes", "STUDY", "--to", "-"],
    ["history", "STUDY"],
    ["export", "STUDY", "--to", "-"],
    ["check", "STUDY"],
    ["quotes", "STUDY", "ingen\x1b[31m\u202e"],
    ["code", "STUDY", "TABLE"],
    ["import", "STUDY", "FILE"],
    ["import", "STUDY", "TABLE", "FILE", "--dry-run", "--json"],
    ["new", "STUDY"],
    ["nonsense\x1b[31m"],
    ["quotes", "STUDY", "tema", "--json"],
    ["history", "STUDY", "--json"],
    ["codes", "STUDY", "--json"],
]


def test_nothing_that_anybody_wrote_reaches_the_terminal_as_a_command(hostile: Path) -> None:
    places = {
        "STUDY": str(hostile),
        "TABLE": str(hostile.parent / "tabell\x1b[31m.csv"),
        "FILE": str(hostile.parent / "fil\x1b[31m\u202e.txt"),
    }
    script = "import json, sys; from utsaga.cli import run; [run(c) for c in json.loads(sys.argv[1])]"
    calls = [[places.get(word, word) for word in command] for command in COMMANDS]
    env = {"UTSAGA_CONFIG": os.environ["UTSAGA_CONFIG"]}
    with PtyTerminal(
        [sys.executable, "-c", script, json.dumps(calls)], env=env, size=(100, 50), emulate=False
    ) as terminal:
        assert terminal.wait() == 0
        printed = terminal.output.decode().replace("\r\n", "\n")
    found = UNSAFE.search(printed)
    assert found is None, repr(printed[max(0, found.start() - 80) : found.end() + 20])
    assert "[/] ␛[31mröd␛]52;c;aGVq␇" in printed
    assert "[@click=app.quit]Hej" in printed
    assert '"quote": "I: [/bold] [@click=app.quit]Hej\\u001b[2J' in printed


def test_json_is_json_and_holds_the_very_words(hostile: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "quotes", str(hostile), "tema", "--json"], capture_output=True, check=True
    )
    (quote,) = json.loads(done.stdout)
    assert quote["quote"] == HOSTILE_TEXT.strip()
    assert not UNSAFE.search(done.stdout.decode())


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    studies.generated(tmp_path / "s", texts=3, codings_each=300).close()
    quotes = subprocess.Popen(
        [*PROGRAM, "quotes", str(tmp_path / "s"), "tema 0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert quotes.stdout is not None
    assert quotes.stderr is not None
    assert quotes.stdout.readline()
    quotes.stdout.close()
    assert quotes.stderr.read() == b""
    assert quotes.wait(20) == 0
    quotes.stderr.close()


def test_a_terminal_that_lacks_a_letter_gets_its_number_instead_of_an_error() -> None:
    env = {**os.environ, "PYTHONIOENCODING": "iso-8859-1", "PYTHONUTF8": "0"}
    done = subprocess.run([*PROGRAM, "keys", "--json"], capture_output=True, env=env, check=True)
    assert done.stderr == b""
    assert b"\\u2193" in done.stdout
    assert any("↓" in command["keys"] for command in json.loads(done.stdout.decode("iso-8859-1")))


def test_a_file_name_that_is_no_text_does_no_harm(folder: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"intervju\xff.txt")
    (tmp_path / name).write_text("I: Hej.\nIP: Hej hej.\nI: Ja.\nIP: Ja.\n")
    for words in (["--dry-run"], ["--json", "--dry-run"], []):
        done = subprocess.run(
            [*PROGRAM, "import", str(folder), str(tmp_path / name), *words], capture_output=True
        )
        assert b"Traceback" not in done.stderr
        assert b"error of the program" not in done.stderr, done.stderr
        assert done.returncode == 0, done.stderr


def test_an_open_study_needs_a_terminal_and_says_so(folder: Path) -> None:
    for words in ([str(folder)], ["open", str(folder)]):
        done = subprocess.run(
            [*PROGRAM, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=30
        )
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert "terminal" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_sourced(shell: str, tmp_path: Path) -> None:
    done = subprocess.run([*PROGRAM, "completion", shell], capture_output=True, text=True, check=True)
    assert "_UTSAGA_COMPLETE" in done.stdout
    script = tmp_path / "completion"
    script.write_text(done.stdout)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here, so its completion cannot be read by it")
    check = {"bash": ["-n"], "zsh": ["-n"], "fish": ["--no-execute"]}[shell]
    assert subprocess.run([shell, *check, str(script)], capture_output=True, text=True).stderr == ""


def test_bash_completes_commands_and_options() -> None:
    def completed(words: str, at: int) -> str:
        env = {**os.environ, "COMP_WORDS": words, "COMP_CWORD": str(at), "_UTSAGA_COMPLETE": "bash_complete"}
        return subprocess.run([*PROGRAM], capture_output=True, text=True, env=env, check=True).stdout

    assert "plain,export" in completed("utsaga ex", 1)
    assert "plain,--number-from" in completed("utsaga export --n", 2)


@pytest.mark.parametrize("command", [c for c in COMMANDS if "-" not in c], ids=" ".join)
def test_a_pager_behind_a_pipe_is_not_commanded_either(command: list[str], hostile: Path) -> None:
    there = {
        "STUDY": str(hostile),
        "TABLE": str(hostile.parent / "tabell\x1b[31m.csv"),
        "FILE": str(hostile.parent / "fil\x1b[31m\u202e.txt"),
    }
    words = [there.get(word, word) for word in command]
    done = subprocess.run([*PROGRAM, *words], capture_output=True, encoding="utf-8", check=False)
    assert not UNSAFE.search(done.stdout + done.stderr)
