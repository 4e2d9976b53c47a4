"""What to tell the user about the speakers that were found in a text."""

from __future__ import annotations

from collections.abc import Iterator

from utsaga.text.speakers import BARE_LINE, LOOKED_AT, Proposal, maybe_labels


def notes_on(text: str, proposal: Proposal) -> Iterator[str]:
    """Yield facts about how a text was divided."""
    if proposal.body:
        lines = text.count("\n", 0, proposal.body)
        lines_are = "1 line is" if lines == 1 else f"{lines} lines are"
        yield f"{lines_are} taken for front matter, before the first turn"
    if len(text) > LOOKED_AT:
        yield f"speakers were looked for in the first {LOOKED_AT // 1_000_000} million characters"
    if not proposal.speakers:
        yield "no speakers were recognised: the text is divided into paragraphs"
        if labels := maybe_labels(text):
            yield f"{len(labels)} short lines recur: perhaps labels without a colon; see the list of speakers"


def warnings_on(proposal: Proposal) -> Iterator[str]:
    """Yield what the user should look at."""
    if proposal.form == BARE_LINE:
        yield "labels without a colon, each alone on its line, were taken for speakers: look whether they are"
