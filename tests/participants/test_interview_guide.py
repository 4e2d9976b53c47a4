"""The interview guide: read from a file, found again in the interviews, its answers side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import studies
from utsaga.analysis.answers import State, answers, answers_in
from utsaga.analysis.asked import SURE, propose
from utsaga.analysis.where import BadFilter, chosen_by
from utsaga.demo import build
from utsaga.model.errors import NotFound, Refused
from utsaga.model.guide import Guide, GuideItem
from utsaga.model.source import Speaker
from utsaga.study import Study, sources
from utsaga.study.check import check
from utsaga.study.guide import asked, guides, versions
from utsaga.study.guide.asked import Place
from utsaga.study.guide.guide_file import BadGuide, guide_items, how_read, read_guide
from utsaga.study.guide.guide_numbers import numbers, numbers_in, question_named
from utsaga.study.people import participants

MARKDOWN = """\
# Inledning

- Kan du börja med att berätta lite om dig själv?
- Hur ser en vanlig vecka ut i (kommun)?

## Regler och riktlinjer

1. Vilka riktlinjer har du att hålla dig till?
   - Finns det någon riktlinje som ställer till det?
   - Om ja: vad gör du då?
   Förklara ordet riktlinje om det behövs.
2. **Berätta om ett svårt fall.**

Avslutning
- Är det något som du vill ta upp som jag inte har frågat om?
"""

PLAIN = """\
Tema 1: Arbetssätt

Hur arbetar ni i gruppen?
    Hur fördelar ni ärenden?
Följdfråga: Vem bestämmer?
Läs först upp definitionen av arbetssätt, i sin helhet.

Stöd
------
Vad är stöd för er?
If no: what would help?
"""


def example_without_guide(folder: Path) -> None:
    """The example study before it has an interview guide."""
    build(folder, "kim")
    with Study.open(folder, coder="kim") as study:
        for guide in versions.all_guides(study):
            study.do(guides.remove(study, guide))


def lines(text: str) -> list[tuple[int, str, str]]:
    """A guide as it is understood."""
    return [(item.depth, item.kind, item.text) for item in guide_items(text)]


def test_a_guide_in_markdown_is_headings_questions_probes_and_conditions() -> None:
    assert lines(MARKDOWN) == [
        (0, "heading", "Inledning"),
        (1, "question", "Kan du börja med att berätta lite om dig själv?"),
        (1, "question", "Hur ser en vanlig vecka ut i (kommun)?"),
        (1, "heading", "Regler och riktlinjer"),
        (2, "question", "Vilka riktlinjer har du att hålla dig till?"),
        (3, "probe", "Finns det någon riktlinje som ställer till det?"),
        (3, "condition", "Om ja: vad gör du då?"),
        (2, "note", "Förklara ordet riktlinje om det behövs."),
        (2, "question", "Berätta om ett svårt fall."),
        (2, "note", "Avslutning"),
        (2, "question", "Är det något som du vill ta upp som jag inte har frågat om?"),
    ]


def test_a_guide_in_plain_text_is_understood_by_its_lines() -> None:
    assert lines(PLAIN) == [
        (0, "heading", "Tema 1: Arbetssätt"),
        (1, "question", "Hur arbetar ni i gruppen?"),
        (2, "probe", "Hur fördelar ni ärenden?"),
        (2, "probe", "Vem bestämmer?"),
        (1, "note", "Läs först upp definitionen av arbetssätt, i sin helhet."),
        (0, "heading", "Stöd"),
        (1, "question", "Vad är stöd för er?"),
        (2, "condition", "If no: what would help?"),
    ]


def test_a_plain_line_is_no_heading_above_those_that_are_marked() -> None:
    assert lines("Intervjuguide\n\n## Tillit\nHur?\n\n**Makt**\nVem?\n") == [
        (0, "note", "Intervjuguide"),
        (1, "heading", "Tillit"),
        (2, "question", "Hur?"),
        (2, "heading", "Makt"),
        (3, "question", "Vem?"),
    ]
    assert lines("Intervjuguide, omgång 1\n\nTillit\n1. Hur?\n2. Varför?\nTack för idag\nSlut\n") == [
        (0, "note", "Intervjuguide, omgång 1"),
        (0, "heading", "Tillit"),
        (1, "question", "Hur?"),
        (1, "question", "Varför?"),
        (0, "note", "Tack för idag"),
        (1, "note", "Slut"),
    ]


NUMBERED = """\
# Tillit
1. Hur ser du på tillit?
   - Kan du ge ett exempel?
   - Om ja: vad hände?
