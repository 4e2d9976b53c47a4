"""When a transcript is corrected, re-flowed or pseudonymised, a coding stays on its words or asks."""

from __future__ import annotations

import re

import pytest
from passages import coded, everywhere, example, one, words_kept

from utsaga.text.follow import Placed, Verdict, Way, follow

INTERVIEW = example("intervju-1.txt")
GROUP = example("fokusgrupp.txt")
ENGLISH = example("interview-5.txt")

TALK = """\
I: Hur var det att flytta hit?

IP: Det var mörkt. Vi bodde i Göteborg innan, nära Göteborgs central, och sen kom vi hit i november.

I: Mm.

IP: Jag tänkte att vi skulle stanna två år. Nu har det gått trettio, och nyckeln till förrådet är densamma.

I: Mm.

IP: Ja, så är det. Man blir kvar.
"""


def test_a_text_that_did_not_change_keeps_every_coding_as_it_was() -> None:
    placed = everywhere(INTERVIEW)
    result = follow(INTERVIEW, INTERVIEW, placed)
    assert [found.span for found in result.followed.values()] == [(p.start, p.end) for p in placed]
    assert all(found.sureness == 1 and not found.differs for found in result.followed.values())
    assert result.aligned == 1
    assert not result.another_text


@pytest.mark.parametrize("text", [INTERVIEW, GROUP, ENGLISH], ids=["Swedish", "group", "English"])
def test_a_reflowed_text_keeps_every_coding_silently(text: str) -> None:
    flowed = re.sub(r"(?<=\S) (?=\S)", lambda blank: "\n" if blank.start() % 7 == 0 else " ", text)
    for found, coding in zip(follow(text, flowed, p := everywhere(text)).followed.values(), p, strict=True):
        assert found.verdict is Verdict.KEPT
        assert found.span
        assert found.similarity == 1
        assert not found.changed
        assert re.findall(r"\w+", flowed[slice(*found.span)]) == re.findall(r"\w+", coding.quote)


def test_words_parted_over_the_ends_of_lines_are_the_same_words() -> None:
    parted = TALK.replace("nyckeln", "nyck-\neln").replace("november", "novem-\nber")
    assert words_kept(TALK, parted, "nyckeln till förrådet") == "nyck-\neln till förrådet"
    assert words_kept(parted, TALK, "nyck-\neln till") == "nyckeln till"


def test_a_renamed_speaker_costs_nothing_even_when_every_turn_is_two_words() -> None:
    old = "".join(f"I: {word}.\n\nIP: Mm.\n\n" for word in "Ett Två Tre Fyra Fem Sex Sju Åtta".split())  # noqa: SIM905
    new = old.replace("IP:", "Deltagare 4:").replace("I:", "Intervjuare:")
    found = one(old, new, coded(old, "I: Fyra.\n\nIP: Mm.\n\nI: Fem."))
    assert found.verdict is Verdict.KEPT
    assert found.sureness == 1
    assert found.span
    assert new[slice(*found.span)] == "Intervjuare: Fyra.\n\nDeltagare 4: Mm.\n\nIntervjuare: Fem."


def test_renamed_speakers_of_a_whole_focus_group_move_nothing() -> None:
    new = GROUP.replace("Socialsekreterare ", "S").replace("Moderator:", "Samtalsledaren:")
    placed = everywhere(GROUP)
    assert {found.verdict for found in follow(GROUP, new, placed).followed.values()} == {Verdict.KEPT}


def test_hesitations_taken_out_leave_the_rest_coded() -> None:
    old = TALK.replace("Jag tänkte", "Eh, jag, asså, jag tänkte").replace("Nu har", "Nu, liksom, har")
    assert words_kept(old, TALK, "Eh, jag, asså, jag tänkte att vi skulle stanna") == (
        "Jag tänkte att vi skulle stanna"
    )


def test_a_word_replaced_at_the_edge_still_belongs_to_the_passage() -> None:
    new = TALK.replace("densamma.", "likadan.")
    assert words_kept(TALK, new, "nyckeln till förrådet är densamma.") == "nyckeln till förrådet är likadan."


