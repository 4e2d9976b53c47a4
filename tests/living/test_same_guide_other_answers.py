"""A file of another interview saved over a transcript, where both were made with one interview guide."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import studies
from studies import records
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.study.coding import codings
from utsaga.study.living import outside, texts

QUESTIONS = [
    "Kan du berätta om hur det var när du började arbeta här på kontoret?",
    "Hur ser en vanlig dag ut för dig, från det att du kommer till det att du går hem?",
    "Vad betyder tillit för dig i det arbete som du gör med familjerna?",
    "Vem bestämmer över din tid, och hur märker du av det i vardagen?",
    "Finns det något som du skulle vilja ändra på om du fick bestämma själv?",
    "Är det något annat som du vill ta upp innan vi slutar för i dag?",
]


def interview(seed: int) -> str:
    """Six questions of the guide, with answers of forty words that nobody else gives."""
    chance = random.Random(seed)
    words = [
        f"{a}{b}{c}" for a in ("be", "ka", "so", "ty") for b in ("ra", "li", "mo") for c in ("n", "t", "s")
    ]
    said = [" ".join(chance.choices(words, k=40)).capitalize() for _ in QUESTIONS]
    turns = (f"I: {question}\n\nIP: {answer}.\n" for question, answer in zip(QUESTIONS, said, strict=True))
    return "\n".join(turns)


@pytest.fixture
def study(tmp_path: Path):  # type: ignore[no-untyped-def]
    """One interview of six answers, each of which has a code; so have the questions."""
    with studies.new(tmp_path / "s") as opened:
        source = studies.add_text(
            opened, "ett", interview(1), [Speaker("I", interviewer=True), Speaker("IP")]
        )
        for turn in opened.transcript(source.id).turns:
            name = "fråga" if turn.label == "I" else "svar"
            opened.do(codings.add_at_path(opened, source.id, turn.words, name))
        yield opened


def save(study: Study, text: str) -> str:
    (study.path / "transcripts/ett.txt").write_text(text)
    (said,) = outside.notice(study)
    return said


def test_other_answers_to_the_same_questions_are_another_interview_and_touch_nothing(study: Study) -> None:
    before = records(study)
    said = save(study, interview(2))
    assert "another text" in said
    assert "--put-back ett" in said
    assert records(study) == before
    outside.put_back(study, study.source_named("ett").id)
    assert outside.notice(study) == []


def test_when_somebody_says_it_is_the_same_interview_no_answer_gets_anothers_code(study: Study) -> None:
    save(study, interview(2))
    source = study.source_named("ett")
    study.do(outside.take_in(study, source.id, same_interview=True))
    answers = study.held.codings_of([studies.named(study, "svar").id])
    assert all(study.held.review(source.id, one.id) is not None for one in answers)
    assert all(one.quote in interview(1) for one in answers)


@pytest.mark.parametrize("edit", ["no questions", "half of it", "every eighth word gone", "new label"])
def test_heavy_but_honest_edits_alarm_nobody(study: Study, edit: str) -> None:
    text = interview(1)
    turns = text.split("\n\n")
    words = text.split(" ")
    new = {
        "no questions": "\n\n".join(turn for turn in turns if not turn.startswith("I:")),
        "half of it": "\n\n".join(turns[:6]),
        "every eighth word gone": " ".join(word for n, word in enumerate(words) if n % 8 or "\n" in word),
        "new label": text.replace("IP:", "Gunilla:"),
    }[edit]
    source = study.source_named("ett")
    action = study.do(texts.change(study, source, new))
    assert action.counts["kept"]
