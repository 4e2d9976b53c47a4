"""What the chapter is to look like and where it goes: a form, its checks, and the same as a command."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from pathlib import Path

from utsaga.analysis.attribution import Attribution
from utsaga.filepaths import is_folder
from utsaga.model.errors import Refused
from utsaga.tui.screens.writing.file_names import expanded
from utsaga.writers.chapter import LANGUAGES, Options

_ENDING = ".md"
_GOES_ON = " \\"

LANGUAGE_WORDS = {"en": "English", "sv": "Swedish"}
ATTRIBUTION_WORDS = {
    Attribution.SPEAKER: "the speaker's name",
    Attribution.PARTICIPANT: "the participant, where known",
    Attribution.NUMBER: "the speaker's number",
    Attribution.GROUP: "the group, where known",
    Attribution.ROLE: "the role, where known",
    Attribution.ROUND: "the round, where known",
    Attribution.SOURCE: "transcript and turn",
    Attribution.NONE: "nothing",
}


@dataclass(frozen=True, slots=True)
class ExportForm:
    """The form as filled in. ``file`` is a path as typed, relative to the folder one works in."""

    file: str
    options: Options

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Each field's id, what it is called, and its value in words."""
        options = self.options
        return [
            ("file", "File", self.file),
            ("language", "Headings in", LANGUAGE_WORDS[options.language]),
            ("number", "Numbered from", options.number_from or "not numbered"),
            ("attribution", "After a quote", ATTRIBUTION_WORDS[options.attribution]),
            ("times", "When it was said", "after the quote, where known" if options.times else "left out"),
            ("interviewer", "Interviewer's words", "kept" if options.interviewer else "left out"),
            ("starred", "Quotes", "only those marked to print" if options.starred else "all"),
            ("where", "Whose words", options.where or "everybody's"),
            ("codebook", "Codebook at the end", "yes" if options.codebook else "no"),
        ]


def turned(form: ExportForm, field: str) -> ExportForm:
    """The form with one of the fields that are not typed at its next value."""
    options = form.options
    match field:
        case "language":
            following = LANGUAGES[(LANGUAGES.index(options.language) + 1) % len(LANGUAGES)]
            changed = replace(options, language=following)
        case "attribution":
            styles = list(Attribution)
            following_style = styles[(styles.index(options.attribution) + 1) % len(styles)]
            changed = replace(options, attribution=following_style)
        case "times":
            changed = replace(options, times=not options.times)
        case "interviewer":
            changed = replace(options, interviewer=not options.interviewer)
        case "starred":
            changed = replace(options, starred=not options.starred)
        case "codebook":
            changed = replace(options, codebook=not options.codebook)
        case _:
            return form
    return replace(form, options=changed)


def checked_file(typed: str, folder: Path) -> str:
    """Where the chapter goes, as typed, with ``.md`` if it has no ending.

    Raises:
        Refused: no file is named.
        Unseen: what stands there cannot be told.
    """
    name = typed.strip()
    if not name or name.endswith("/") or is_folder(expanded(name, folder)):
        raise Refused("Name the file: chapter.md, or a path such as ~/thesis/chapter.md.")
    return name if expanded(name, folder).suffix else name + _ENDING


def command_line(form: ExportForm, folder: Path, study: Path, width: int) -> str:
    """The command that writes the same chapter, from whatever folder it is given.

    It is broken for the shell into lines of at most ``width`` characters where words allow.
    """
    options = form.options
    where = str(expanded(form.file, folder))
    words = ["utsaga", "export", str(study), "--to", where, "--lang", options.language]
    if options.number_from:
        words += ["--number-from", options.number_from]
    if options.attribution is not Attribution.SPEAKER:
        words += ["--attribution", options.attribution.value]
    if options.times:
        words.append("--times")
    if not options.interviewer:
        words.append("--no-interviewer")
    if options.starred:
        words.append("--starred")
    if options.where:
        words += ["--where", options.where]
    if not options.codebook:
        words.append("--no-codebook")
    lines = [""]
    for word in map(shlex.quote, words):
        if lines[-1] and len(lines[-1]) + len(word) + len(_GOES_ON) > width:
            lines[-1] += _GOES_ON
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)
