"""A transcript gets a new text: codings and memos follow their words, or wait for a person."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import studies
from studies import GUNILLA, MAKT, NOTES, code, records, span_of
from tries import tries
from utsaga.analysis.quotes import quotes_for
from utsaga.model.action import Action
from utsaga.model.coding import Coding
from utsaga.model.errors import Refused
from utsaga.model.source import Speaker
from utsaga.study import Study, sources
from utsaga.study.check import check
from utsaga.study.coding import codings, memos
from utsaga.study.living import texts
from utsaga.study.sources import NewSource
from utsaga.writers.chapter import NotExact, Options, build


@pytest.fixture
def study(tmp_path: Path):  # type: ignore[no-untyped-def]
    """The interviews with eight codings."""
    with studies.coded(tmp_path / "study") as opened:
        yield opened


def rewrite(study: Study, title: str, *pairs: tuple[str, str]) -> Action:
    """Replace words of a transcript by others, as one change of its text."""
    source = study.source_named(title)
    text = study.transcript(source.id).text
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return study.do(texts.change(study, source, text))


def coded(study: Study, title: str) -> list[Coding]:
    return list(study.held.codings(study.source_named(title).id))


def quotes(study: Study, title: str) -> list[str]:
    return [coding.quote for coding in coded(study, title)]


def test_codings_and_memos_follow_their_words_through_a_correction(study: Study) -> None:
    source = study.source_named("intervju-1")
    study.do(memos.on_passage(study, source.id, span_of(study, "intervju-1", "Litar de på dig?"), "Fråga."))
    action = rewrite(
        study, "intervju-1", ("Trettio år", "Trettioett år"), ("inget man får", "ingenting man får")
    )
    assert quotes(study, "intervju-1") == [
        "Riktlinjerna är bra att ha.",
        "Tillit... det är ingenting man får.",
    ]
    assert all(study.holds(coding) for coding in coded(study, "intervju-1"))
    (memo,) = memos.of_passage(study, source.id, span_of(study, "intervju-1", "Litar de på dig?"))
    assert memo.quote == "Litar de på dig?"
    assert study.say(action) == "correct 'intervju-1': 3 passages moved along"
    assert check(study).findings == ()


def test_undo_brings_back_text_and_codings_together_and_redo_both_again(study: Study) -> None:
    before, text = records(study), study.transcript(study.source_named("intervju-1").id).text
    rewrite(study, "intervju-1", ("I: Hur länge har du arbetat här?\n\n", ""), ("[skratt] ", ""))
    after = records(study)
    study.do(study.plan_undo())
    assert records(study) == before
    assert study.transcript(study.source_named("intervju-1").id).text == text
    assert (study.path / "transcripts/intervju-1.txt").read_text() == text
    study.do(study.plan_redo())
    assert records(study) == after
    assert check(study).findings == ()


def test_a_passage_that_was_cut_out_keeps_its_words_and_waits(study: Study) -> None:
    (lost, kept) = coded(study, "intervju-1")
    action = rewrite(study, "intervju-1", ("Riktlinjerna är bra att ha. [skratt] Men de som skrev dem", "De"))
    source = study.source_named("intervju-1")
    (review,) = study.held.reviews(source.id)
    assert (review.id, review.quote, review.state, review.candidates) == (lost.id, lost.quote, "lost", ())
    assert study.held.coding(lost.id) == lost
    assert not study.holds(lost)
    assert study.holds(study.held.coding(kept.id))
    assert study.say(action) == "correct 'intervju-1': 1 passage moved along, 1 lost its words"


def test_what_could_be_one_of_two_places_is_left_to_a_person(study: Study) -> None:
    """The passage lay on the first of two equal sentences, and just that one was cut out."""
    coding = code(study, "intervju-1", "Det tar tid.", "tid")
    rewrite(
        study, "intervju-1", ("Tillit... det är inget man får. Det tar tid. Det tar tid.", "Det tar tid.")
    )
    assert study.held.review(coding.source, coding.id) is not None
    assert study.held.coding(coding.id) == coding


def test_a_coding_that_waits_is_not_exact_even_where_its_old_place_has_the_same_words(tmp_path: Path) -> None:
    old = "I: Ja. Ja. Ja.\nB: Ja. Ja. Det var så att vi gick hem sent den kvällen.\n"
    new = "I: Ja. Ja. Ja.\nB: Ja. Nej. Ja. Ja. Det var så att vi gick hem sent den kvällen.\n"
    with studies.new(tmp_path / "s") as study:
        source = studies.add_text(study, "kort", old, [Speaker("I"), Speaker("B")])
        coding = code(study, "kort", "Ja.", "ja")
        study.do(texts.change(study, source, new))
        waits = study.held.review(source.id, coding.id) is not None
        (quote,) = quotes_for(study, [study.held.coding(coding.id)])
        assert quote.exact == (not waits) == study.holds(study.held.coding(coding.id))


def test_the_chapter_says_how_many_passages_must_be_reviewed_and_where(study: Study) -> None:
    rewrite(study, "intervju-1", ("Riktlinjerna är bra att ha. [skratt] Men de som skrev dem", "De"))
    with pytest.raises(NotExact, match=r"1 coded passage is not .*\(intervju-1\).*place it") as refused:
        build(study, Options())
    assert "Riktlinjerna" not in str(refused.value)


def test_another_interview_is_refused_and_nothing_is_touched(study: Study) -> None:
    before = records(study)
    source = study.source_named("intervju-1")
    with pytest.raises(texts.AnotherText, match="another text") as refused:
        texts.change(study, source, "Q: Something else altogether.\n\nA: Yes, wholly, and at length.\n" * 9)
    assert "Something" not in str(refused.value)
    for nothing in ("", " \n\n"):
        with pytest.raises(Refused, match="empty"):
            texts.change(study, source, nothing)
    with pytest.raises(Refused, match="as it was"):
        texts.change(study, source, GUNILLA)
    assert records(study) == before


def test_a_person_may_say_that_another_text_is_the_same_interview(study: Study) -> None:
    source = study.source_named("intervju-1")
    new = "Q: Something else altogether.\n\nA: Yes, wholly, and at length.\n" * 9
    study.do(texts.change(study, source, new, same_interview=True))
    assert study.transcript(source.id).text == new
    assert {review.state for review in study.held.reviews(source.id)} == {"lost"}
    study.do(study.plan_undo())
    assert study.transcript(source.id).text == GUNILLA
    assert study.held.reviews(source.id) == []


def test_front_matter_that_grows_stays_front_matter(tmp_path: Path) -> None:
    front = "Intervju 3, kansliet\nInspelad 2020\n\n"
    said = "I: Hur länge har du arbetat här?\n\nIP: Trettio år i augusti.\n"
    with studies.new(tmp_path / "s") as study:
        item = NewSource("a", front + said, speakers=(Speaker("I"), Speaker("IP")), body=len(front))
        study.do(sources.add(study, [item]))
        source = study.source_named("a")
        study.do(texts.change(study, source, front + "Transkriberad av Sara\n\n" + said))
        assert study.transcript(source.id).turns[0].label == "I"
        assert len(study.transcript(source.id).turns) == 2


def test_the_words_of_a_coding_that_were_nearly_all_replaced_are_marked_as_changed(tmp_path: Path) -> None:
    with studies.new(tmp_path / "s") as study:
        source = studies.add_text(study, "a", GUNILLA, [Speaker("I"), Speaker("IP")])
        code(study, "a", "Man får ta det på känn, liksom.", "känn")
        code(study, "a", "Litar de på dig?", "frågor")
        text = GUNILLA.replace("Man får ta det på känn, liksom.", "Man får väl ta saker på magkänsla, va.")
        study.do(texts.change(study, source, text))
        by_quote = {coding.quote: coding for coding in coded(study, "a")}
        assert not by_quote["Litar de på dig?"].reworded
        changed = next(c for c in by_quote.values() if c.quote != "Litar de på dig?")
        assert changed.reworded or study.held.review(source.id, changed.id)


def test_a_passage_in_which_one_word_was_put_is_marked_until_its_coder_says_that_it_is_right(
    tmp_path: Path,
) -> None:
    with studies.new(tmp_path / "s") as study:
        source = studies.add_text(study, "a", GUNILLA, [Speaker("I"), Speaker("IP")])
        code(study, "a", "Man får ta det på känn, liksom.", "känn")
        text = GUNILLA.replace("Man får ta det", "Man får inte ta det").replace("Litar", "Litar du")
        study.do(texts.change(study, source, text))
        (coding,) = coded(study, "a")
        assert coding.quote == "Man får inte ta det på känn, liksom."
        assert coding.reworded
        study.do(texts.change(study, study.source_named("a"), text.replace("\n\n", "\n")))
        assert coded(study, "a")[0].reworded, "the next change of line breaks does not hide it"
        there = coded(study, "a")[0]
        action = study.do(codings.move_edges(study, there, there.span))
        assert study.say(action) == "keep 'känn' on 1 passage as it reads now"
        assert study.tell(action) == "Kept 'känn' on 1 passage as it reads now."
        assert not coded(study, "a")[0].reworded
        with pytest.raises(Refused, match="where they were"):
            codings.move_edges(study, coded(study, "a")[0], there.span)
        study.do(study.plan_undo())
        assert coded(study, "a")[0].reworded


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Man får ta det på känn, liksom.", "Man  får ta det\npå känn; liksom!"),
        ("Man får ta det på känn, liksom.", "man får ta det på känn, liksom."),
    ],
    ids=["line breaks and punctuation", "capitals"],
)
def test_a_passage_of_the_same_words_is_not_marked(tmp_path: Path, old: str, new: str) -> None:
    with studies.new(tmp_path / "s") as study:
        source = studies.add_text(study, "a", GUNILLA, [Speaker("I"), Speaker("IP")])
        code(study, "a", old, "känn")
        study.do(texts.change(study, source, GUNILLA.replace(old, new)))
        (coding,) = coded(study, "a")
        assert coding.quote == new
        assert not coding.reworded


def test_what_waits_is_found_again_when_its_words_come_back(study: Study) -> None:
    lost = coded(study, "intervju-1")[0]
    source = study.source_named("intervju-1")
    rewrite(study, "intervju-1", ("Riktlinjerna är bra att ha. [skratt] Men de som skrev dem", "De"))
    assert [review.id for review in study.held.reviews(source.id)] == [lost.id]
    study.do(texts.change(study, study.source_named("intervju-1"), GUNILLA))
    assert study.held.reviews(source.id) == []
    assert study.held.coding(lost.id) == lost


def test_a_coding_that_waits_can_be_taken_off_moved_and_removed_with_its_transcript(study: Study) -> None:
    lost = coded(study, "intervju-1")[0]
    source = study.source_named("intervju-1")
    rewrite(study, "intervju-1", ("Riktlinjerna är bra att ha. [skratt] Men de som skrev dem", "De"))
    study.do(codings.move_edges(study, lost, span_of(study, "intervju-1", "De har en buss.")))
    assert study.held.reviews(source.id) == []
    assert study.holds(study.held.coding(lost.id))
    study.do(study.plan_undo())
    assert [review.id for review in study.held.reviews(source.id)] == [lost.id]
    study.do(codings.remove(study, [lost]))
    assert study.held.reviews(source.id) == []
    study.do(study.plan_undo())
    study.do(sources.remove(study, study.source_named("intervju-1")))
    study.store.flush()
    assert not (study.path / "codings/intervju-1.kim.json").exists()
    study.do(study.plan_undo())
    assert [review.id for review in study.held.reviews(source.id)] == [lost.id]


def test_all_coders_codings_follow_and_stay_theirs(study: Study) -> None:
    path = study.path
    study.close()
    with Study.open(path, coder="anna") as annas:
        code(annas, "intervju-1", "Litar de på dig?", MAKT)
        rewrite(annas, "intervju-1", ("Mm.", "Mm. Jaha."))
        found = {(c.coder, c.quote) for c in coded(annas, "intervju-1")}
        assert found == {
            ("kim", "Riktlinjerna är bra att ha."),
            ("kim", "Tillit... det är inget man får."),
            ("anna", "Litar de på dig?"),
        }
        assert check(annas).findings == ()


def test_the_check_says_what_waits_and_where_once_a_file(study: Study) -> None:
    rewrite(study, "intervju-1", ("Riktlinjerna är bra att ha. [skratt] Men de som skrev dem", "De"))
    study.store.flush()
    (found,) = check(study).findings
    assert found.where == "codings/intervju-1.kim.json"
    assert found.what == "1 passage to review, because the transcript has changed"


def test_work_goes_on_after_closing_with_what_waits(study: Study) -> None:
    rewrite(study, "anteckningar", ("Hon log hela tiden.", "Sedan gick vi hem."))
    waits = study.held.reviews(study.source_named("anteckningar").id)
    assert len(waits) == 1
    path = study.path
    study.close()
    with Study.open(path, coder="kim") as again:
        source = again.source_named("anteckningar")
        assert again.held.reviews(source.id) == waits
        again.do(again.plan_undo())
        assert again.held.reviews(source.id) == []
        assert again.transcript(source.id).text == NOTES


pieces = st.lists(st.sampled_from([*GUNILLA.split(" "), "\n\n", "IP:", "å", "🙂", "\u202e"]), max_size=80)


@tries(12)
@given(words=pieces, start=st.integers(0, 200))
def test_whatever_the_new_text_a_coding_lies_on_its_quote_or_waits_and_undo_is_whole(
    words: list[str], start: int
) -> None:
    new = GUNILLA[:start] + " ".join(words) + GUNILLA[start + 60 :]
    with (
        tempfile.TemporaryDirectory() as folder,
        studies.coded(Path(folder) / "s") as study,
    ):
        before = records(study)
        source = study.source_named("intervju-1")
        try:
            action = texts.change(study, source, new)
        except Refused:
            return
        study.do(action)
        text = study.transcript(source.id).text
        assert text == new
        for coding in study.held.codings(source.id):
            waits = study.held.review(source.id, coding.id) is not None
            assert waits or text[coding.start : coding.end] == coding.quote
        study.do(study.plan_undo())
        assert records(study) == before
