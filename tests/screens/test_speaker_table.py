"""Sessions with the speaker table: labels of one transcript or of all, put right with few keys."""

from __future__ import annotations

from pathlib import Path

from session import Session, open_program
from small_study import code, new_study

from utsaga.analysis.persons import keys_of
from utsaga.analysis.quotes import quotes_for
from utsaga.model.source import Source
from utsaga.readers import read
from utsaga.study import Study, sources
from utsaga.study.incoming.arriving import to_new_source
from utsaga.study.sources import NewSource
from utsaga.tui.modals.palette import Palette
from utsaga.tui.screens.desk.workspace import Workspace
from utsaga.tui.screens.people.speakers import SpeakersScreen

FOCUS_GROUP = """FOKUSGRUPP 1, HEMTJÄNSTEN
Datum: 14 mars
Plats: biblioteket i Norrvik
Närvarande: Moderator, Cecilia, Torbjörn, Margareta, Yusuf, Ann-Britt

Moderator: Välkomna. Vad gör ni en vanlig dag?

Cecilia: Ja, jag kan väl börja. Jag jobbar mest kvällar.

Torbjörn: Samma här. Fast jag har dagtid.

Margareta: Mm.

Yusuf: Jag brukar säga så här: först det som brinner. Kl 7:30 sitter man i bilen.

Ann-Britt: Det känner jag igen [skratt].

Moderator: Vad är det som brinner?

Torbjorn: Schemat. Det är alltid schemat.

Ceclia: Men det är ju inte schemat i sig, det är att ingen frågar oss.

Cecilia: Och när någon frågar så har det redan bestämts.

Margareta: Precis. Rule number one: fråga aldrig chefen på en måndag.

Yusuf: //Nej, verkligen inte.//

Ann-Britt: Att man fick vara med.

Margreta: Och att någon tar ansvar när det går fel.

Moderator: Tack. Något mer?

Torbjörn: Nej.
"""
"""A moderator and five who take part, three of whom are misspelt once."""

FIVE = {"Cecilia": 3, "Torbjörn": 3, "Margareta": 3, "Yusuf": 2, "Ann-Britt": 2}


def bring_in(study: Study, folder: Path, **texts: str) -> list[Source]:
    """Texts in a study as an import without corrections leaves them."""
    new = []
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        new.append(to_new_source(read(folder / f"{name}.txt")))
    study.do(sources.add(study, new))
    return study.sources[-len(texts) :]


def said_by(study: Study, source: Source) -> dict[str, int]:
    """Turns by who is shown to speak, interviewers left out."""
    transcript = study.transcript(source.id)
    counts: dict[str, int] = {}
    for turn in transcript.turns:
        speaker = transcript.speaker(turn)
        assert speaker is not None
        if not speaker.interviewer:
            counts[speaker.shown] = counts.get(speaker.shown, 0) + 1
    return counts


def labels(session: Session) -> list[str]:
    return [row.label for row in session.rows.items if row.used]


