"""``sed -i`` over a whole study: what was noticed together is one change, told once and undone by one key."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from studies import GROUP, GUNILLA, MOIRA, records
from utsaga.model.action import Action
from utsaga.study import Study
from utsaga.study.check import check
from utsaga.study.coding import codings
from utsaga.study.living import noticed, outside
from utsaga.study.living.corrections import corrections

sys.path.insert(0, str(Path(__file__).parents[1] / "screens"))
from session import open_program

TEXTS = {"intervju-1": GUNILLA, "interview-2": MOIRA, "fokusgrupp": GROUP}
SAID = "3 transcripts were changed outside: 7 passages moved along."


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with studies.coded(tmp_path / "s") as opened:
        yield opened


def file(study: Study, title: str) -> Path:
    return study.path / f"transcripts/{title}.txt"


def changed(text: str) -> str:
    """A text after ``sed -i '1s/^/[…] /'`` and the like: all its words have moved."""
    return f"[band 1, sida A]\n\n{text}"


def sed(study: Study) -> None:
    """Change three transcripts at once."""
    for title, text in TEXTS.items():
        file(study, title).write_text(changed(text))


def number_of_acts(study: Study) -> int:
    return len(list(study.history()))


def test_one_undo_brings_all_texts_and_codings_back_and_one_redo_repeats_it(study: Study) -> None:
    outside.notice(study)
    before, acts = records(study), number_of_acts(study)
    sed(study)
    assert outside.notice(study) == [SAID]
    after = records(study)
    assert number_of_acts(study) == acts + 1
    undoing = study.plan_undo()
    assert study.say(undoing) == "undo: 3 transcripts were changed outside: 7 passages moved along"
    study.do(undoing)
    assert records(study) == before
    assert {title: file(study, title).read_text() for title in TEXTS} == TEXTS
    study.do(study.plan_redo())
    assert records(study) == after
    assert all(file(study, title).read_text() == changed(text) for title, text in TEXTS.items())
    assert check(study).findings == ()


def test_each_transcript_has_it_in_its_own_log(study: Study) -> None:
    sed(study)
    outside.notice(study)
    for title in TEXTS:
        (found,) = corrections(study, study.source_named(title))
        assert (found.act, found.new) == ("changed outside", "[band 1, sida A]\n")


def test_a_file_that_cannot_be_read_is_told_and_keeps_no_other_from_being_taken_in(study: Study) -> None:
    sed(study)
    file(study, "interview-2").write_bytes(changed("Å").encode("latin-1"))
    problem, said = outside.notice(study)
    assert "'interview-2' was changed outside." in problem
    assert "is not UTF-8" in problem
    assert said == "2 transcripts were changed outside: 5 passages moved along."
    assert study.unchanged(study.source_named("fokusgrupp").id)
    assert [source.title for source in outside.changed(study)] == ["interview-2"]


def test_a_change_too_heavy_for_one_record_comes_in_steps_that_are_told_together(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside.notice(study)
    before, acts = records(study), number_of_acts(study)
    monkeypatch.setattr(noticed, "HEAVIEST", 1)
    sed(study)
    assert outside.notice(study) == [SAID]
    assert number_of_acts(study) == acts + 3
    for _ in TEXTS:
        study.do(study.plan_undo())
    assert records(study) == before


def test_what_is_coded_while_the_others_are_looked_through_is_not_lost(study: Study) -> None:
    sed(study)
    looked = noticed.Noticed(study, outside.changed(study), outside.take_in)
    while looked.looking:
        looked.look()
    source = study.source_named("intervju-1")
    first, second = study.held.codings(source.id)
    study.do(codings.remove(study, [first]))
    new = studies.code(study, "intervju-1", "Litar de på dig?", "fråga")
    action = study.do(looked.action())
    assert action.counts["sources"] == 3
    assert {one.id for one in study.held.codings(source.id)} == {second.id, new.id}
    assert all(study.holds(one) for one in study.held.codings(source.id))


def test_a_text_that_is_put_back_while_the_others_are_looked_through_stays_put_back(study: Study) -> None:
    sed(study)
    looked = noticed.Noticed(study, outside.changed(study), outside.take_in)
    while looked.looking:
        looked.look()
    outside.put_back(study, study.source_named("intervju-1").id)
    action = study.do(looked.action())
    assert action.counts["sources"] == 2
    assert file(study, "intervju-1").read_text() == GUNILLA
    assert looked.refused == {}


def test_when_none_is_left_there_is_no_change(study: Study) -> None:
    sed(study)
    looked = noticed.Noticed(study, outside.changed(study), outside.take_in)
    while looked.looking:
        looked.look()
    for title in TEXTS:
        outside.put_back(study, study.source_named(title).id)
    with pytest.raises(noticed.Settled):
        looked.action()


async def test_on_the_screen_one_key_takes_all_of_it_back(study: Study) -> None:
    outside.notice(study)
    async with open_program(study, (100, 24)) as session:
        sed(study)
        file(study, "anteckningar").write_text("")
        session.app.outside.take_in()
        await session.settle()
        assert (
            "'anteckningar' was changed outside. The text of 'anteckningar' would be empty" in session.message
        )
        assert f"{SAID} g r settles it." in session.message
        await session.press("u")
        assert session.message.startswith("Undone: 3 transcripts were changed outside")
        assert {title: file(study, title).read_text() for title in TEXTS} == TEXTS


async def test_leaving_does_not_wait_until_all_have_been_looked_through(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_through: list[str] = []
    async with open_program(study) as session:
        taking_in = outside.take_in

        def leaving_meanwhile(opened: Study, source_id: str) -> object:
            looked_through.append(source_id)
            session.app.outside.end()  # as leaving does
            return taking_in(opened, source_id)

        monkeypatch.setattr(outside, "take_in", leaving_meanwhile)
        sed(study)
        session.app.outside.take_in()
        await session.settle()
    assert len(looked_through) == 1
    assert {source.title for source in outside.changed(study)} == set(TEXTS)


async def test_what_is_changed_while_the_first_ones_are_looked_through_comes_with_them(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look may come while ``sed -i`` is half through: nobody has to undo twice for that."""
    outside.notice(study)
    acts, taking_in = number_of_acts(study), outside.take_in

    def while_sed_goes_on(opened: Study, source_id: str) -> Action:
        planned = taking_in(opened, source_id)
        for title in list(TEXTS)[1:]:
            file(study, title).write_text(changed(TEXTS[title]))
        return planned

    async with open_program(study, (100, 24)) as session:
        monkeypatch.setattr(outside, "take_in", while_sed_goes_on)
        file(study, "intervju-1").write_text(changed(GUNILLA))
        session.app.outside.take_in(["intervju-1"])
        await session.settle()
        assert session.message == SAID
    assert number_of_acts(study) == acts + 1
