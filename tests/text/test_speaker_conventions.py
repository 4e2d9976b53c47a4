"""Speakers are recognised in the forms in which transcripts are really written, and none are invented."""

from __future__ import annotations

import pytest

from utsaga.text.speakers import propose
from utsaga.text.turns import Turns

CONVENTIONS = {
    "colon": ("Anna: Ja.\nBo: Nej.\nAnna: Jo.\nBo: Nä.", ["Anna", "Bo"]),
    "semicolon": ("Moderator; Ja.\n\nAnna; Nej.\n\nModerator; Jo.\n\nAnna; Nä.", ["Moderator", "Anna"]),
    "full-width colon": (
        "名（AP）：はい。\n司会：そう。\n名（AP）：はい。\n司会：ええ。",
        ["名（AP）", "司会"],
    ),
    "no space": ("I:Ja.\nIP:nej.\nI:Jo.\nIP:Nä.", ["I", "IP"]),
    "space before": ("I : Ja.\nIP : Nej.\nI : Jo.\nIP : Nä.", ["I", "IP"]),
    "bullet": ("• I: Ja.\n\uf0b7 IP: Nej.\n• I: Jo.\n\uf095 IP: Nä.", ["I", "IP"]),
    "tab": ("I:\tJa.\nIP:\tNej.\nI:\tJo.\nIP:\tNä.", ["I", "IP"]),
    "label on its own line": ("Q:\nWhy?\n\nA:\nWork.\n\nQ:\nOk?\n\nA:\nYes.", ["Q", "A"]),
    "label, empty line, text": ("Ken:\n\nWork.\n\nI:\n\nWhy?\n\nKen:\n\nYes.\n\nI:\n\nOk.", ["Ken", "I"]),
    "Spanish": ("Pregunta: ¿Sí?\nRespuesta: No.\nPregunta: ¿Y?\nRespuesta: Nada.", ["Pregunta", "Respuesta"]),
    "dash": ("P - Ja.\nR - Nej.\nP - Jo.\nR - Nä.", ["P", "R"]),
    "name and time": (
        "Anna Berg  0:22\nJa.\n\nBo Ek  0:30\nNej.\n\nAnna Berg  1:02:03\nJo.\n\nBo Ek 1:03:00\nNä.",
        ["Anna Berg", "Bo Ek"],
    ),
    "time and name": (
        "00:00:01 Anna\nJa.\n\n00:00:05 Bo\nNej.\n\n00:09 Anna\nJo.\n\n1:00 Bo\nNä.",
        ["Anna", "Bo"],
    ),
    "time above": (
        "[00:00:05]\nAnna: Ja.\n[00:00:09]\nBo: Nej.\n[00:12]\nAnna: Jo.\n[00:15]\nBo: Nä.",
        ["Anna", "Bo"],
    ),
    "time in brackets": (
        "Anna (0:22): Ja.\nBo (0:30): Nej.\nAnna (1:02): Jo.\nBo (1:10): Nä.",
        ["Anna", "Bo"],
    ),
    "bold": ("**Anna:** Ja.\n\n**Bo:** Nej.\n\n**Anna:** Jo.\n\n**Bo**: Nä.", ["Anna", "Bo"]),
    "bold name alone": ("**Anna**\nJa.\n\n**Bo**\nNej.\n\n**Anna**\nJo.\n\n**Bo**\nNä.", ["Anna", "Bo"]),
    "time and bold": (
        "(0:02) **Anna:** Ja.\n(0:05) **Bo:** Nej.\n(0:09) **Anna:** Jo.\n(0:12) **Bo:** Nä.",
        ["Anna", "Bo"],
    ),
    "machine, time after": (
        "S01: [00:00:12] Ja.\nS02: [00:20] Nej.\nS01: [00:30] Jo.\nS02: [00:40] Nä.",
        ["S01", "S02"],
    ),
    "machine, seconds": (
        "SPEAKER_01 [135.0s-140.1s]: Ja.\nSPEAKER_02 [140.1s-142s]: Nej.\n"
        "SPEAKER_01 [143.0s-150.1s]: Jo.\nSPEAKER_02 [150.1s-152s]: Nä.",
        ["SPEAKER_01", "SPEAKER_02"],
    ),
    "machine, own line": (
        "[0.00s - 6.74s] sp3:\nJa.\n\n[6.74s - 9.00s] sp1:\nNej.\n\n"
        "[9.0s - 16.7s] sp3:\nJo.\n\n[17s - 19s] sp1:\nNä.",
        ["sp3", "sp1"],
    ),
    "machine, bare time": (
        "S1 00:00:01.717 Ja.\nS2 00:00:03.000 Nej.\nS1 00:04.717 Jo.\nS2 00:06.000 Nä.",
        ["S1", "S2"],
    ),
    "brackets": ("[id1] Ja.\n[id2] Nej.\n[id1] Jo.\n[id2] Nä.", ["id1", "id2"]),
    "brackets and colon": (
        "[SPEAKER_00]: Ja.\n[SPEAKER_01]: Nej.\n[SPEAKER_00]: Jo.\n[SPEAKER_01]: Nä.",
        ["SPEAKER_00", "SPEAKER_01"],
    ),
    "numbered lines": ("1 I: Ja.\n2 IP: Nej.\n3 I: Jo.\n4 IP: Nä.", ["I", "IP"]),
}


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_a_convention_is_recognised_and_words_stand_without_label_and_time(convention: str) -> None:
    text, labels = CONVENTIONS[convention]
    proposal = propose(text)
    turns = Turns(text, proposal.speakers, proposal.body)
    assert [speaker.label for speaker in proposal.speakers] == labels
    assert [turn.label for turn in turns] == labels * 2
    assert [len(text[turn.body : turn.end]) <= 6 for turn in turns] == [True] * 4
    assert proposal.turns == 4