def test_a_pseudonym_in_brackets_is_never_cut() -> None:
    new = TALK.replace("Göteborgs", "[kommun A]s").replace("Göteborg ", "[kommun A] ")
    assert words_kept(TALK, new, "Vi bodde i Göteborg") == "Vi bodde i [kommun A]"
    assert words_kept(TALK, new, "Göteborg innan, nära") == "[kommun A] innan, nära"
    assert words_kept(new, TALK, "Vi bodde i [kommun A]") == "Vi bodde i Göteborg"


def test_a_coding_of_a_single_word_that_was_replaced_is_shown_whole_and_not_decided() -> None:
    new = TALK.replace("Göteborg ", "[kommun A] ")
    found = one(TALK, new, coded(TALK, "Göteborg"))
    assert found.verdict is Verdict.REVIEW
    assert found.span
    assert new[slice(*found.span)] == "[kommun A]"


def test_punctuation_at_the_edges_stays_in_or_out_as_it_was() -> None:
    old = 'Hon sa "jag vet inte" och gick. Sen kom hon.'
    new = "Hon sa ”jag vet inte!” och gick… Sen kom hon."
    assert words_kept(old, new, '"jag vet inte"') == "”jag vet inte!”"
    assert words_kept(old, new, "jag vet inte") == "jag vet inte"
    assert words_kept(old, new, "och gick.") == "och gick…"
    assert words_kept(old, new, "och gick") == "och gick"


def test_a_timecode_put_in_front_stays_outside_and_one_within_goes_in() -> None:
    new = TALK.replace("IP: Jag", "IP: [00:01:20] Jag").replace("Nu har", "[00:01:31] Nu har")
    words = "Jag tänkte att vi skulle stanna två år. Nu har det gått"
    assert (
        words_kept(TALK, new, words) == "Jag tänkte att vi skulle stanna två år. [00:01:31] Nu har det gått"
    )


def test_a_paragraph_that_was_moved_takes_its_codings_along() -> None:
    start, end = INTERVIEW.index("IP: Då satt vi ovanpå"), INTERVIEW.index("I: Mm.\n\nIP: Nu i kommunhuset")
    new = INTERVIEW[:start] + INTERVIEW[end:] + "\n\n" + INTERVIEW[start:end]
    found = one(INTERVIEW, new, coded(INTERVIEW, "som rökte pipa på rummet. Det fick man väl inte ens då"))
    assert found.verdict is Verdict.KEPT
    assert found.span
    assert found.candidates[0].way is Way.MOVED
    assert new[slice(*found.span)] == "som rökte pipa på rummet. Det fick man väl inte ens då"


def test_a_deleted_passage_is_never_attached_to_its_twin() -> None:
    for nth in (0, 1):
        cut = coded(TALK, "I: Mm.\n\n", nth=nth)
        new = TALK[: cut.start] + TALK[cut.end :]
        assert one(TALK, new, coded(TALK, "Mm.", nth=nth)).verdict is not Verdict.KEPT
        kept = one(TALK, new, coded(TALK, "Mm.", nth=1 - nth))
        assert kept.span == (new.index("Mm."), new.index("Mm.") + 3)


def test_a_deleted_sentence_is_not_attached_to_the_same_sentence_elsewhere() -> None:
    sentence = "Jag har haft samma nyckel till förrådet hela tiden, den har de aldrig bytt."
    twice = INTERVIEW.replace("IP: Nu i kommunhuset är det", f"IP: {sentence} Nu i kommunhuset är det")
    assert twice.count(sentence) == 2
    for nth in (0, 1):
        place = coded(twice, sentence, nth=nth)
        new = twice[: place.start] + twice[place.end + 1 :]
        assert one(twice, new, place).verdict is Verdict.ORPHAN
        assert one(twice, new, coded(twice, sentence, nth=1 - nth)).verdict is Verdict.KEPT


