"""A label of several at once, or of whoever it was, is no participant and is not counted as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from utsaga.analysis.attribution import Attribution, Attributor
from utsaga.analysis.persons import Persons
from utsaga.analysis.quotes import quotes_for
from utsaga.analysis.weight import weigh
from utsaga.model.source import Speaker
from utsaga.readers import read
from utsaga.study import Study, speakers
from utsaga.study.incoming.arriving import to_new_source
from utsaga.study.people import speaker_changes
from utsaga.study.people.participants_speakers import from_speakers
from utsaga.study.sources import add
from utsaga.text.doubts import is_several
from utsaga.text.speakers import propose

TEXT = """Moderator: Vad är tillit för er?

Olof: Att de hör av sig.

Alla: [skratt]

Stina: Fast det gör de aldrig.

Okänd talare: Jo, ibland.

Olof: Sällan.

Stina: Aldrig.

Moderator: Jaha?
"""


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A focus group in which everybody laughs, and somebody says something."""
    (tmp_path / "grupp.txt").write_text(TEXT)
    with Study.create(tmp_path / "s", title="Tillit", coder="kim", language="sv") as opened:
        opened.do(add(opened, [to_new_source(read(tmp_path / "grupp.txt"))]))
        yield opened


def speaker(study: Study, label: str) -> Speaker:
    return next(one for one in study.sources[0].speakers if one.label == label)


@pytest.mark.parametrize(
    ("label", "several"),
    [
        ("Alla", True),
        ("Samtliga deltagare", True),
        ("FLERA TALARE", True),
        ("Unknown Speaker 2", True),
        ("Okänd", True),
        ("Group", True),
        ("Alva", False),
        ("Man 2", False),
        ("Deltagare", False),
        ("Alla Bergström", False),
    ],
)
def test_such_labels_are_known(label: str, several: bool) -> None:
    assert is_several(label) is several


def test_they_open_turns_though_they_stand_once_and_are_not_in_doubt() -> None:
    found = {one.label: one for one in propose(TEXT).candidates}
    assert [(found[label].accepted, found[label].doubt) for label in ("Alla", "Okänd talare")] == [
        (True, "")
    ] * 2


def test_they_are_offered_no_participant_and_left_out_of_counts(study: Study) -> None:
    assert [one.speaker.label for one in Persons(study).speaking(study.sources[0]) if one.speaker] == [
        "Olof",
        "Stina",
    ]
    study.do(from_speakers(study))
    assert sorted(one.name for one in study.participants) == ["Olof", "Stina"]
    coding = studies.code(study, "grupp", ("Att de", "gör de aldrig."), "tillit")
    alone = studies.code(study, "grupp", "[skratt]", "tillit")
    quotes = quotes_for(study, [coding, alone])
    assert weigh(quotes).speakers == 2
    assert weigh(quotes[1:]).speakers == 0
    for style in Attribution:  # none of them stumbles over a speaker who is no person
        assert isinstance(Attributor(study, style, "sv").after(quotes[1]), str)


def test_somebody_can_say_that_one_is_a_person_after_all_and_that_another_is_none(study: Study) -> None:
    at = study.sources[0].id
    one = [lambda divided: speakers.being_several(divided, "Okänd talare", False)]
    study.do(speaker_changes.correct(study, {at: one}, speaker_changes.SEVERAL))
    assert speaker(study, "Okänd talare").counts
    study.do(speaker_changes.identify(study, [(at, "Alla")], "Alla Berg"))
    assert speaker(study, "Alla").counts
    none = [lambda divided: speakers.being_several(divided, "Alla", True)]
    study.do(speaker_changes.correct(study, {at: none}, speaker_changes.SEVERAL))
    assert (speaker(study, "Alla").counts, speaker(study, "Alla").participant) == (False, "")
    study.do(study.plan_undo())
    assert speaker(study, "Alla").participant
