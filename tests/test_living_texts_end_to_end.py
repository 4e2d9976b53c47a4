"""A coded interview goes through vim, a search-and-replace of every name and a re-flow, at a real terminal.

After each, every coding lies on its words or waits in the review with the words it had; one undo brings
text and codings back.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pty_terminal import PtyTerminal, python
from utsaga import demo
from utsaga.study import Study
from utsaga.study.check import check

LOST = "Men godispåsarna, det var inte nämnden som stod där, det var jag."
DOUBTFUL = "Förtroende, det är väl inte att man får ja."
NAMES = {"Gunilla": "Märta", "Birgitta": "Inga-Lill", "Mattias": "[chefen]", "Lövhult": "[kommun A]"}


def vim(text: str) -> str:
    """Words corrected, a sentence and a coded line taken out, one rewritten, a line put in at the top."""
    for old, new in (
        ("Och datorn är min och fönstret är mitt", "Datorn är min och fönstret mitt"),
        (f" {LOST}", ""),
        (DOUBTFUL, "Man litar på beskedet fast svaret blir nej."),
        ("Det trodde jag när jag var ung.", "Så blir det med åren."),
    ):
        assert old in text
        text = text.replace(old, new)
    lines = text.split("\n")
    lines = [line for line in lines if not line.startswith("IP: Jag skrev upp det en vecka.")]
    return "\n".join(["Transkriberad av Sara.", "", *lines])


def search_and_replace(text: str) -> str:
    """Every name by another one, and the labels of both speakers."""
    for name, other in NAMES.items():
        text = text.replace(name, other)
    return re.sub("^IP:", "Märta:", re.sub("^I:", "Intervjuaren:", text, flags=re.M), flags=re.M)


def re_flow(text: str) -> str:
    """Every paragraph in lines of 64 characters."""
    return "\n".join(textwrap.fill(line, 64, break_on_hyphens=False) for line in text.split("\n"))


STEPS: tuple[Callable[[str], str], ...] = (vim, search_and_replace, re_flow)


@pytest.fixture
def here(tmp_path: Path) -> Mapping[str, str]:
    """The environment of a coder called Kim."""
    config = tmp_path / "config.toml"
    config.write_text('coder = "kim"\n', encoding="utf-8")
    return {"UTSAGA_CONFIG": str(config), "HOME": str(tmp_path)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A fresh copy of the example study."""
    demo.build(tmp_path / "study", "kim")
    return tmp_path / "study"


def on_screen(here: Mapping[str, str], folder: Path) -> PtyTerminal:
    terminal = PtyTerminal(python("-m", "utsaga", str(folder)), size=(120, 40), env=here)
    terminal.wait_for("intervju-1")
    return terminal


def interview(folder: Path) -> Path:
    return folder / "transcripts/intervju-1.txt"


def words(text: str) -> list[str]:
    """What is said, whatever it is called and however it is broken into lines."""
    for name, other in NAMES.items():
        text = text.replace(name, other)
    return re.sub(r"\b(I|IP|Märta|Intervjuaren):", "", text).split()


def quotes(folder: Path) -> dict[str, str]:
    """The words of each coding in the interview."""
    with Study.open(folder, coder="kim", write=False) as study:
        source = study.source_named("intervju-1")
        return {coding.id: coding.quote for coding in study.held.codings(source.id)}


def assert_on_their_words_or_waiting(folder: Path, before: Mapping[str, str]) -> None:
    with Study.open(folder, coder="kim", write=False) as study:
        source = study.source_named("intervju-1")
        text = study.transcript(source.id).text
        reworded = 0
        for coding in study.held.codings(source.id):
            review = study.held.review(source.id, coding.id)
            if review is not None:
                assert review.quote == before[coding.id]
                continue
            assert text[coding.start : coding.end] == coding.quote
            reworded += words(coding.quote) != words(before[coding.id])
        assert reworded <= 1, "only 'Och datorn är min' was corrected under a coding that needs no look"
        waiting = {review.quote[:20]: review.state for review in study.held.reviews(source.id)}
        assert waiting == {LOST[:20]: "lost", "Jag skrev upp det en": "lost", DOUBTFUL[:20]: "likely"}
        speakers = {turn.label for turn in study.transcript(source.id).turns} - {None}
        assert speakers == ({"Märta", "Intervjuaren"} if "Märta:" in text else {"I", "IP"})
        (found,) = check(study).findings
        assert "3 passages to review" in found.what


def test_while_the_program_runs(here: Mapping[str, str], folder: Path) -> None:
    file, before = interview(folder), quotes(folder)
    texts = [file.read_text(encoding="utf-8")]
    with on_screen(here, folder) as terminal:
        terminal.wait_for("/102")
        for step in STEPS:
            texts.append(step(texts[-1]))
            file.write_text(texts[-1], encoding="utf-8")
            terminal.wait_for("'intervju-1' was changed outside")
            terminal.wait_for("g r places them.")
            terminal.press("g", "r")
            terminal.wait_for("1 of 3")
            terminal.press("q")
            terminal.wait_for(lambda screen: "Review" not in screen.text())
            terminal.press("w", "s")
            terminal.wait_for(lambda screen: "was changed outside" not in screen.text())
        for text in reversed(texts[:-1]):
            terminal.press("u")
            terminal.wait_until(lambda text=text: file.read_text(encoding="utf-8") == text)
            terminal.wait_for("Undone: 'intervju-1' was changed outside")
            terminal.press("w", "s")
            terminal.wait_for(lambda screen: "Undone:" not in screen.text())
        for _ in STEPS:
            terminal.press("U")
            terminal.wait_for("Redone: 'intervju-1' was changed outside")
            terminal.press("w", "s")
            terminal.wait_for(lambda screen: "Redone:" not in screen.text())
        terminal.press("q")
        assert terminal.wait() == 0
    assert file.read_text(encoding="utf-8") == texts[-1]
    assert_on_their_words_or_waiting(folder, before)


def test_while_it_does_not_run(here: Mapping[str, str], folder: Path) -> None:
    """Each step between two sessions; then the review: one accepted, one given up, one placed by hand."""
    file, before = interview(folder), quotes(folder)
    with on_screen(here, folder) as terminal:  # keeps the texts as they are
        terminal.wait_for("/102")
        terminal.press("q")
        assert terminal.wait() == 0
    for step in STEPS:
        file.write_text(step(file.read_text(encoding="utf-8")), encoding="utf-8")
        with on_screen(here, folder) as terminal:
            terminal.wait_for("1 to review, 2 lost their words")
            terminal.press("q")
            assert terminal.wait() == 0
    assert_on_their_words_or_waiting(folder, before)
    with on_screen(here, folder) as terminal:
        terminal.press("g", "r")
        terminal.wait_for("1 of 3")
        terminal.press("x")
        terminal.wait_for("1 of 2  1 settled")
        terminal.press("enter")
        terminal.wait_for("1 of 1  2 settled")
        terminal.press("e")
        terminal.wait_for("Select the words")
        terminal.press("e")
        terminal.wait_for("Nothing to review")
        terminal.press("q")
        terminal.wait_for("intervju-1")
        terminal.press("q")
        assert terminal.wait() == 0
    with Study.open(folder, coder="kim", write=False) as study:
        assert check(study).findings == ()
        assert all(study.holds(c) for c in study.held.codings(study.source_named("intervju-1").id))