2. Vem bestämmer?
# Uppföljning
3. Hur följer ni upp?
   a) Med siffror?
5. Vad vill ni ändra?
"""


def called(text: str) -> list[str]:
    """What the questions of a guide are called."""
    found = Guide("1" * 32, "g", 1, "kim", "", "", tuple(guide_items(text)))
    return list(numbers_in(found).values())


def test_questions_have_the_numbers_of_their_file_and_probes_letters_after_them() -> None:
    assert called(NUMBERED) == ["1", "1a", "1b", "2", "3", "3a", "5"]
    assert called("- Hur?\n  - När?\n- Var?\n") == ["1", "1a", "2"]
    assert called("# A\n1. Hur?\n2. När?\n# B\n1. Var?\n") == ["1", "2", "3"]
    assert called("- Hur?\n1. När?\n- Var?\n   1.1 Vem?\n") == ["0a", "1", "1a", "1.1"]
    assert len(set(called("Hur?\n" + "  Var?\n" * 60))) == 61


def test_a_number_that_several_versions_have_is_asked_with_the_version(study: Study) -> None:
    guide(study, NUMBERED, "omgång 1")
    guide(study, "1. Hur ser du på tillit?\n2. Vem har makten här?\n", "omgång 2", wave="2")
    assert list(numbers(study).values()) == ["1", "omgång 2 2", "1a", "1b", "omgång 1 2", "3", "3a", "5"]
    assert question_named(study, "1").text == "Hur ser du på tillit?"
    assert question_named(study, "3A.").text == "Med siffror?"
    assert question_named(study, "Omgång 1 2").text == "Vem bestämmer?"
    why = r"'omgång 2 2' \(Vem har makten här\?\); 'omgång 1 2' \(Vem bestämmer\?\)"
    with pytest.raises(NotFound, match=rf"Several questions are called '2': {why}"):
        question_named(study, "2")
    with pytest.raises(BadFilter, match=rf"several questions '2': {why}"):
        chosen_by(study, "question=2")
    assert chosen_by(study, "question='omgång 1 2'") is not None
    older, _ = versions.all_guides(study)
    assert question_named(study, "2", older).text == "Vem bestämmer?"


LINES = st.sampled_from(["# a", "- b?", "  - c?", "Om ja: d", "e", "", "---", "**f**"])


@given(st.text() | st.lists(LINES).map("\n".join))
def test_whatever_a_file_holds_is_a_guide_of_its_lines(text: str) -> None:
    found = list(guide_items(text))
    assert all(item.text and "\n" not in item.text and item.depth >= 0 for item in found)
    assert len({item.id for item in found}) == len(found)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no question was found"),
        (b"Bara en rad.\n", "no question was found"),
        (b"\xff\xfe\x00", "is no text"),
        (b"Hur?\0", "no text"),
        (b"Hur?\n" * 300_000, "too large"),
    ],
)
def test_a_file_that_is_no_guide_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "guide.md"
    file.write_bytes(content)
    with pytest.raises(BadGuide, match=why):
        read_guide(file)
    with pytest.raises(BadGuide, match="cannot be read"):
        read_guide(tmp_path / "none.md")


def test_a_guide_that_is_not_in_utf_8_is_read_as_a_transcript_is(tmp_path: Path) -> None:
    file = tmp_path / "guide.txt"
    file.write_bytes("Hur började det för dig?\r\nVad är svårast?\r\n".encode("cp1252"))
    assert [item.text for item in read_guide(file)] == ["Hur började det för dig?", "Vad är svårast?"]
    assert "was read as cp1252" in how_read(file)
    file.write_text("Vad är svårast?\n", encoding="utf-8")
    assert how_read(file) == ""


# Versions


def guide(study: Study, text: str, name: str = "guide", **where: Any) -> Guide:
    """Bring a version of the guide in."""
    study.do(guides.put(study, name, list(guide_items(text)), **where))
    return next(one for one in versions.all_guides(study) if one.name == name)


def test_versions_hold_for_rounds_roles_and_transcripts(study: Study) -> None:
    first, second, group = (study.source_named(t) for t in ("intervju-1", "interview-2", "fokusgrupp"))
    study.do(participants.place(study, [second], wave="2"))
    study.do(participants.set_standing(study, study.source_named("interview-2"), "A", role="politiker"))
    guide(study, "Hur?", "alla")
    assert versions.guide_of(study, first) == versions.guide_of(study, group)
    guide(study, "Hur?", "omgång två", wave="2")
    guide(study, "Hur?", "politiker i två", wave="2", role="Politiker")
    guide(study, "Hur?", "gruppen", sources=[group])
    names = {
        source.title: found.name for source in study.sources if (found := versions.guide_of(study, source))
    }
    assert names == {
        "intervju-1": "alla", "interview-2": "politiker i två", "fokusgrupp": "gruppen",
        "anteckningar": "alla",
    }  # fmt: skip


def test_a_question_stays_the_same_when_it_is_worded_anew(study: Study) -> None:
    first = guide(study, "# Start\nHur länge har du arbetat här?\nVad är tillit för dig?\n", "ett")
    second = guide(study, "# Start\nHur länge har du arbetat här nu?\nVem bestämmer?\n", "två")
    assert second.items[0].id == first.items[0].id
    assert second.questions[0].id == first.questions[0].id
    assert second.questions[1].id not in {item.id for item in first.items}
    texts = [item.text for item in guides.all_questions(study)]
    assert texts == ["Hur länge har du arbetat här nu?", "Vem bestämmer?", "Vad är tillit för dig?"]
    assert question_named(study, "två 2").text == "Vem bestämmer?"
    assert question_named(study, "TILLIT") == first.questions[1]
    with pytest.raises(NotFound, match="Several questions"):
        question_named(study, "v")
    with pytest.raises(NotFound, match=r"did you mean 'Vem bestämmer\?'"):
        question_named(study, "Vem bestämde?")


def test_a_version_of_the_same_name_is_replaced_and_what_was_confirmed_stays(study: Study) -> None:
    first = guide(study, "Hur länge har du arbetat här?\nLitar de på dig?\n")
    source = study.source_named("intervju-1")
    span = studies.span_of(study, "intervju-1", "Litar de på dig?")
    study.do(asked.confirm(study, [Place(source, first.questions[1].id, span)]))
    with pytest.raises(Refused, match="says all of it already"):
        guide(study, "Hur länge har du arbetat här?\nLitar de på dig?\n")
    again = guide(study, "Litar de på dig här?\n")
    assert again.id == first.id
    assert [one.span for one in asked.asked_in(study, source)] == [span]
    assert study.say(study.plan_undo()) == "undo: change the interview guide 'guide' to 1 guide question"
    study.do(guides.remove(study, again))
    assert asked.asked_in(study, source) == []
    assert check(study).findings == ()
    study.do(study.plan_undo())
    assert [one.span for one in asked.asked_in(study, source)] == [span]


def test_headings_become_codes_in_one_step(study: Study) -> None:
    version = guide(study, MARKDOWN)
    assert guides.new_headings(study, version) == ["Inledning", "Inledning / Regler och riktlinjer"]
    action = study.do(guides.headings_as_codes(study, version))
    assert guides.new_headings(study, version) == []
    assert study.say(action) == "make 2 codes of the headings of a guide"
    assert {"Inledning", "Inledning / Regler och riktlinjer"} <= {
        study.codes.path(code.id) for _, code in study.codes.walk()
    }
    with pytest.raises(Refused, match="has all headings"):
        guides.headings_as_codes(study, versions.all_guides(study)[0])
    with pytest.raises(Refused, match="has no headings"):
        guides.headings_as_codes(study, guide(study, "Hur?", "kort"))


def test_the_title_of_a_guide_is_no_code(study: Study) -> None:
    titled = "# Intervjuguide\n\nPolitiker, runda 1\n\n## Bakgrund\n- Hur?\n\n## Samarbete\n- Vad?\n"
    assert guides.new_headings(study, guide(study, titled)) == ["Bakgrund", "Samarbete"]
    second = guide(study, titled + "# Avslut\n- Mer?\n", "två delar")
    assert guides.new_headings(study, second)[0] == "Intervjuguide"
    assert guides.new_headings(study, guide(study, "# Makt\n- Vem?\n", "ett tema")) == ["Makt"]


# Where it was asked

INTERVIEWS = """\
# Inledning
- Kan du börja med att berätta lite om dig själv och hur du kom till socialtjänsten?
- Hur ser en vanlig vecka ut?

