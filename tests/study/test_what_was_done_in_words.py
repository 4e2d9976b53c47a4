"""What is said after a change tells what has happened; the history and the undo line name the act."""

from __future__ import annotations

from pathlib import Path

from studies import MAKT, TILLIT, coded, interviews, named
from utsaga.study.coding import codebook, memos
from utsaga.study.people import attributes, participants_speakers, participants_table, speaker_changes
from utsaga.study.words import DONE, PAST, WORDS


def test_every_act_can_be_told_when_it_is_done() -> None:
    """Acts begin with a word that has a past, or are no sentences: ``new code 'tillit'``."""
    untold = {
        name: words
        for name, words in WORDS.items()
        if name not in DONE
        and words.split()[0] not in PAST
        and not words.startswith(("new ", "a label ", "{"))
    }
    assert untold == {}


def test_what_was_done_undone_and_repeated(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        action = study.do(codebook.delete(study, named(study, MAKT)))
        assert study.tell(action, "u") == "Deleted 'att ha makt' with 3 codings. u brings it back."
        assert study.tell(action) == "Deleted 'att ha makt' with 3 codings."
        undone = study.do(study.plan_undo())
        assert study.tell(undone, "u") == "Undone: delete 'att ha makt' with 3 codings."
        redone = study.do(study.plan_redo())
        assert study.tell(redone) == "Redone: delete 'att ha makt' with 3 codings."
        renamed = study.do(codebook.rename(study, named(study, TILLIT), "förtroende"))
        assert study.tell(renamed) == "The code is called 'förtroende' now."


def test_what_concerns_one_is_said_of_one_and_what_nobody_has_is_not_counted(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        group = study.source_named("fokusgrupp")
        label = "Socialsekreterare 1"
        one = study.do(speaker_changes.identify(study, [(group.id, label)], "Åsa"))
        assert study.tell(one) == "Noted who 1 speaker is."
        both = [(group.id, label), (group.id, "Socialsekreterare 2")]
        asks = study.do(participants_speakers.set_interviewing(study, both[:1], interviews=True))
        assert study.tell(asks) == "Noted that 1 speaker interviews or moderates."
        back = study.do(participants_speakers.set_interviewing(study, both[:1], interviews=False))
        assert study.tell(back) == "Noted that 1 speaker does not interview."
        more = study.do(participants_speakers.set_interviewing(study, both, interviews=True))
        assert study.tell(more) == "Noted that 2 speakers interview or moderate."
        known = study.do(attributes.declare(study, "ålder", "text"))
        assert study.tell(known) == "Declared the attribute 'ålder'."
        changed = study.do(attributes.change(study, study.held.attributes[0], kind="number"))
        assert study.tell(changed) == "Changed the attribute 'ålder'."
        gone = study.do(attributes.remove(study, study.held.attributes[0]))
        assert study.tell(gone) == "Removed the attribute 'ålder'."
        table = tmp_path / "t.csv"
        table.write_text("source,round\nfokusgrupp,2\nintervju-1,1\n", encoding="utf-8")
        rounds = participants_table.plan(study, table).action
        assert rounds is not None
        assert study.say(rounds) == "take in from a table: what is said of 2 transcripts"


def test_of_a_memo_it_is_told_what_it_is_about(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        source, code = study.source_named("intervju-1"), named(study, TILLIT)
        on_text = study.do(memos.on_source(study, source.id, "Bra intervju."))
        assert study.tell(on_text) == "Wrote a memo on 'intervju-1'."
        assert study.tell(study.do(study.plan_undo())) == "Undone: write a memo on 'intervju-1'."
        on_code = study.do(memos.on_code(study, code.id, "Vad är det?"))
        assert study.say(on_code) == "write a memo on 'tillit'"
        memo = memos.of_code(study, code.id)[-1]
        assert study.tell(study.do(memos.edit(study, memo, "Vad är tillit?"))) == "Edited a memo on 'tillit'."
        assert study.tell(study.do(memos.on_study(study, "En dag till."))) == "Wrote a memo."
