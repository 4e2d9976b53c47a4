"""Undo and redo: every change, in any order, over closing and reopening, back to the very records."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

import studies
from studies import MAKT, TILLIT, code, named, records, span_of
from tries import tries
from utsaga.model import ids
from utsaga.model.action import Action
from utsaga.model.errors import Refused
from utsaga.model.source import Speaker
from utsaga.model.span import Span
from utsaga.store.follow import MERGED
from utsaga.store.store import EDITED
from utsaga.store.wiping import ERASED
from utsaga.study import Study, sources, words
from utsaga.study.check import check
from utsaga.study.coding import codebook, codings, memos, pins
from utsaga.study.holdings import Holdings
from utsaga.study.living import texts
from utsaga.study.sources import NewSource
from utsaga.study.undo import MADE, UndoStacks
from utsaga.study.words import WORDS

ANY = st.integers(min_value=0, max_value=10**6)
NAMES = st.sampled_from(["tillit", "makt", "tid", "Arbete / tid", "Relationen / makt", "in vivo"])


class AnyWork(RuleBasedStateMachine):
    """A researcher who does anything, in any order, and now and then closes and reopens the study."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.study = studies.interviews(self.folder / "study")
        self.start = records(self.study)
        self.actions = 0

    def teardown(self) -> None:
        end = records(self.study)
        for _ in range(self.actions):
            self.study.do(self.study.plan_undo())
        assert records(self.study) == self.start
        for _ in range(self.actions):
            self.study.do(self.study.plan_redo())
        assert records(self.study) == end
        self.memory_is_what_the_files_hold()
        self.study.close()
        shutil.rmtree(self.folder)

    def memory_is_what_the_files_hold(self) -> None:
        fresh = Holdings(self.study.store)
        self.study.held.load_all()
        assert fresh.sources == self.study.held.sources
        assert [c for _, c in fresh.codes.walk()] == [c for _, c in self.study.codes.walk()]
        assert fresh.memos == self.study.held.memos
        for source in fresh.sources:
            assert list(fresh.codings(source.id)) == list(self.study.held.codings(source.id))
            assert list(fresh.source_memos(source.id)) == list(self.study.held.source_memos(source.id))
        for _, each in fresh.codes.walk():
            assert fresh.count(each.id) == self.study.held.count(each.id)

    def attempt(self, plan: Any) -> None:
        """Do what can be done; a refusal must leave everything as it was."""
        try:
            action = plan()
        except Refused:
            return
        self.study.do(action)
        self.actions += 1

    def pick_code(self, number: int) -> Any:
        there = [c for _, c in self.study.codes.walk()]
        return there[number % len(there)]

    def pick_source(self, number: int) -> Any:
        return self.study.sources[number % len(self.study.sources)]

    def pick_span(self, source_id: str, number: int) -> Span:
        text = self.study.transcript(source_id).text
        start = number % len(text)
        return Span(start, min(len(text), start + number % 40))

    def cut(self, source_id: str, a: int, b: int) -> str:
        text = self.study.transcript(source_id).text
        start = a % len(text)
        return text[:start] + "Nytt. " * (b % 3) + text[start + b % 50 :]

    def pick_codings(self, number: int) -> list[Any]:
        there = self.study.held.codings_of(c.id for _, c in self.study.codes.walk())
        return there[number % (len(there) + 1) :][:3]

    has_codes = precondition(lambda self: len(self.study.codes) > 0)
    has_sources = precondition(lambda self: len(self.study.sources) > 0)

    @has_sources
    @rule(a=ANY, b=ANY, name=NAMES)
    def code_a_passage(self, a: int, b: int, name: str) -> None:
        source = self.pick_source(a)
        self.attempt(lambda: codings.add_at_path(self.study, source.id, self.pick_span(source.id, b), name))

    @has_sources
    @rule(a=ANY, b=ANY)
    def code_in_vivo(self, a: int, b: int) -> None:
        source = self.pick_source(a)
        self.attempt(lambda: codings.add_in_vivo(self.study, source.id, self.pick_span(source.id, b)))

    @has_codes
    @rule(a=ANY, b=ANY)
    def change_codings(self, a: int, b: int) -> None:
        chosen = self.pick_codings(a)
        if b % 3 == 0:
            self.attempt(lambda: codings.remove(self.study, chosen))
        elif b % 3 == 1:
            self.attempt(lambda: codings.star(self.study, chosen))
        elif chosen:
            span = self.pick_span(chosen[0].source, b)
            self.attempt(lambda: codings.move_edges(self.study, chosen[0], span))

    @rule(name=NAMES)
    def create_a_code(self, name: str) -> None:
        self.attempt(lambda: codebook.create(self.study, name))

    @has_codes
    @rule(a=ANY, b=ANY, name=NAMES)
    def change_the_codebook(self, a: int, b: int, name: str) -> None:
        one, other = self.pick_code(a), self.pick_code(b)
        plans = [
            lambda: codebook.rename(self.study, one, name),
            lambda: codebook.define(self.study, one, name),
            lambda: codebook.colour(self.study, one, b),
            lambda: codebook.move(self.study, one, other.id, a % 3),
            lambda: codebook.move(self.study, one, None, b % 3),
            lambda: codebook.merge(self.study, one, other),
            lambda: codebook.delete(self.study, one),
            lambda: pins.pin(self.study, one, str(b % 9 + 1) if a % 2 else None),
        ]
        self.attempt(plans[(a + b) % len(plans)])

    @has_sources
    @rule(a=ANY, b=ANY)
    def write_or_edit_memos(self, a: int, b: int) -> None:
        source, there = self.pick_source(a), memos.all_memos(self.study)
        plans = [
            lambda: memos.on_passage(self.study, source.id, self.pick_span(source.id, b), "Memo."),
            lambda: memos.condense(self.study, source.id, self.pick_span(source.id, b), "Kort."),
            lambda: memos.on_source(self.study, source.id, "Om."),
            lambda: memos.on_study(self.study, "Dagbok."),
            lambda: memos.edit(self.study, there[b % len(there)], f"Nytt {b}." if b % 4 else ""),
        ]
        self.attempt(plans[a % (len(plans) if there else 4)])

    @has_sources
    @rule(a=ANY, b=ANY)
    def change_transcripts(self, a: int, b: int) -> None:
        source = self.pick_source(a)
        plans = [
            lambda: sources.add(self.study, [NewSource(f"ny {b}", f"I: Hej {b}.\n")]),
            lambda: sources.rename(self.study, source, f"titel {b}"),
            lambda: studies.speaking(self.study, source, [Speaker("IP", f"namn {b}")]),
            lambda: sources.remove(self.study, source),
            lambda: texts.change(self.study, source, self.cut(source.id, a, b)),
        ]
        self.attempt(plans[b % len(plans)])

    @rule()
    def close_and_open_again(self) -> None:
        before = records(self.study)
        path = self.study.path
        self.study.close()
        self.study = Study.open(path, coder="kim")
        assert records(self.study) == before