def labels_of(text: str) -> list[str]:
    return [speaker.label for speaker in propose(text).speakers]


INTERVIEW = "I: Ja.\nIP: Nej.\nI: Jo.\nIP: Nä.\n"


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/sida",
        "DATE: 3 maj",
        "Rule number one: never ask.",
        "Och då sa hon: det går inte.",
        "EU:s regler gäller.",
        "Så här: först ringer man.",
        "10:30 kom hon.",
    ],
)
def test_what_only_looks_like_a_label_is_no_speaker(line: str) -> None:
    assert labels_of(INTERVIEW + line + "\n" + INTERVIEW) == ["I", "IP"]


def test_field_notes_keep_their_paragraphs_and_get_no_speakers() -> None:
    text = (
        "# Fält 3 maj\n\nReflektion: det var tyst.\n\nKl 9:15 kom Anna. Ingen talade.\n\n"
        "Reflektion: fortfarande tyst.\n\nHon sa: jag vet inte.\n\nMycket folk i rummet.\n"
    )
    proposal = propose(text)
    assert proposal.speakers == ()
    assert proposal.form == ""
    assert text[proposal.body :].startswith("Reflektion")
    assert proposal.turns == 5


def test_questions_in_capitals_without_a_label_stay_paragraphs() -> None:
    proposal = propose("WHAT DO YOU THINK?\n\nI think so.\n\nWHY?\n\nBecause.")
    assert (proposal.speakers, proposal.turns) == ((), 4)


def test_marks_like_skratt_at_line_starts_are_no_speakers() -> None:
    assert (
        labels_of("[skratt] Ja.\n\n[paus] Nej.\n\n[skratt] Jo.\n\nMen då så.\n\nJa.\n\nNej.\n\nJo.\n\nNä.")
        == []
    )


ELISIONS = ["[...]", "/.../", "/…/", "/../", "././", "...", "…", "(...)", "[…]"]


@pytest.mark.parametrize("elision", ELISIONS)
def test_an_elision_before_a_label_is_no_part_of_it(elision: str) -> None:
    text = f"I: Vad är tillit?\n\n{elision} IP: Det är mycket.\n\nI: Ja?\n\nIP: Så är det.\n"
    proposal = propose(text)
    turns = Turns(text, proposal.speakers, proposal.body)
    assert [turn.label for turn in turns] == ["I", "IP", "I", "IP"]
    assert text[turns[1].body : turns[1].end] == "Det är mycket."


def test_labels_that_all_stand_after_elisions_are_found_and_no_line_becomes_front_matter() -> None:
    text = "/../ I: Hej?\n\n[...] IP: Ja.\n\n... I: Varför?\n\n/.../ IP: Därför.\n"
    proposal = propose(text)
    assert ([one.label for one in proposal.speakers], proposal.body, proposal.turns) == (["I", "IP"], 0, 4)


@pytest.mark.parametrize("line", ["//IP: samtidigt//", "... och så är det", "... IP sa inget", "/../"])
def test_a_line_that_only_begins_like_an_elision_before_a_label_is_no_turn(line: str) -> None:
    text = INTERVIEW.rstrip("\n") + "\n" + line + "\n"
    assert propose(text).turns == propose(INTERVIEW).turns


