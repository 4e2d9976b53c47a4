"""How a coder last filled in the export of a study: kept beside the study, unshared."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from utsaga.analysis.attribution import Attribution
from utsaga.filepaths import working_folder
from utsaga.model.errors import Refused
from utsaga.store.unshared import Unshared
from utsaga.study import Study
from utsaga.tui.screens.writing.export_form import ExportForm
from utsaga.tui.screens.writing.file_names import expanded
from utsaga.writers.chapter import LANGUAGES, Options
from utsaga.writers.numbering import first_number

_FILE = "chapter.md"


class ExportMemory:
    """Kept in ``.local/export.<coder>.json``; one that is missing or damaged costs the last choices."""

    def __init__(self, study: Study) -> None:
        """Read what was kept."""
        self._study = study.path
        self._memory = Unshared(study.path, f"export.{study.coder}.json")
        self._first = ExportForm(str(study.path / _FILE), Options(language=study.info.language))
        self._kept = self._memory.read()

    @property
    def form(self) -> ExportForm:
        """The form as it was last filled in; at first the study's language, and a file in its folder."""
        kept, first = self._kept, self._first
        file, options = kept.get("file"), kept.get("options")
        return ExportForm(
            str(self._study / file) if isinstance(file, str) and file else first.file,
            _options(options, first.options) if isinstance(options, dict) else first.options,
        )

    def keep(self, form: ExportForm) -> None:
        """Keep a form."""
        options = asdict(form.options) | {"attribution": form.options.attribution.value}
        # By its place in the study, where it has one: a copy of the study writes into the copy.
        file = expanded(form.file, working_folder())
        inside = file.is_relative_to(self._study)
        kept = str(file.relative_to(self._study) if inside else file)
        self._kept = {"file": kept, "options": options}
        self._memory.write(self._kept, durable=True)


def _options(kept: dict[str, Any], first: Options) -> Options:
    styles = {style.value: style for style in Attribution}
    number = kept.get("number_from")
    language, where = kept.get("language"), kept.get("where")
    flags = {
        name: kept[name] for name in ("interviewer", "starred", "codebook", "times") if _is_flag(kept, name)
    }
    return Options(
        language=language if language in LANGUAGES else first.language,
        number_from=_number(number) if isinstance(number, str) else "",
        where=where if isinstance(where, str) else "",
        attribution=styles.get(str(kept.get("attribution")), first.attribution),
        **flags,
    )


def _number(kept: str) -> str:
    try:
        return first_number(kept)
    except Refused:
        return ""


def _is_flag(kept: dict[str, Any], name: str) -> bool:
    return isinstance(kept.get(name), bool)