# Regler och riktlinjer
- Vilka riktlinjer har du att hålla dig till, och hur är de att arbeta med?
  - Finns det någon riktlinje som ställer till det?

# Bedömningar
- Hur vet du när du ska gå på reglerna och när du ska gå på känslan?
  - Har du haft fel någon gång?
- Vad gör du när du är osäker?

# Mötet
- Vad är viktigt för dig i mötet med klienten?
- Hur tänker du om makten i mötet?
- Litar klienterna på dig?

# Organisation
- Hur ser det ut med tid?
- Hur mycket av tiden går till dokumentation?
- Hur är stödet från kollegor och chef?

# Avslutning
- Är det något som du vill ta upp som jag inte har frågat om?
"""

TRUTH: Mapping[str, Mapping[str, int]] = {
    "intervju-1": {
        "Kan du börja": 3, "Hur ser en vanlig": 11, "Vilka riktlinjer": 23, "Hur vet du": 37,
        "Har du haft fel": 45, "Hur tänker du": 55, "Hur är stödet": 81, "Är det något": 95,
        "Hur mycket av tiden": 73,
    },
    "intervju-2": {
        "Kan du börja": 1, "Hur ser en vanlig": 9, "Vilka riktlinjer": 23, "Finns det någon": 27,
        "Hur vet du": 39, "Vad gör du": 47, "Vad är viktigt": 51, "Litar klienterna": 55,
        "Hur tänker du": 61, "Hur ser det ut": 69, "Hur mycket av tiden": 73, "Hur är stödet": 85,
        "Är det något": 89,
    },
}  # fmt: skip
"""The turns, from 1, in which a person found the questions asked in two interviews of the example."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """The example study with a guide that its interviewer had in mind, only looked at."""
    folder = tmp_path_factory.mktemp("guide") / "study"
    example_without_guide(folder)
    with Study.open(folder, coder="kim") as opened:
        guide(opened, INTERVIEWS)
        yield opened


@pytest.mark.parametrize("title", TRUTH)
def test_questions_are_found_where_they_were_asked_in_other_words(example: Study, title: str) -> None:
    found = propose(example, example.source_named(title), versions.all_guides(example)[0])
    truth = TRUTH[title]
    right = [
        one
        for one in found
        if any(one.question.text.startswith(q) and one.turn + 1 == turn for q, turn in truth.items())
    ]
    sure = [one for one in found if one.sureness >= SURE]
    assert len(right) >= 0.6 * len(truth)
    assert len(right) >= 0.8 * len(found)
    assert len(sure) >= 5
    assert all(one in right for one in sure)


def test_only_interviewers_ask(example: Study) -> None:
    for source in example.sources:
        transcript = example.transcript(source.id)
        for one in propose(example, source, versions.all_guides(example)[0]):
            speaker = transcript.speaker(transcript.turns[one.turn])
            assert speaker is not None
            assert speaker.interviewer
            assert transcript.turns[one.turn].words.contains(one.span)


def test_a_text_without_turns_or_a_guide_without_questions_has_no_places(study: Study) -> None:
    item = GuideItem("1" * 32, "heading", "Bara en rubrik", 0)
    empty = Guide("2" * 32, "tom", 1, "kim", "", "", (item,))
    assert propose(study, study.source_named("intervju-1"), empty) == []


QUESTIONS = "Hur länge har du arbetat här?\nVad är riktlinjer bra för?\nLitar de på dig?\nVem bestämmer?\n"


@pytest.fixture
def asked_about(study: Study) -> Study:
    """A guide of four questions, two of them confirmed in the first interview."""
    found = guide(study, QUESTIONS, sources=[study.source_named("intervju-1")])
    source = study.source_named("intervju-1")
    places = [
        Place(
            source,
            found.questions[0].id,
            studies.span_of(study, "intervju-1", "Hur länge har du arbetat här?"),
        ),
        Place(source, found.questions[2].id, studies.span_of(study, "intervju-1", "Litar de på dig?")),
    ]
    study.do(asked.confirm(study, places))
    return study


def states(study: Study, title: str) -> list[str]:
    """How it went with each question."""
    return [answer.state.value for answer in answers_in(study, study.source_named(title))]


def said(study: Study, question: str) -> list[str]:
    """The answers to a question."""
    return [
        study.transcript(answer.source.id).text[one.answer.start : one.answer.end].strip()
        for answer in answers(study, question_named(study, question).id)
        for one in answer.exchanges
    ]


def test_an_answer_goes_on_to_the_next_confirmed_question(asked_about: Study) -> None:
    (first,) = said(asked_about, "hur länge")
    assert first.startswith("IP: Trettio år i augusti.")
    assert first.endswith("Det har inte vi.\n\nI:")
    (second,) = said(asked_about, "litar")
    assert second == "IP: Tillit... det är inget man får. Det tar tid. Det tar tid."


def test_not_asked_is_told_from_asked_and_not_answered(asked_about: Study) -> None:
    source = asked_about.source_named("intervju-1")
    assert states(asked_about, "intervju-1") == ["answered", "not found", "answered", "not found"]
    who = question_named(asked_about, "vem")
    asked_about.do(asked.confirm(asked_about, [Place(source, who.id, None)]))
    middle = studies.span_of(asked_about, "intervju-1", "I: Mm.")
    rules = question_named(asked_about, "riktlinjer")
    asked_about.do(asked.confirm(asked_about, [Place(source, rules.id, middle)]))
    assert states(asked_about, "intervju-1") == ["answered", "answered", "answered", "not asked"]
    with pytest.raises(Refused, match="noted already"):
        asked.confirm(asked_about, [Place(source, who.id, None)])
    asked_about.do(asked.withdraw(asked_about, source, rules.id))
    last = studies.span_of(asked_about, "intervju-1", "Det tar tid.\n")
    asked_about.do(asked.confirm(asked_about, [Place(source, who.id, last)]))
    assert (
        states(asked_about, "intervju-1")[3] == State.NO_ANSWER.value
    )  # that it was not asked is taken back


def test_a_question_at_the_end_that_nobody_answers(study: Study) -> None:
    text = "I: Hur länge har du arbetat här?\nIP: Länge.\nI: Vem bestämmer?\nI: Nej, vi slutar där.\n"
    studies.add_text(study, "kort", text, [Speaker("I", interviewer=True), Speaker("IP")])
    found = guide(study, QUESTIONS, sources=[study.source_named("kort")])
    span = studies.span_of(study, "kort", "Vem bestämmer?")
    study.do(asked.confirm(study, [Place(study.source_named("kort"), found.questions[3].id, span)]))
    assert states(study, "kort") == ["perhaps asked", "not found", "not found", "asked, no answer"]


def test_a_question_can_be_asked_twice(asked_about: Study) -> None:
    source = asked_about.source_named("intervju-1")
    question = question_named(asked_about, "hur länge")
    again = studies.span_of(asked_about, "intervju-1", "Mm.")
    asked_about.do(asked.confirm(asked_about, [Place(source, question.id, again)]))
    assert len(said(asked_about, "hur länge")) == 2


def test_places_follow_their_words_and_wait_while_these_are_gone(asked_about: Study) -> None:
    source = asked_about.source_named("intervju-1")
    text = asked_about.transcript(source.id).text
    file = asked_about.path / "transcripts" / "intervju-1.txt"
    before = asked.asked_in(asked_about, source)
    asked_about.close()
    file.write_text("En rad till.\n\n" + text.replace("Litar de", "Litar man"), encoding="utf-8")
    with Study.open(asked_about.path, coder="kim") as again:
        after = asked.asked_in(again, again.source_named("intervju-1"))
        assert [(one.quote, one.start - before[0].start) for one in after] == [
            ("Hur länge har du arbetat här?", len("En rad till.\n\n"))
        ]


def test_what_was_noted_goes_with_its_transcript_and_comes_back(asked_about: Study) -> None:
    asked_about.do(sources.remove(asked_about, asked_about.source_named("intervju-1")))
    assert not any(asked_about.store.records(table) for table in asked_about.store.tables("asked"))
    assert check(asked_about).findings == ()
    asked_about.do(asked_about.plan_undo())
    assert states(asked_about, "intervju-1")[0] == "answered"


def test_the_answers_to_a_question_can_be_filtered_for(asked_about: Study) -> None:
    chosen = chosen_by(asked_about, "question=3")
    assert chosen is not None
    source = asked_about.source_named("intervju-1")
    text = asked_about.transcript(source.id).text
    assert [text[span.start : span.end] for span in chosen.turns(source)] == [
        "Tillit... det är inget man får. Det tar tid. Det tar tid."
    ]
    again = chosen_by(asked_about, "question='litar de' and not question=1")
    assert again is not None
    assert list(again.turns(source)) == list(chosen.turns(source))
    with pytest.raises(BadFilter, match="there is no question 'chefen'"):
        chosen_by(asked_about, "question=chefen")


# On the command line


def test_the_command_takes_a_guide_finds_confirms_and_shows_answers(tmp_path: Path, utsaga: Any) -> None:
    example_without_guide(tmp_path / "study")
    study, file = tmp_path / "study", tmp_path / "intervjuguide.md"
    file.write_text(INTERVIEWS, encoding="utf-8")
    assert utsaga("guide", study).out == "There is no interview guide yet: utsaga guide STUDY FILE.md\n"
    assert "Inledning  [heading]\n  Kan du" in utsaga("guide", study, file, "--dry-run").out
    taken = utsaga("guide", study, file, "--source", "intervju-2", "--source", "intervju-1")
    assert taken.out == "Took the guide 'intervjuguide' with 12 questions and 2 probes.\n"
    rows = utsaga("guide", study, "--find", "--json").json
    assert {row["source"] for row in rows} == {"intervju-1", "intervju-2"}
    assert utsaga("guide", study, "--confirm").out.endswith("places confirmed.\n")
    (week,) = (row for row in rows if row["source"] == "intervju-2" and row["turn"] == 9)
    found = utsaga("guide", study, "--answers", "vanlig vecka", "--json").json
    assert [one["state"] for one in found["answers"]] == ["answered", "answered"]
    assert found["answers"][1]["exchanges"][0]["asked"] == week["words"]
    said = utsaga("guide", study, "--asked", "klienterna", "57", "--source", "intervju-1")
    assert said.out == "Noted that 1 guide question was asked.\n"
    assert utsaga("guide", study, "--not-asked", "osäker", "--source", "intervju-1").code == 0
    shown = utsaga("guide", study).out
    assert "intervjuguide (for intervju-1, intervju-2)\n" in shown
    assert "5. Vad gör du när du är osäker?  [1 answered, 1 not asked]" in shown
    (version,) = utsaga("guide", study, "--json").json
    assert version["items"][1]["number"] == "1"
    tried = utsaga("guide", study, "--codes", "--dry-run").out
    assert tried.startswith("Inledning\nRegler och riktlinjer\n")
    assert tried.endswith("Would make 6 codes of the headings of a guide.\n")
    made = utsaga("guide", study, "--codes").out
    assert made.endswith("Avslutning\nMade 6 codes of the headings of a guide.\n")
    assert utsaga("check", study).code == 0
    quotes = utsaga("search", study, "ärenden", "--where", "question='vanlig vecka'", "--json").json
    assert quotes


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--find", "--codes"], 2, "Give a FILE or one of"),
        (["--not-asked", "1"], 2, "need one --source"),
        (["--find"], 1, "There is no interview guide"),
        (["--answers", "1"], 1, "There is no question '1' in the guide"),
        (["--asked", "1", "99", "--source", "intervju-1"], 1, "has turns 1 to 6"),
    ],
)
def test_misuse_of_the_command_is_said_on_one_line(
    study: Study, utsaga: Any, arguments: list[str], code: int, said: str
) -> None:
    study.close()
    done = utsaga("guide", study.path, *arguments)
    assert done.code == code
    assert said in done.err
    assert done.err.count("\n") == 1


TWICE = "I: Litar de på dig?\nIP: Vad sa du?\nI: Litar de på dig där ute?\nIP: Nej.\n"


def test_a_place_that_was_none_gives_way_to_the_next_likely_one(study: Study) -> None:
    studies.add_text(study, "kort", TWICE, [Speaker("I", interviewer=True), Speaker("IP")])
    found = guide(study, QUESTIONS, sources=[study.source_named("kort")])
    source, question = study.source_named("kort"), found.questions[2].id

    def likely() -> str | None:
        there = answers_in(study, source)[2].likely
        return study.transcript(source.id).text[there.span.start : there.span.end] if there else None

    assert likely() == "Litar de på dig?"
    span = studies.span_of(study, "kort", "Litar de på dig?")
    study.do(asked.confirm(study, [Place(source, question, span, asked=False)]))
    assert likely() == "Litar de på dig där ute?"
    again = studies.span_of(study, "kort", "Litar de på dig där ute?")
    study.do(asked.confirm(study, [Place(source, question, again, asked=False)]))
    assert likely() is None
    assert states(study, "kort")[2] == State.NOT_FOUND.value
    study.do(asked.confirm(study, [Place(source, question, None)]))
    assert states(study, "kort")[2] == State.NOT_ASKED.value
    study.do(asked.confirm(study, [Place(source, question, again)]))  # asked there after all
    assert states(study, "kort")[2] == State.ANSWERED.value
    assert check(study).findings == ()


def test_what_was_confirmed_for_one_question_is_not_proposed_for_another(study: Study) -> None:
    studies.add_text(study, "kort", TWICE, [Speaker("I", interviewer=True), Speaker("IP")])
    found = guide(study, QUESTIONS, sources=[study.source_named("kort")])
    source = study.source_named("kort")
    first = studies.span_of(study, "kort", "Litar de på dig?")
    study.do(asked.confirm(study, [Place(source, found.questions[3].id, first)]))
    likely = answers_in(study, source)[2].likely
    assert likely is not None
    assert likely.turn == 2


def test_a_version_is_tied_renamed_and_worded_anew_and_answers_stay(asked_about: Study) -> None:
    (version,) = versions.all_guides(asked_about)
    asked_about.do(guides.change(asked_about, version, name="Runda 2", wave="2", role="chef", sources=[]))
    (version,) = versions.all_guides(asked_about)
    assert guides.holds_for(asked_about, version) == "for round 2, chef"
    named = asked_about.do(guides.change(asked_about, version, name="Andra"))
    assert asked_about.tell(named) == "The interview guide is called 'Andra' now."
    assert asked_about.say(named) == "rename the interview guide 'Andra'"
    asked_about.do(asked_about.plan_undo())
    asked_about.do(guides.reword(asked_about, version, version.questions[0].id, "Hur länge sen började du?"))
    source = asked_about.source_named("intervju-1")
    asked_about.do(guides.change(asked_about, versions.all_guides(asked_about)[0], sources=[source]))
    assert states(asked_about, "intervju-1")[0] == "answered"
    with pytest.raises(Refused, match="Nothing would change"):
        guides.change(asked_about, version, name="Runda 2")
    with pytest.raises(Refused, match="needs words"):
        guides.reword(asked_about, version, version.questions[0].id, "  ")


def test_versions_and_places_on_the_command_line(asked_about: Study, utsaga: Any) -> None:
    path = asked_about.path
    name = versions.all_guides(asked_about)[0].name
    asked_about.close()
    assert utsaga("guide", path, "--name", name, "--rename", "Ny").code == 0
    assert utsaga("guide", path, "--name", "Nyy", "--codes").err.endswith("(did you mean 'Ny'?).\n")
    assert utsaga("guide", path, "--name", "Ny", "--round", "2", "--role", "chef").code == 0
    assert utsaga("guide", path, "--not-here", "litar", "5", "--source", "intervju-1").code == 0
    assert utsaga("guide", path, "--take-back", "hur länge", "--source", "intervju-1").code == 0
    (version,) = utsaga("guide", path, "--json").json
    assert (version["name"], version["round"], version["role"]) == ("Ny", "2", "chef")
    said = utsaga("guide", path, "--answers", "litar")
    assert "Mm" not in said.out
    assert utsaga("guide", path, "--remove").code == 2
    assert utsaga("guide", path, "--remove", "--name", "Ny").code == 0
    assert utsaga("guide", path, "--json").json == []


def test_an_answer_is_what_participants_say(asked_about: Study, utsaga: Any) -> None:
    path = asked_about.path
    asked_about.close()
    said = utsaga("guide", path, "--answers", "hur länge").out
    assert "Trettio år i augusti." in said
    assert "Mm." not in said  # the interviewer's


def test_a_question_under_a_new_heading_goes_on_counting_and_a_condition_of_no_question_is_a_note() -> None:
    text = (
        "# Guide\n\nOm inte: be om exempel.\n\n## Dag\n\n1. Hur börjar den?\n2. Varför?\n\n## Slut\n- Mer?\n"
    )
    items = tuple(guide_items(text))
    assert [item.kind for item in items if item.text.startswith("Om inte")] == ["note"]
    numbers = numbers_in(Guide("2" * 32, "guide", 1, "kim", "", "", items))
    assert list(numbers.values()) == ["1", "2", "3"]


def test_questions_that_are_counted_on_get_no_number_that_another_one_has() -> None:
    text = "# Guide\n\n5. Hur?\n3. Varför?\n\n## Slut\n- Mer då?\n- Annat då?\n- Klart så?\n"
    found = numbers_in(Guide("2" * 32, "guide", 1, "kim", "", "", tuple(guide_items(text))))
    assert list(found.values()) == ["5", "3", "6", "7", "8"]


def test_a_sound_alone_is_no_answer_and_a_yes_to_a_question_is(study: Study) -> None:
    text = "I: Hur länge har du arbetat här?\nIP: Mmm.\nI: Litar de på dig?\nIP: Ja.\nI: Tack.\nIP: Ja.\n"
    studies.add_text(study, "kort", text, [Speaker("I", interviewer=True), Speaker("IP")])
    source = study.source_named("kort")
    found = guide(study, QUESTIONS, sources=[source])
    for at, words in ((0, "Hur länge har du arbetat här?"), (2, "Litar de på dig?"), (3, "Tack.")):
        span = studies.span_of(study, "kort", words)
        study.do(asked.confirm(study, [Place(source, found.questions[at].id, span)]))
    assert states(study, "kort") == ["asked, no answer", "not found", "answered", "asked, no answer"]


def test_an_answer_that_goes_on_over_a_place_that_waits_says_so(study: Study, utsaga: Any) -> None:
    text = "I: Hur länge har du arbetat här?\nIP: Tio år.\nI: Vem bestämmer?\nIP: Chefen.\n"
    studies.add_text(study, "kort", text, [Speaker("I", interviewer=True), Speaker("IP")])
    source = study.source_named("kort")
    found = guide(study, QUESTIONS, sources=[source])
    span = studies.span_of(study, "kort", "Hur länge har du arbetat här?")
    study.do(asked.confirm(study, [Place(source, found.questions[0].id, span)]))
    first = answers_in(study, source)[0]
    assert [item.text for item in first.past] == ["Vem bestämmer?"]
    study.close()
    said = utsaga("guide", study.path, "--answers", "1").out
    assert "it goes on over places where 1 other question may have been asked" in said