def test_a_name_that_stands_once_waits_for_the_user() -> None:
    text = INTERVIEW + "Kollegan: Hej hej.\n" + INTERVIEW
    (candidate,) = [one for one in propose(text).candidates if one.label == "Kollegan"]
    assert not candidate.accepted
    assert candidate.count == 1
    assert candidate.doubt == "stands once"


def test_known_parts_are_accepted_even_when_each_speaks_once() -> None:
    assert labels_of("I: Vill du berätta?\nIP: Ja, det var så här.") == ["I", "IP"]


def test_the_fifth_of_a_numbered_group_is_accepted_when_it_speaks_once() -> None:
    text = "Moderator: a\nKvinna 1: b\nKvinna 2: c\nModerator: d\nKvinna 1: e\nKvinna 2: f\nKvinna 5: g\n"
    proposal = propose(text)
    assert labels_of(text) == ["Moderator", "Kvinna 1", "Kvinna 2", "Kvinna 5"]
    assert [one.doubt for one in proposal.candidates if one.label == "Kvinna 5"] == ["stands once"]


def test_a_slip_of_the_pen_is_pointed_out_and_shown_as_the_speaker_it_means() -> None:
    text = "Participant: a\nInterviewer: b\nPaticipant: c\nInterviewer: d\nParticipant: e\n"
    slip = propose(text).candidates[-1]
    assert (slip.label, slip.name, slip.accepted) == ("Paticipant", "Participant", True)
    assert "Participant" in slip.doubt


def test_a_slip_in_a_short_name_keeps_its_own_label_until_a_person_merges_it() -> None:
    text = "Anna: a\nErik: b\nAnan: c\nErik: d\nAnna: e\nERIK: f\n"
    found = {one.label: one for one in propose(text).candidates}
    assert labels_of(text) == ["Anna", "Erik", "Anan", "ERIK"]
    assert (found["Anan"].name, found["Anan"].doubt) == ("", "stands once, written almost like Anna")
    assert found["ERIK"].name == "Erik"


@pytest.mark.parametrize(
    "text",
    [
        "Jag träffade Anna.\n\nAnan: så kallade de henne.\n\nSedan hände inget.\n",
        INTERVIEW + "a: det första.\nb: det andra.\n" + INTERVIEW,
        INTERVIEW + "Ana: hon ringde.\n" + INTERVIEW.replace("Karin", "Anna"),
    ],
    ids=["no label recurs", "a list", "three letters"],
)
def test_a_line_of_prose_that_begins_like_a_name_is_nobodys_turn(text: str) -> None:
    assert not {"Ana", "Anan", "a", "b"} & set(labels_of(text))


def test_a_full_name_and_the_initials_after_it_are_the_same_person() -> None:
    text = "Maria Falk (MF): a\nIP: b\nMF: c\nIP: d\nMF: e\nIP: f\n"
    assert {one.label: one.name for one in propose(text).candidates} == {
        "Maria Falk (MF)": "Maria Falk",
        "IP": "",
        "MF": "Maria Falk",
    }
    assert labels_of(text) == ["Maria Falk (MF)", "IP", "MF"]


def test_whoever_asks_is_taken_for_the_interviewer() -> None:
    speakers = propose("Intervjuare: a\nKarin: b\nIntervjuare: c\nKarin: d\n").speakers
    assert [speaker.interviewer for speaker in speakers] == [True, False]


FRONT_MATTER = {
    "form fields": "Intervju 4\nDatum: 2024-02-15\nLängd: 58 minuter\nPlats: rum 2\n\n",
    "yaml": "---\ntitle: Intervju\nspeakers: 2\n---\n\n# Intervju 3\n\n",
    "keywords": "KEYWORDS\nwork, stress\n\nSPEAKERS\nAnna, Bo\n\n",
    "fields named like speakers": "I: Anna Svensson\nDatum: 3 maj\nIP: 4\n\n",
    "legend": "I: Intervjuare\nIP: Intervjuperson 4\n\n",
    "title": "Samtal om arbetet\n\n",
}


@pytest.mark.parametrize("front", FRONT_MATTER)
def test_what_stands_before_the_first_turn_is_front_matter(front: str) -> None:
    proposal = propose(FRONT_MATTER[front] + INTERVIEW)
    assert proposal.body == len(FRONT_MATTER[front])
    assert proposal.turns == 4


def test_a_long_beginning_without_labels_is_speech_and_not_front_matter() -> None:
    lead = "Hon berättar om arbetet och om vägen dit. " * 200 + "\n\n"
    proposal = propose(lead + INTERVIEW * 30)
    assert proposal.body == 0
    assert proposal.turns == 121