AnyWork.TestCase.settings = settings(tries(10), stateful_step_count=25)
TestAnyWorkCanBeUndoneAndRedone = AnyWork.TestCase


def test_yesterdays_work_is_undone_today(tmp_path: Path) -> None:
    with studies.interviews(tmp_path / "s") as study:
        code(study, "intervju-1", "Mm.", TILLIT)
        code(study, "fokusgrupp", "Mm.", MAKT)
    with Study.open(tmp_path / "s", coder="kim") as study:
        assert (
            study.say(study.do(study.plan_undo()))
            == "undo: code 'att ha makt' (new code below the new 'Makt') on 1 passage"
        )
    with Study.open(tmp_path / "s", coder="kim") as study:
        study.do(study.plan_undo())
        assert len(study.codes) == 0
        study.do(study.plan_redo())
        study.do(study.plan_redo())
        assert [c.quote for c in study.held.codings_of([named(study, MAKT).id])] == ["Mm."]


def test_what_was_done_last_is_undone_first_even_if_the_clock_was_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with studies.new(tmp_path / "s") as study:
        study.do(codebook.create(study, "ett"))
    with monkeypatch.context() as yesterday:
        yesterday.setattr(ids, "datetime", SlowClock)
        with Study.open(tmp_path / "s", coder="kim") as study:
            study.do(codebook.rename(study, named(study, "ett"), "tva"))
    with Study.open(tmp_path / "s", coder="kim") as study:
        assert [head.name for head in study.history()] == ["codes.create", "codes.rename"]
        study.do(study.plan_undo())
        assert [c.name for _, c in study.codes.walk()] == ["ett"]


