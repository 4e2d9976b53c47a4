"""The command that brings transcripts in, with a preview."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from utsaga.cli.out import complain, print_json, say
from utsaga.cli.parts import coder_option, json_option, open_study, study_argument
from utsaga.model.errors import UtsagaError
from utsaga.readers import Reading, read
from utsaga.study import Study, sources
from utsaga.study.incoming import Corrections, to_new_source
from utsaga.study.words import counted
from utsaga.text.transcript import Transcript


@click.command("import")
@study_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would come in; write nothing.")
@click.option("--encoding", metavar="NAME", help="Read the files in this encoding instead of the one found.")
@click.option("--title", metavar="TEXT", help="Title of the transcript (with one file).")
@click.option(
    "--speaker", "names", multiple=True, metavar="LABEL=NAME", help="Who a label stands for; may recur."
)
@click.option("--interviewer", multiple=True, metavar="LABEL", help="The interviewer's label; may recur.")
@click.option("--not-speaker", multiple=True, metavar="LABEL", help="A label that is no speaker; may recur.")
@json_option
@coder_option
def import_command(
    study: Path,
    files: Sequence[Path],
    dry_run: bool,
    encoding: str | None,
    title: str | None,
    names: Sequence[str],
    interviewer: Sequence[str],
    not_speaker: Sequence[str],
    as_json: bool,
    coder: str | None,
) -> int:
    """Bring transcript FILES into STUDY; they are copied, never changed.

    Formats are told by content: text, Markdown, docx, odt, rtf, HTML, WebVTT, SRT, CSV, Whisper and
    oTranscribe; PDF with the extra 'utsaga[pdf]'.
    """
    if title and len(files) > 1:
        raise click.UsageError("--title goes with one file.")
    corrections = Corrections(_names(names), frozenset(interviewer), frozenset(not_speaker))
    with open_study(study, coder, write=not dry_run) as opened:
        previews = [_preview(opened, file, encoding, title, corrections) for file in files]
        for preview in previews:
            _refuse_again(preview, previews)
        wanted = [preview.new for preview in previews if preview.new is not None]
        if wanted and not dry_run:
            opened.do(sources.add(opened, wanted))
    failed = [preview for preview in previews if preview.problem]
    if as_json:
        print_json([preview.as_json() for preview in previews])
    else:
        for preview in previews:
            preview.show()
        say(f"{'Would import' if dry_run else 'Imported'} {counted(len(wanted), 'transcript')}.")
    return 1 if failed else 0


class _Preview:
    """What a file would come in as, or why it does not."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.reading: Reading | None = None
        self.new: sources.NewSource | None = None
        self.transcript: Transcript | None = None
        self.problem = ""

    def as_json(self) -> dict[str, Any]:
        """For programs: the form that other programs may rely on."""
        if self.reading is None or self.transcript is None:
            return {"file": str(self.file), "error": self.problem}
        turns = self.transcript.turns
        return {
            "file": str(self.file),
            "error": self.problem or None,
            "format": self.reading.format,
            "encoding": self.reading.encoding,
            "encoding_sure": round(self.reading.encoding_sure, 3),
            "turns": len(turns),
            "speakers": self.speakers(),
            "interviewers": [s.label for s in self.transcript.speakers if s.interviewer],
            "doubtful": {c.label: c.doubt for c in self.reading.proposal.candidates if c.doubt},
            "first": self._words(0) if turns else "",
            "last": self._words(-1) if turns else "",
            "notes": list(self.reading.notes),
            "warnings": list(self.reading.warnings),
        }

    def speakers(self) -> dict[str, int]:
        """Turns by label."""
        if self.transcript is None:
            return {}
        counts = {speaker.label: 0 for speaker in self.transcript.speakers}
        for turn in self.transcript.turns:
            if turn.label is not None and turn.label in counts:
                counts[turn.label] += 1
        return counts

    def show(self) -> None:
        """For people."""
        if self.problem:
            complain(f"{self.file}: {self.problem}")
        if self.reading is None or self.transcript is None or self.new is None:
            return
        interviewers = {s.label for s in self.transcript.speakers if s.interviewer}
        speakers = ", ".join(
            f"{label} {count}{' (interviewer)' if label in interviewers else ''}"
            for label, count in self.speakers().items()
        )
        say(f"{self.file.name} -> {self.new.title}")
        say(f"  {self.reading.format}, {self.reading.encoding}{self._doubt()}")
        say(f"  {counted(len(self.transcript.turns), 'turn')}; speakers: {speakers or 'none found'}")
        for candidate in self.reading.proposal.candidates:
            if candidate.doubt:
                taken = "a speaker, but" if candidate.accepted else "no speaker:"
                say(f"  ? {candidate.label}: {taken} {candidate.doubt}")
        for note in (*self.reading.notes, *self.reading.warnings):
            say(f"  {note}")

    def _words(self, at: int) -> str:
        assert self.transcript is not None
        turn = self.transcript.turns[at]
        return self.transcript.text[turn.body : turn.end][:200]

    def _doubt(self) -> str:
        assert self.reading is not None
        if self.reading.encoding_sure >= 1:
            return ""
        others = ", ".join(guess.encoding for guess in self.reading.alternatives)
        return f" ({self.reading.encoding_sure:.0%} sure: {self.reading.sample!r}; else {others})"


def _preview(
    study: Study, file: Path, encoding: str | None, title: str | None, corrections: Corrections
) -> _Preview:
    preview = _Preview(file)
    try:
        preview.reading = read(file, encoding=encoding)
        speakers = corrections.apply(preview.reading)
        preview.new = to_new_source(preview.reading, title, speakers)
        preview.transcript = Transcript(preview.new.text, speakers, preview.new.body)
        twin = sources.twin_of(study, preview.new)
        if twin is not None:
            preview.problem = f"is in the study already, as '{twin.title}'"
            preview.new = None
    except UtsagaError as error:
        preview.problem = str(error)
        preview.new = None
    return preview


def _refuse_again(preview: _Preview, previews: Sequence[_Preview]) -> None:
    for earlier in previews[: previews.index(preview)]:
        if preview.new is not None and earlier.new is not None and earlier.new.text == preview.new.text:
            preview.problem = f"holds the same text as {earlier.file}"
            preview.new = None


def _names(pairs: Sequence[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for pair in pairs:
        label, equals, name = pair.partition("=")
        if not equals:
            raise click.UsageError(f"--speaker takes LABEL=NAME, not '{pair}'.")
        names[label.strip()] = name.strip()
    return names
