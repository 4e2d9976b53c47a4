"""Bringing transcripts in, naming them and their speakers, taking them out."""

from __future__ import annotations

from pathlib import Path

import pytest

from studies import GUNILLA, add_text, files, interviews, new, records, speaking
from utsaga.model.errors import NotFound, Refused
from utsaga.model.source import Speaker
from utsaga.readers import read
from utsaga.study import Study, sources
from utsaga.study.coding import memos
from utsaga.study.incoming.arriving import Corrections, to_new_source
from utsaga.study.sources import NewSource


def test_an_imported_text_stands_in_its_own_file_to_the_letter(tmp_path: Path) -> None:
    with new(tmp_path / "s") as study:
        source = add_text(study, "Intervju 3: Åsa", GUNILLA)
        assert study.transcript(source.id).text == GUNILLA
        assert study.unchanged(source.id)
    assert (tmp_path / "s" / "transcripts" / "intervju-3-asa.txt").read_text() == GUNILLA


def test_the_same_file_or_the_same_text_is_not_taken_twice(study: Study) -> None:
    with pytest.raises(Refused, match=r"'x\.txt' is in the study already, as 'intervju-1'"):
        sources.add(study, [NewSource("annan", GUNILLA, origin="x.txt")])
    twice = NewSource("ny", "Hej.\n", origin_sha256="1" * 64)
    with pytest.raises(Refused, match="as 'ny'"):
        sources.add(study, [twice, NewSource("ny igen", "Hej då.\n", origin_sha256="1" * 64)])


def test_a_text_without_words_or_with_half_a_character_is_refused(study: Study) -> None:
    with pytest.raises(Refused, match="'tom' has no words in it"):
        sources.add(study, [NewSource("tom", " \n\t\n")])
    with pytest.raises(Refused, match="half a character"):
        sources.add(study, [NewSource("halv", "Hej \ud800 du.")])


def test_titles_that_differ_in_case_only_get_numbers(study: Study) -> None:
    added = [NewSource(title, f"Hej {n}.\n") for n, title in enumerate(["Åsa", "åsa", "Asa", "  "])]
    study.do(sources.add(study, added))
    assert [(s.title, s.key) for s in study.sources[-4:]] == [
        ("Åsa", "asa"),
        ("åsa 2", "asa-2"),
        ("Asa", "asa-3"),
        ("Untitled", "unnamed"),
    ]


def test_several_files_come_in_as_one_step(study: Study) -> None:
    action = study.do(sources.add(study, [NewSource("a", "A.\n"), NewSource("b", "B.\n")]))
    assert study.say(action) == "import 2 transcripts"
    study.do(study.plan_undo())
    assert [s.title for s in study.sources] == ["intervju-1", "interview-2", "fokusgrupp", "anteckningar"]
    study.do(study.plan_redo())
    assert study.transcript(study.source_named("b").id).text == "B.\n"


def test_a_transcript_is_found_by_key_title_or_the_name_of_its_file(study: Study) -> None:
    source = study.source_named("intervju-1")
    study.do(sources.rename(study, source, "Gunilla,  första samtalet"))
    for name in ("intervju-1", "gunilla, FÖRSTA samtalet", "intervju-1.txt"):
        assert study.source_named(name).id == source.id
    with pytest.raises(
        NotFound, match=r"There is no transcript 'fokusgrup' in the study .did you mean 'foku"
    ):
        study.source_named("fokusgrup")
    with pytest.raises(NotFound):
        study.source_named("")


def test_a_title_is_not_empty_and_not_anothers(study: Study) -> None:
    source = study.source_named("intervju-1")
    with pytest.raises(Refused, match="needs a title"):
        sources.rename(study, source, " ")
    with pytest.raises(Refused, match="There is a transcript 'FOKUSGRUPP' already"):
        sources.rename(study, source, "FOKUSGRUPP")


def test_corrected_speakers_change_the_turns_at_once_also_twice_in_a_moment(study: Study) -> None:
    source = study.source_named("intervju-1")
    assert len(study.transcript(source.id).turns) == 6
    study.do(speaking(study, source, [Speaker("IP", "Gun")]))
    first = study.transcript(source.id)
    assert {s.shown for t in first.turns if (s := first.speaker(t))} == {"Gun"}
    study.do(speaking(study, study.held.source(source.id), []))
    assert study.transcript(source.id).turns[0].label is None
    study.do(study.plan_undo())
    assert list(study.transcript(source.id).turns) == list(first.turns)
    with pytest.raises(Refused, match="Nothing would change"):
        speaking(study, study.held.source(source.id), [Speaker("IP", "Gun")])


def test_a_removed_transcript_takes_its_codings_and_memos_and_comes_back_whole(coded: Study) -> None:
    source = coded.source_named("fokusgrupp")
    coded.do(memos.on_source(coded, source.id, "Kort."))
    before = records(coded)
    action = coded.do(sources.remove(coded, source))
    assert coded.say(action) == "remove 'fokusgrupp'"
    assert "fokusgrupp" not in {s.title for s in coded.sources}
    assert not (coded.path / "transcripts" / "fokusgrupp.txt").exists()
    assert {c.source for c in coded.held.codings_of(c.id for _, c in coded.codes.walk())} == {
        s.id for s in coded.sources
    }
    coded.do(coded.plan_undo())
    assert records(coded) == before
    assert len(coded.held.codings(source.id)) == 3
    assert coded.transcript(source.id).text.startswith("Moderator:")


def test_a_removed_transcript_leaves_no_words_in_the_files_others_get(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        study.do(sources.remove(study, study.source_named("interview-2")))
    assert not any(b"kettle" in content for content in files(tmp_path / "s").values())


def test_what_the_user_says_about_speakers_beats_what_the_reader_found(tmp_path: Path) -> None:
    file = tmp_path / "intervju.txt"
    file.write_text(GUNILLA)
    reading = read(file)
    corrected = Corrections({"IP": "Gunilla"}, frozenset({"I"})).apply(reading)
    assert corrected == (Speaker("I", interviewer=True), Speaker("IP", "Gunilla"))
    assert Corrections({}, not_speakers=frozenset({"I"})).apply(reading) == (Speaker("IP"),)
    said = r"No line of 'intervju\.txt' begins with 'IPP' as a label .did you mean 'IP'"
    with pytest.raises(NotFound, match=said):
        Corrections({"IPP": "x"}).apply(reading)
    new_source = to_new_source(reading, None, corrected)
    assert (new_source.title, new_source.origin) == ("intervju", "intervju.txt")