class SlowClock(datetime):
    """A clock that is a day behind."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> SlowClock:
        return super().now(tz) - timedelta(days=1)


def test_there_is_nothing_to_undo_in_a_new_study_and_nothing_to_redo_after_new_work(tmp_path: Path) -> None:
    with studies.new(tmp_path / "s") as study:
        with pytest.raises(Refused, match="nothing to undo"):
            study.plan_undo()
        with pytest.raises(Refused, match="nothing to redo"):
            study.plan_redo()
        study.do(codebook.create(study, "a"))
        study.do(study.plan_undo())
        study.do(codebook.create(study, "b"))
        with pytest.raises(Refused, match="nothing to redo"):
            study.plan_redo()


def test_everybody_undoes_their_own_work_alone(tmp_path: Path) -> None:
    with studies.interviews(tmp_path / "s") as kims:
        code(kims, "intervju-1", "Mm.", TILLIT)
    with Study.open(tmp_path / "s", coder="anna") as annas:
        with pytest.raises(Refused, match="nothing to undo"):
            annas.plan_undo()
        code(annas, "fokusgrupp", "Mm.", MAKT)
        annas.do(annas.plan_undo())
        assert [c.quote for c in annas.held.codings_of([named(annas, TILLIT).id])] == ["Mm."]


def test_work_that_somebody_else_has_changed_since_is_not_undone(tmp_path: Path) -> None:
    with studies.interviews(tmp_path / "s") as kims:
        code(kims, "intervju-1", "Mm.", "tillit")
    with Study.open(tmp_path / "s", coder="anna") as annas:
        annas.do(codebook.rename(annas, named(annas, "tillit"), "att lita"))
    with Study.open(tmp_path / "s", coder="kim") as kims:
        with pytest.raises(Refused, match="changed since"):
            kims.do(kims.plan_undo())
        assert len(kims.held.codings_of([named(kims, "att lita").id])) == 1


def test_an_act_that_can_no_longer_be_undone_is_named_and_does_not_bar_the_way(tmp_path: Path) -> None:
    with studies.new(tmp_path / "s") as kims:
        kims.do(codebook.create(kims, "ett"))
        kims.do(codebook.create(kims, "tva"))
    with Study.open(tmp_path / "s", coder="bo") as bos:
        bos.do(codebook.rename(bos, named(bos, "tva"), "två"))
    for _ in range(2):
        with Study.open(tmp_path / "s", coder="kim") as kims:
            with pytest.raises(Refused, match=r"^Can no longer be undone: new code 'två', because .*since\."):
                kims.plan_undo()
            assert kims.say(kims.plan_undo()).startswith("undo: new code 'ett'")
    with Study.open(tmp_path / "s", coder="kim") as kims:
        with pytest.raises(Refused):
            kims.plan_undo()
        kims.do(kims.plan_undo())
        with pytest.raises(Refused, match="nothing to undo"):
            kims.plan_undo()
        kims.do(kims.plan_redo())
        assert {c.name for _, c in kims.codes.walk()} == {"ett", "två"}


@pytest.mark.parametrize("mine", ["a code", "a code below which another lies", "a transcript"])
def test_undo_takes_nothing_away_that_others_have_worked_on(tmp_path: Path, mine: str) -> None:
    def work(bos: Study) -> str:
        if mine == "a transcript":
            code(bos, "intervju-1", "Mm.", "egen")
            bos.do(memos.on_source(bos, bos.source_named("intervju-1").id, "Om."))
            return "1 coding by bo and 1 memo by bo depend on it"
        if mine == "a code":
            code(bos, "intervju-1", "Mm.", "tillit")
            code(bos, "intervju-1", "Tillit...", "tillit")
            bos.do(memos.on_code(bos, named(bos, "tillit").id, "Om."))
            return "2 codings by bo and 1 memo by bo depend on it"
        bos.do(codebook.create(bos, "under", named(bos, "tillit").id))
        return "1 code by bo depends on it"

    with studies.new(tmp_path / "s") as kims:
        kims.do(codebook.create(kims, "ett"))
        studies.add_text(kims, "intervju-1", studies.GUNILLA)
        if mine != "a transcript":
            kims.do(codebook.create(kims, "tillit"))
    with Study.open(tmp_path / "s", coder="bo") as bos:
        whose = work(bos)
        before = records(bos)
    with Study.open(tmp_path / "s", coder="kim") as kims:
        with pytest.raises(Refused, match=f"because {whose}"):
            kims.plan_undo()
        assert records(kims) == before
        assert check(kims).findings == ()


def test_undo_brings_nothing_back_that_belonged_to_what_is_gone(tmp_path: Path) -> None:
    with studies.interviews(tmp_path / "s") as kims:
        there = code(kims, "intervju-1", "Mm.", "tillit")
        kims.do(codings.remove(kims, [there]))
    with Study.open(tmp_path / "s", coder="bo") as bos:
        bos.do(codebook.delete(bos, named(bos, "tillit")))
    with Study.open(tmp_path / "s", coder="kim") as kims:
        with pytest.raises(Refused, match="depends on is no longer in the study"):
            kims.plan_undo()
        assert check(kims).findings == ()


def test_redo_takes_nothing_away_that_others_have_worked_on(tmp_path: Path) -> None:
    with studies.interviews(tmp_path / "s") as kims:
        code(kims, "intervju-1", "Mm.", "tillit")
        kims.do(codebook.delete(kims, named(kims, "tillit")))
        kims.do(kims.plan_undo())
    with Study.open(tmp_path / "s", coder="bo") as bos:
        code(bos, "intervju-1", "Tillit...", "tillit")
    said = "no longer be redone: delete 'tillit' with 1 coding, because 1 coding by bo depends on it"
    with Study.open(tmp_path / "s", coder="kim") as kims, pytest.raises(Refused, match=said):
        kims.plan_redo()


def test_an_act_whose_content_was_erased_does_not_bar_the_way(tmp_path: Path) -> None:
    with studies.interviews(tmp_path / "s") as study:
        study.do(codebook.create(study, "ett"))
        study.do(memos.on_source(study, study.source_named("intervju-1").id, "Om."))
    shutil.rmtree(tmp_path / "s/history/intervju-1")
    with Study.open(tmp_path / "s", coder="kim") as study:
        with pytest.raises(Refused, match="erased"):
            study.plan_undo()
        study.do(study.plan_undo())
        assert len(study.codes) == 0


def test_what_came_in_from_a_file_that_somebody_edited_is_not_ones_own_to_undo(tmp_path: Path) -> None:
    with studies.interviews(tmp_path / "s") as study:
        code(study, "intervju-1", "Mm.", "tillit")
        study.store.flush()
        file = tmp_path / "s" / "study.json"
        file.write_text(file.read_text().replace('"name": "tillit"', '"name": "att lita"'))
        assert study.refresh().changed
        assert "att lita" in {c.name for _, c in study.codes.walk()}
        last = list(study.history())[-1]
        assert study.say(last) == "take in 1 record changed outside"
        with pytest.raises(Refused, match=r"'att lita' .* on 1 passage, because this has been changed"):
            study.plan_undo()


def test_a_second_window_sees_the_work_of_the_first_and_its_undo(tmp_path: Path) -> None:
    with (
        studies.interviews(tmp_path / "s") as first,
        Study.open(tmp_path / "s", coder="anna", write=False) as second,
    ):
        coding = code(first, "intervju-1", "Mm.", TILLIT)
        assert second.refresh().changed
        assert second.held.codings_of([named(second, TILLIT).id]) == [coding]
        first.do(first.plan_undo())
        assert second.refresh().changed
        assert len(second.codes) == 0
        assert not second.refresh().changed
        assert second.why_read_only
        with pytest.raises(Refused):
            second.do(codebook.create(second, "x"))


def test_undoing_a_coding_leaves_what_lay_beside_it(tmp_path: Path) -> None:
    with studies.coded(tmp_path / "s") as study:
        source = study.source_named("fokusgrupp")
        before = list(study.held.codings(source.id))
        study.do(codings.add_at_path(study, source.id, span_of(study, "fokusgrupp", "nyckeln"), "ny"))
        study.do(study.plan_undo())
        assert list(study.held.codings(source.id)) == before


def test_every_action_has_its_words_and_every_words_an_action() -> None:
    rooms = [file for file in Path(words.__file__).parent.rglob("*.py") if file.name != "words.py"]
    written = "\n".join(file.read_text() for file in rooms)
    named_there = set(
        re.findall(
            r'"((?:attributes|guides|codings|codes|memos|participants|passes|reviews|sources|speakers|texts'
            r"|versions)"
            r'\.[a-z_]+)"',
            written,
        )
    )
    assert named_there | {MERGED, EDITED, ERASED, MADE} == set(WORDS)


def test_the_trail_of_an_action_holds_no_words_of_an_interview(tmp_path: Path) -> None:
    with studies.coded(tmp_path / "s") as study:
        source = study.source_named("intervju-1")
        study.do(
            codings.add_in_vivo(study, source.id, span_of(study, "intervju-1", "Man får ta det på känn"))
        )
        study.do(memos.on_source(study, source.id, "Gunilla är trött."))
        heads = list(study.history())
    for head in heads:
        assert all(re.fullmatch(r"[0-9a-f]{32}", ref) for ref in head.refs.values())
        assert all(type(count) is int for count in head.counts.values())
    trail = b"".join(file.read_bytes() for file in (tmp_path / "s" / "history").glob("*.jsonl"))
    for said in ("känn", "trött", "nyckeln", "tillit"):
        assert said.encode() not in trail


def test_an_act_has_the_same_words_before_and_after_it_is_done(tmp_path: Path) -> None:
    with studies.interviews(tmp_path / "s") as study:
        planned = codebook.create(study, "Relationen / tillit")
        assert study.say(planned) == study.say(study.do(planned)) == "new code 'tillit'"
        planned = study.plan_undo()
        assert study.say(planned) == study.say(study.do(planned)) == "undo: new code 'tillit'"
        last = list(study.history())[-1]
        assert study.say(last) == "undo: new code 'tillit'"


def test_an_unknown_action_is_called_by_its_name(tmp_path: Path) -> None:
    with studies.new(tmp_path / "s") as study:
        assert study.say(Action("future.thing", "kim")) == "future.thing"


def test_a_change_that_is_on_disk_but_not_shown_yet_is_undone_once(tmp_path: Path) -> None:
    with studies.new(tmp_path / "s") as study:
        study.do(codebook.create(study, "ett"))
    with Study.open(tmp_path / "s", coder="kim") as study:
        pending = study.begin(codebook.create(study, "tva"))
        pending.write()
        with pytest.raises(Refused, match="still being saved"):
            study.plan_undo()
        study.finish(pending)
        study.do(study.plan_undo())
        study.do(study.plan_undo())
        assert len(study.codes) == 0
        with pytest.raises(Refused, match="nothing to undo"):
            study.plan_undo()


def test_the_first_undo_reads_no_more_of_a_long_history_than_it_needs() -> None:
    def past() -> Iterator[Action]:
        yield action
        raise AssertionError("read on")

    action = Action("codes.create", "kim")
    stacks = UndoStacks("kim", past)
    assert stacks.next_undo == action.id
    again = action.inverse("kim")
    stacks.follow(again)
    assert stacks.next_redo == again.id


@given(st.data())
def test_what_comes_next_is_the_same_whether_it_was_seen_or_read(data: st.DataObject) -> None:
    """Any work by two coders, with a new session anywhere in it."""
    done: list[Action] = []
    there = UndoStacks("kim", lambda: iter(()))
    for what in data.draw(st.lists(st.sampled_from(["work", "undo", "redo", "anna"]), max_size=12)):
        undo, redo = (next((a for a in done if a.id == i), None) for i in (there.next_undo, there.next_redo))
        if what == "undo" and undo:
            done.append(undo.inverse("kim"))
        elif what == "redo" and redo:
            done.append(redo.inverse("kim", redo=True))
        else:
            done.append(Action("codes.create", "anna" if what == "anna" else "kim"))
        there.follow(done[-1])
    opened = data.draw(st.integers(0, len(done)))
    later = UndoStacks("kim", lambda: iter(done[::-1]))
    for action in done[opened:]:
        later.follow(action)
    while there.next_undo or there.next_redo:
        assert (later.next_undo, later.next_redo) == (there.next_undo, there.next_redo)
        undo = next((a for a in done if a.id == there.next_undo), None)
        if undo is None:
            break
        taken_back = undo.inverse("kim")
        there.follow(taken_back)
        later.follow(taken_back)
        done.append(taken_back)
