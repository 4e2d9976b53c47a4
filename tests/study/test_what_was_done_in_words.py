"""What is said after a change tells what has happened; the history and the undo line name the act."""

from __future__ import annotations

from pathlib import Path

from studies import MAKT, TILLIT, coded, named
from utsaga.study import codebook
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
        assert study.tell(undone, "u") == "Undone: delete 1 code and 3 passages."
        redone = study.do(study.plan_redo())
        assert study.tell(redone) == "Redone: delete 1 code and 3 passages."
        renamed = study.do(codebook.rename(study, named(study, TILLIT), "förtroende"))
        assert study.tell(renamed) == "The code is called 'förtroende' now."