class TestAFocusGroup:
    async def test_of_five_is_right_after_one_key_and_wrong_again_after_undo(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            (group,) = bring_in(study, tmp_path, grupp=FOCUS_GROUP)
            slip = code(study, group, "ingen frågar oss", "delaktighet")
            async with open_program(study) as session:
                await session.press("g", "s")
                assert isinstance(session.screen, SpeakersScreen)
                assert "9 speakers · 3 doubtful" in session.lines[0]
                await session.press("M")
                assert said_by(study, study.sources[0]) == FIVE
                assert labels(session) == ["Moderator", *FIVE]
                (quote,) = quotes_for(study, [study.held.coding(slip.id)])
                assert [speaker.shown for speaker in quote.speakers] == ["Cecilia"]
                assert keys_of(quote) == {f"{group.id}:Cecilia"}
                assert study.held.coding(slip.id) == slip
                assert study.transcript(group.id).text == FOCUS_GROUP
                await session.press("u")
                assert study.sources[0].speakers == group.speakers
                assert len(labels(session)) == 9

    async def test_is_right_slip_by_slip_the_cursor_going_from_doubt_to_doubt(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            (group,) = bring_in(study, tmp_path, grupp=FOCUS_GROUP)
            async with open_program(study) as session:
                await session.press("g", "t", "S")
                assert session.rows.current.label == "Torbjorn"
                assert "? written almost like 'Torbjörn'; m merges" in session.text
                await session.press("m", "m", "m")
                assert said_by(study, study.sources[0]) == FIVE
                await session.press("u", "u", "u")
                assert study.held.source(group.id).speakers == group.speakers

    async def test_whose_moderator_has_no_colon_is_right_after_the_label_is_named(
        self, tmp_path: Path
    ) -> None:
        text = FOCUS_GROUP.replace("Moderator: ", "KARIN BERG\n").replace("Moderator, ", "")
        with new_study(tmp_path / "study") as study:
            (group,) = bring_in(study, tmp_path, grupp=text)
            async with open_program(study) as session:
                await session.press("g", "s", "M", "a")
                await session.answer("KARIN BERG")
                session.rows.go_to_key(next(r.id for r in session.rows.items if r.label == "KARIN BERG"))
                await session.press("i")
                transcript = study.transcript(group.id)
                first = transcript.turns[0]
                assert said_by(study, study.sources[0]) == FIVE
                assert transcript.text[first.body : first.end] == "Välkomna. Vad gör ni en vanlig dag?"
                assert sum(turn.label == "KARIN BERG" for turn in transcript.turns) == 3

    async def test_without_any_colon_is_right_after_a_key_for_each_label(self, tmp_path: Path) -> None:
        body = FOCUS_GROUP[FOCUS_GROUP.index("Moderator: ") :].replace("rn: ", "rn\n").replace(": ", "\n")
        text = (
            body.replace("Torbjorn", "Torbjörn").replace("Ceclia", "Cecilia").replace("Margreta", "Margareta")
        ).replace("Moderator", "Karin Berg")  # who asks is named like the others: nothing tells it from notes
        with new_study(tmp_path / "study") as study:
            bring_in(study, tmp_path, grupp=text)
            async with open_program(study) as session:
                await session.press("g", "s")
                assert "not a speaker; opens 3 lines" in session.text
                await session.press("x", "x", "x", "x", "x", "x")
                assert labels(session) == ["Karin Berg", *FIVE]

    async def test_whose_moderator_has_a_name_is_right_after_two_keys(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            bring_in(study, tmp_path, grupp=FOCUS_GROUP.replace("Moderator", "Karin Berg"))
            async with open_program(study) as session:
                await session.press("g", "s")
                assert "? asks the questions, and is no interviewer; i makes it one" in session.text
                await session.press("i", "M")
                assert said_by(study, study.sources[0]) == FIVE
                assert "doubtful" not in session.lines[0]

    async def test_with_full_names_first_and_initials_after_them_is_right_after_one_key(
        self, tmp_path: Path
    ) -> None:
        text = FOCUS_GROUP.replace("Yusuf: ", "Yusuf Ali (YA): ", 1).replace("Yusuf: ", "YA: ")
        with new_study(tmp_path / "study") as study:
            bring_in(study, tmp_path, grupp=text + "\nYA: Jo, en sak.\n")
            async with open_program(study) as session:
                await session.press("g", "s", "M")
                assert said_by(study, study.sources[0]) == {
                    "Yusuf Ali" if name == "Yusuf" else name: turns + (name == "Yusuf")
                    for name, turns in FIVE.items()
                }


FIRST = "Moderator: Hur går det?\n\nParticipant: Bra.\n\nModerator: Mer?\n\nParticipant: Nej.\n"
SECOND = "Moderator: Hur går det?\n\nPaticipant: Illa.\n\nModerator: Mer?\n\nPaticipant: Allt.\n"


class TestManyTranscripts:
    async def test_a_label_is_one_row_and_is_put_right_everywhere_as_one_step(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            first, second = bring_in(study, tmp_path, ett=FIRST, tva=SECOND)
            async with open_program(study) as session:
                await session.press("g", "s")
                assert "Moderator  interviewer · 4 turns · 8 words · in 2 transcripts" in session.text
                await session.press("m")
                assert labels(session) == ["Moderator", "Participant"]
                assert "Participant + Paticipant  4 turns" in session.text
                await session.press("g", "g", "r")
                await session.answer("Ordförande")
                assert [s.speakers[0].name for s in study.sources] == ["Ordförande", "Ordförande"]
                assert "in 2 transcripts" in session.message
                await session.press("u")
                assert [s.speakers[0].name for s in study.sources] == ["", ""]
                await session.press("u")
                assert study.sources[1].speakers == second.speakers
                assert study.sources[0].speakers == first.speakers

    async def test_the_same_label_of_two_people_is_told_apart(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            bring_in(study, tmp_path, ett=FIRST, tva=FIRST.replace("Bra", "Sådär"))
            async with open_program(study) as session:
                await session.press("g", "s", "t", "j", "r")
                await session.answer("Anna")
                assert [s.speakers[1].name for s in study.sources] == ["Anna", ""]

    async def test_no_transcript_and_no_label_say_what_to_do(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "s")
                assert "There is no transcript yet" in session.text
                await session.press("m", "x", "M")
                assert "No label here is written almost like another" in session.message
                study.do(
                    sources.add(study, [NewSource("Anteckningar", "Det var tyst.\n\nIngen sa något.\n")])
                )
                await session.press("g", "s")
                assert "a adds one that was not found" in session.text


class TestParticipants:
    async def test_a_label_is_a_new_participant_or_a_known_one(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            bring_in(study, tmp_path, ett=FIRST, tva=SECOND)
            async with open_program(study) as session:
                await session.press("g", "s", "g", "g", "j", "p", *"P 1", "enter")
                await session.press("j", "p")
                assert isinstance(session.screen, Palette)
                await session.press("enter")
                (participant,) = study.participants
                assert participant.name == "P 1"
                assert [s.speakers[1].participant for s in study.sources] == [participant.id] * 2
                assert "participant P 1" in session.text
                await session.press("p", "enter")
                assert study.sources[1].speakers[1].participant == ""
                await session.press("u", "u", "u")
                assert study.participants == []

    async def test_the_same_label_in_each_transcript_is_another_participant(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            bring_in(study, tmp_path, ett=FIRST, tva=FIRST.replace("Bra", "Sådär"))
            async with open_program(study) as session:
                await session.press("g", "s", "j", "p", "enter")
                assert [one.name for one in study.participants] == ["ett", "tva"]
                assert [s.speakers[1].participant for s in study.sources] == [
                    p.id for p in study.participants
                ]

    async def test_an_interviewer_is_no_participant(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            bring_in(study, tmp_path, ett=FIRST)
            async with open_program(study) as session:
                await session.press("g", "s", "p", *"P", "enter")
                assert "interviews in 'ett' and is no participant" in session.message
                assert study.participants == []


class TestTurns:
    async def test_neighbouring_turns_are_joined_when_asked_and_codings_stay_on_their_words(
        self, tmp_path: Path
    ) -> None:
        text = "I: Hur?\n\nIP: Först det ena.\n\nIP: Och sen det andra.\n\nI: Mm.\n\nIP: Ja.\n"
        with new_study(tmp_path / "study") as study:
            (source,) = bring_in(study, tmp_path, ett=text)
            coding = code(study, source, "Och sen det andra.", "tid")
            async with open_program(study) as session:
                await session.press("g", "s")
                assert "2 speakers · J joins 1 turn" in session.lines[0]
                await session.press("J", "n")
                assert study.transcript(source.id).text == text
                await session.press("J", "y")
                transcript = study.transcript(source.id)
                assert (
                    transcript.text
                    == "I: Hur?\n\nIP: Först det ena. Och sen det andra.\n\nI: Mm.\n\nIP: Ja.\n"
                )
                moved = study.held.coding(coding.id)
                assert transcript.text[moved.start : moved.end] == "Och sen det andra." == moved.quote
                assert not moved.reworded
                await session.press("u")
                assert study.transcript(source.id).text == text
                assert study.held.coding(coding.id).start == coding.start

    async def test_enter_opens_the_transcript_where_the_label_stands_first(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            _, second = bring_in(study, tmp_path, ett=FIRST, tva=SECOND)
            async with open_program(study) as session:
                await session.press("g", "s", "enter")
                assert isinstance(session.screen, Workspace)
                assert session.screen.reader.source_id == second.id
                assert session.screen.reader.selection.start == SECOND.index("Illa")
                await session.press("q")
                assert isinstance(session.screen, SpeakersScreen)