def test_of_two_equal_lines_side_by_side_nobody_can_say_which_was_taken_out() -> None:
    old = TALK.replace("I: Mm.\n\nIP: Jag", "I: Mm.\n\nI: Mm.\n\nIP: Jag")
    for nth in (0, 1):
        assert one(old, TALK, coded(old, "Mm.", nth=nth)).verdict is not Verdict.KEPT


def test_a_passage_rewritten_beyond_recognition_waits_for_a_person() -> None:
    new = TALK.replace("Jag tänkte att vi skulle stanna två år.", "Planen var en helt annan då, minns hon.")
    assert one(TALK, new, coded(TALK, "Jag tänkte att vi skulle stanna två år.")).verdict is not Verdict.KEPT


def test_a_passage_of_which_much_changed_is_marked_for_the_coder() -> None:
    new = TALK.replace(
        "Nu har det gått trettio, och nyckeln", "Nu är det trettio, och den där nyckeln vi fick"
    )
    found = one(TALK, new, coded(TALK, "Nu har det gått trettio, och nyckeln till förrådet är densamma."))
    assert found.differs
    assert 0.5 < found.similarity < 1
    assert found.changed


def test_a_passage_of_which_one_word_changed_is_marked_and_one_of_the_same_words_is_not() -> None:
    passage = "Nu har det gått trettio, och nyckeln till förrådet är densamma."
    denied = one(TALK, TALK.replace("gått trettio", "inte gått trettio"), coded(TALK, passage))
    assert denied.verdict is Verdict.KEPT
    assert denied.changed
    assert not one(TALK, TALK.replace("trettio, och", "trettio och"), coded(TALK, passage)).changed


def test_another_interview_under_the_same_name_touches_nothing() -> None:
    placed = everywhere(INTERVIEW)
    for other in ("intervju-2.txt", "intervju-4.txt", "fokusgrupp.txt", "interview-5.txt"):
        result = follow(INTERVIEW, example(other), placed)
        assert result.another_text
        assert result.aligned < 0.05
        assert all(f.verdict is Verdict.REVIEW and f.span is None for f in result.followed.values())


def test_even_when_a_person_says_that_it_is_the_same_interview_nothing_goes_to_strange_words() -> None:
    result = follow(INTERVIEW, example("intervju-2.txt"), everywhere(INTERVIEW), same_interview=True)
    assert not result.another_text
    assert {found.verdict for found in result.followed.values()} <= {Verdict.REVIEW, Verdict.ORPHAN}


def test_an_emptied_file_asks_before_anything_is_orphaned() -> None:
    result = follow(INTERVIEW, "", everywhere(INTERVIEW))
    assert result.another_text
    assert all(found.verdict is Verdict.REVIEW for found in result.followed.values())
    said = follow(INTERVIEW, "", everywhere(INTERVIEW), same_interview=True)
    assert all(found.verdict is Verdict.ORPHAN for found in said.followed.values())


