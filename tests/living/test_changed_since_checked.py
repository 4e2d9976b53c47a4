"""A transcript that was checked and is changed afterwards says so until somebody checks it again."""

from __future__ import annotations

from pathlib import Path

import pytest

import studies
from studies import GUNILLA
from utsaga.model.errors import Refused
from utsaga.study import sources
from utsaga.study.living import outside, texts
from utsaga.tui.parts import pressed, width_of
from utsaga.tui.screens.texts.transcript_rows import about_parts


def test_changes_after_a_check_are_counted_told_undone_and_settled_by_a_new_check(tmp_path: Path) -> None:
    with studies.coded(tmp_path / "s") as study:

        def standing() -> str:
            return study.source_named("intervju-1").standing

        study.do(texts.change(study, study.source_named("intervju-1"), GUNILLA.replace("Mm.", "Hm.")))
        assert standing() == "raw"
        study.do(sources.set_status(study, study.source_named("intervju-1"), "checked"))
        (study.path / "transcripts/intervju-1.txt").write_text(GUNILLA.replace("Trettio", "Tjugo"))
        (said,) = outside.notice(study)
        assert said.endswith("2 passages moved along, changed since it was checked.")
        assert standing() == "checked, changed once since"
        study.do(texts.change(study, study.source_named("intervju-1"), GUNILLA))
        assert standing() == "checked, changed 2 times since"
        study.do(study.plan_undo())
        assert study.tell(study.do(study.plan_undo())).endswith("2 passages moved along.")
        assert standing() == "checked"
        study.do(study.plan_redo())
        study.do(sources.set_status(study, study.source_named("intervju-1"), "checked"))
        assert standing() == "checked"
        with pytest.raises(Refused, match="checked already"):
            sources.set_status(study, study.source_named("intervju-1"), "checked")


def test_where_a_row_is_short_who_speaks_is_cut_and_not_that_a_text_was_changed(tmp_path: Path) -> None:
    with studies.coded(tmp_path / "s") as study:
        study.do(sources.set_status(study, study.source_named("fokusgrupp"), "checked"))
        (study.path / "transcripts/fokusgrupp.txt").write_text(studies.GROUP.replace("Mm.", "Hm."))
        outside.notice(study)
        source = study.source_named("fokusgrupp")
        parts = about_parts(study, source)
        assert "changed once since (kim, " in "".join(part.text for part in parts)
        short = "".join(part.text for part in pressed(parts, width_of(parts) - 60))
        assert short.endswith("… · checked, changed once since")
        assert len(short) == 60
