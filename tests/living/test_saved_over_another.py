"""A short interview saved over another one of the study is not taken in until a person says that it is so."""

from __future__ import annotations

from pathlib import Path

import pytest

import studies
from studies import code
from utsaga.study import Study
from utsaga.study.living import outside
from utsaga.study.living.texts import AnotherText

EVA = "I: Vad gör du?\n\nEva: Jag lagar mat åt dem som bor här, varje dag utom på lördagar.\n\nI: Trivs du?\n"
PER = "I: Vad gör du?\n\nPer: Jag kör bussen till skolan och hem igen.\n\nI: Trivs du?\n\nPer: Nja, ibland.\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = studies.new(tmp_path / "s")
    studies.add_text(study, "eva", EVA)
    studies.add_text(study, "per", PER)
    code(study, "eva", "lagar mat", "arbete")
    return study


def saved(study: Study, title: str, text: str) -> list[str]:
    (study.path / f"transcripts/{title}.txt").write_text(text)
    return outside.notice(study)


@pytest.mark.parametrize(
    "text", [PER, PER.replace("Nja,", "Nja").replace("\n\n", "\n")], ids=["same", "nearly"]
)
def test_the_text_of_another_transcript_is_asked_about_and_taken_in_when_it_is_so(
    study: Study, text: str
) -> None:
    with study:
        (said,) = saved(study, "eva", text)
        assert "It has the text of 'per' now, or nearly" in said
        assert "utsaga review STUDY: --same eva takes it in, --put-back eva brings" in said
        eva = study.source_named("eva")
        with pytest.raises(AnotherText):
            outside.take_in(study, eva.id)
        study.do(outside.take_in(study, eva.id, same_interview=True))
        assert outside.changed(study) == []


def test_edits_of_its_own_are_taken_in_whatever_the_others_are(study: Study) -> None:
    with study:
        studies.add_text(study, "eva kopia", EVA.replace("varje dag", "var dag"))
        assert "moved along" in saved(study, "eva", EVA.replace("varje dag", "var dag"))[0]
        assert "changed outside:" in saved(study, "per", PER + "\nI: Tack så mycket för att du kom hit!\n")[0]
        assert outside.changed(study) == []


def test_a_few_words_may_be_the_same_anywhere(study: Study) -> None:
    with study:
        studies.add_text(study, "bo", "Inspelningen är borta.\n")
        saved(study, "per", "Inspelningen är borta.\n")
        assert "It has the text of" not in " ".join(outside.notice(study))
