"""A transcript's file that was given another name and edited, too: recognised, and left to a person."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.study.check import check
from utsaga.study.living import outside

GUIDE = ["Hur ser en vanlig dag ut för dig här?", "Vad betyder tillit?", "Vem bestämmer över din tid?"]
WORDS = [f"{a}{b}{c}" for a in ("be", "ka", "so", "ty") for b in ("ra", "li", "mo") for c in ("n", "t", "s")]


def interview(seed: int) -> str:
    """The questions of one guide, each with an answer of eighty words that nobody else gives."""
    chance = random.Random(seed)
    said = (" ".join(chance.choices(WORDS, k=80)).capitalize() for _ in GUIDE)
    return "\n".join(f"I: {asked}\n\nIP: {answer}.\n" for asked, answer in zip(GUIDE, said, strict=True))


def edited(text: str) -> str:
    """What a person makes of a text: a heading, one word everywhere another, one question left out."""
    return f"Intervju den 3 maj, rättad\n\n{text}".replace(" kalin", " huset").replace(
        f"I: {GUIDE[1]}\n\n", ""
    )


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with studies.new(tmp_path / "s") as opened:
        for number in (1, 2):
            speakers = [Speaker("I", interviewer=True), Speaker("IP")]
            studies.add_text(opened, f"samtal-{number}", interview(number), speakers)
        outside.notice(opened)
        studies.code(opened, "samtal-1", GUIDE[0], "fråga")
        opened.store.flush()
        yield opened


def move(study: Study, name: str, text: str) -> Path:
    """Take the file of the first interview away, and put another with a text beside it."""
    (study.path / "transcripts/samtal-1.txt").unlink()
    other = study.path / "transcripts" / name
    other.write_text(text)
    other.chmod(0o600)
    return other


def findings(study: Study) -> str:
    return "\n".join(f"{found.where}: {found.what}" for found in check(study).findings)


def test_it_is_said_where_most_of_its_words_are_and_its_name_brings_it_in(study: Study) -> None:
    other = move(study, "Karin rättad.txt", edited(interview(1)))
    (said,) = outside.notice(study)
    words = "Most of its words stand in transcripts/Karin rättad.txt: if that is the same interview, give it"
    assert f"{words} the name of this transcript, samtal-1.txt." in said
    told = findings(study)
    assert "most of the words of 'samtal-1' stand in it, whose file is missing" in told
    assert "utsaga import" not in told
    other.rename(study.path / "transcripts/samtal-1.txt")
    (said,) = outside.notice(study)
    assert said == "'samtal-1' was changed outside: 1 passage moved along."
    assert findings(study) == ""


def test_another_interview_by_the_same_guide_is_not_taken_for_it(study: Study) -> None:
    move(study, "ny.txt", interview(3))
    (said,) = outside.notice(study)
    assert "ny.txt" not in said
    assert f"utsaga import STUDY '{study.path / 'transcripts/ny.txt'}' brings it in" in findings(study)


def test_where_two_files_could_be_it_nothing_is_said(study: Study) -> None:
    move(study, "a.txt", edited(interview(1)))
    (study.path / "transcripts/b.txt").write_text(f"{interview(1)}\nSlut.\n")
    (said,) = outside.notice(study)
    assert "Most of its words" not in said


def test_an_edited_copy_of_a_transcript_that_is_there_is_not_taken_for_another(study: Study) -> None:
    move(study, "kopia.txt", edited(interview(2)))
    (said,) = outside.notice(study)
    assert "kopia.txt" not in said


def test_a_text_that_is_not_kept_here_is_looked_for_in_nothing(study: Study) -> None:
    move(study, "a.txt", edited(interview(1)))
    for kept in (study.path / ".local/texts/samtal-1").glob("*"):
        kept.unlink()
    (said,) = outside.notice(study)
    assert "a.txt" not in said
