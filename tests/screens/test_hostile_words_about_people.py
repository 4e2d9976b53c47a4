"""Names of participants, attributes and questions that widgets obey elsewhere: here they are shown."""

from __future__ import annotations

from pathlib import Path

from session import open_program
from small_study import HOSTILE, new_study
from test_hostile_words_on_screens import is_harmless

from utsaga.model.participant import Consent
from utsaga.model.source import Speaker
from utsaga.study import Study, sources
from utsaga.study.guide import guides
from utsaga.study.guide.guide_file import guide_items
from utsaga.study.people import attributes, participants
from utsaga.study.sources import NewSource
from utsaga.text.safe import shown_line

WORDS = " ".join(HOSTILE)[:60]


def hostile_people(path: Path) -> Study:
    """A study in which everything about people has a name that is a command elsewhere."""
    study = new_study(path)
    text = f"I: Vad är {WORDS} för dig?\n\nIP: {WORDS}.\n\nI: Jaså?\n\nIP: Ja.\n"
    speakers = (Speaker("I", WORDS, interviewer=True), Speaker("IP", f"S {WORDS}"))
    study.do(sources.add(study, [NewSource(f"T {WORDS}", text, speakers=speakers)]))
    source = study.sources[0]
    study.do(
        participants.add(
            study, f"P {WORDS}", role=f"R {WORDS}", group=f"G {WORDS}", speaks_as=[(source.id, "IP")]
        )
    )
    study.do(attributes.declare(study, f"A {WORDS}", "text"))
    kind, who = study.held.attributes[0], study.participants[0]
    study.do(participants.set_attribute(study, who, kind, f"V {WORDS}"))
    study.do(participants.note_consent(study, study.participants[0], Consent("2024-03-01", WORDS, WORDS)))
    study.do(guides.put(study, f"Q {WORDS}", list(guide_items(f"# H {WORDS}\n\nVad är {WORDS} för dig?\n"))))
    return study


async def test_they_are_shown_on_the_screens_of_people_and_guide(tmp_path: Path) -> None:
    with hostile_people(tmp_path / "study") as study:
        async with open_program(study, size=(200, 40)) as session:
            for keys in (
                ("g", "p"),
                ("g", "p", "enter"),
                ("g", "p", "s"),
                ("escape", "g", "p", "r"),
                ("escape", "A"),
                ("g", "i"),
                ("g", "i", "t"),
                ("escape", "g", "i", "j", "enter"),
                ("g", "i", "f"),
                ("g", "h"),
            ):
                await session.press(*keys)
                assert is_harmless(session), keys
            for keys, said in (
                (("g", "p"), "P "),
                (("g", "i"), "H "),
            ):
                await session.press(*keys)
                assert said + shown_line(WORDS)[:30] in session.text