def test_what_stands_in_the_half_that_is_left_is_kept_and_the_rest_are_orphans() -> None:
    half = INTERVIEW[: INTERVIEW.index("\n\n", len(INTERVIEW) // 2)]
    for coding in everywhere(INTERVIEW):
        found = one(INTERVIEW, half, coding)
        if coding.end < len(half) - 20:
            assert found.span == (coding.start, coding.end)
        elif coding.start >= len(half):
            assert found.verdict is Verdict.ORPHAN
            assert found.span is None


def test_a_duplicated_paragraph_leaves_its_codings_where_they_were() -> None:
    start, end = INTERVIEW.index("IP: Då satt vi ovanpå"), INTERVIEW.index("I: Mm.\n\nIP: Nu i kommunhuset")
    new = INTERVIEW[:end] + INTERVIEW[start:end] + INTERVIEW[end:]
    coding = coded(INTERVIEW, "som rökte pipa på rummet")
    assert one(INTERVIEW, new, coding).span == (coding.start, coding.end)


def test_a_passage_that_was_an_orphan_is_found_again_when_its_words_come_back() -> None:
    words = "Jag tänkte att vi skulle stanna två år."
    waiting = coded(TALK, words)
    without = TALK.replace(words + " ", "")
    assert one(without, TALK, waiting).verdict is Verdict.KEPT
    assert one(without, without + "\n\nIP: Nej.\n", waiting).verdict is Verdict.ORPHAN


def test_without_the_old_text_only_what_is_found_almost_to_the_letter_is_kept() -> None:
    assert (
        one(None, "Rubrik\n\n" + TALK, coded(TALK, "stanna två år. Nu har det gått")).verdict is Verdict.KEPT
    )
    edited = TALK.replace("stanna två år. Nu", "stanna i två. Men nu")
    assert one(None, edited, coded(TALK, "stanna två år. Nu har det gått")).verdict is Verdict.REVIEW
    assert one(None, TALK + TALK, coded(TALK, "stanna två år. Nu har det gått")).verdict is Verdict.REVIEW
    assert one(None, TALK, coded(GROUP, "jag har haft riktigt jobb också")).verdict is not Verdict.KEPT


def test_pauses_and_elisions_without_a_word_in_them_are_followed_too() -> None:
    old = "IP: Jag sa /.../ nej. Sen (..) gick jag hem igen."
    new = "IP: Jag sade /.../ nej. Sen (..) gick jag hem, igen."
    assert words_kept(old, new, "/.../") == "/.../"
    assert words_kept(old, new, "(..)") == "(..)"
    assert one(old, old.replace("/.../ ", ""), coded(old, "/.../")).verdict is Verdict.ORPHAN


def test_letters_and_their_accents_may_be_written_in_either_way() -> None:
    new = TALK.replace("ö", "o\u0308").replace("å", "a\u030a").replace("ä", "a\u0308")
    found = one(TALK, new, coded(TALK, "nyckeln till förrådet är densamma"))
    assert found.verdict is Verdict.KEPT
    assert found.similarity == 1


def test_reasons_hold_no_words_of_the_interview() -> None:
    new = INTERVIEW.replace("Jag", "Man").replace("förrådet", "vinden")[2000:]
    for found in follow(INTERVIEW, new, everywhere(INTERVIEW)).followed.values():
        assert 0 < len(found.reason) < 80
        assert not {"förrådet", "Göteborg", "Birgitta"} & set(found.reason.split())


def test_candidates_come_best_first_and_the_first_is_the_place_shown() -> None:
    text = "I: Ja?\n\nIP: Det var mörkt och kallt i huset.\n\nI: Nej?\n\nIP: Det blev inte av.\n"
    waiting = Placed("k", 3, 10, "mörkt och kallt i hallen", "Det var ", ".")
    found = one(text + "\n", text, waiting)
    assert found.verdict is Verdict.REVIEW
    assert found.span == found.candidates[0].span
    assert [c.sureness for c in found.candidates] == sorted(
        (c.sureness for c in found.candidates), reverse=True
    )


def test_of_two_equal_lines_nobody_can_say_which_was_taken_out_whatever_else_was_changed() -> None:
    old = TALK.replace("I: Mm.\n\nIP: Jag", "I: Mm.\n\nI: Mm.\n\nIP: Jag")
    new = TALK.replace("Man blir kvar.", "Man stannar nog kvar.")
    for nth in (0, 1):
        assert one(old, new, coded(old, "Mm.", nth=nth)).verdict is not Verdict.KEPT


def test_a_turn_that_changed_places_with_its_neighbour_is_not_lost_from_a_longer_passage_unnoticed() -> None:
    begin, end = "I: Vad tror du?\n\n", "\n\nIP: Ja, det är det vanligaste som folk söker för.\n"
    old = f"{begin}IP: Glasögon.\n\nI: Glasögon?{end}"
    new = f"{begin}I: Glasögon?\n\nIP: Glasögon.{end}"
    found = one(old, new, coded(old, "IP: Glasögon.\n\nI: Glasögon?"))
    assert found.verdict is Verdict.REVIEW or (found.span and "IP: Glasögon." in new[slice(*found.span)])
