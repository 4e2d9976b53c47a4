"""What changes to texts are called, and how the passages in them fared."""

from __future__ import annotations

from collections.abc import Mapping

from utsaga.study.phrases import Named, counted

WORDS = {
    "texts.join": "join neighbouring turns in {texts}: {followed}",
    "texts.change": "correct {source}: {followed}",
    "texts.replace": "replace words in {sources}: {followed}",
    "sources.named_anew": "name the files of {sources} after their titles",
    "sources.joined": "make one transcript of two that have the text of {source}",
    "sources.named_apart": "give {source} a file of its own",
    "texts.erased": "erase what was left of {words}",
    "texts.outside": "{changed} changed outside: {followed}",
    "texts.astray": "{passages} of {texts} did not lie on {their} words: {followed}",
    "reviews.accept": "place {passages} anew{joined}{still_waiting}",
    "reviews.drop": "give up {passages} to review",
    "reviews.orphaned": "let go what was noted of {passages} that are gone",
    "versions.restore": "bring back {versions} that lost to a later change",
    "versions.drop": "let go {versions} that lost to a later change",
}
"""What changes to texts and to what waits to be placed are called, by their names."""

TAKES_AWAY = ("reviews.drop", "versions.drop")
"""Those after which something is gone: a way back is to be named."""


def followed(counts: Mapping[str, int]) -> str:
    """How the passages of a changed text fared: ``118 passages moved along, 3 to review, 1 lost``."""
    kept, likely, lost = (counts.get(name, 0) for name in ("kept", "likely", "lost"))
    labels = counts.get("labels", 0)
    renamed = [f"{counted(labels, 'speaker label')} renamed"] * (labels > 0)
    words = f"{lost:,} lost {'its' if lost == 1 else 'their'} words"
    waiting = [f"{likely:,} to review"] * (likely > 0) + [words] * (lost > 0)
    return ", ".join(
        [
            f"{counted(kept, 'passage')} moved along{joined(counts)}",
            *waiting,
            *renamed,
            *filter(None, [unopened_said(counts), _checked(counts)]),
        ]
    )


def joined(counts: Mapping[str, int]) -> str:
    """That of passages which were placed some are one with a coding that has the same words and code."""
    number = counts.get("joined", 0)
    if not number:
        return ""
    which = "" if number == counts.get("passages") == 1 else f"{number:,} of them "
    return f", {which}now one with a coding of the same words"


def still_waiting(counts: Mapping[str, int]) -> str:
    """How many passages could not be placed with the others, because of their transcripts."""
    number = counts.get("waiting", 0)
    if not number:
        return ""
    whose = "whose transcript cannot be read or was changed outside"
    return f"; {counted(number, 'passage')} {whose} {'goes' if number == 1 else 'go'} on waiting"


def unopened_said(counts: Mapping[str, int]) -> str:
    """How many labels a change to a text has brought into mid-line; nothing when there are none."""
    number = counts.get("unopened", 0)
    if not number:
        return ""
    return f"{counted(number, 'label')} no longer {'opens a turn' if number == 1 else 'open turns'}"


def _checked(counts: Mapping[str, int]) -> str:
    """That texts were changed of which somebody has said that they are checked or final."""
    number, sources = counts.get("checked", 0), counts.get("sources", 1)
    if not number:
        return ""
    return "changed since it was checked" if sources == 1 else f"{number:,} changed since they were checked"


def loses_turns(action: Named) -> bool:
    """Whether a change to texts has brought labels into mid-line, so that their turns are lost."""
    return bool(action.counts.get("unopened", 0)) and not action.undoes


def leaves_waiting(action: Named) -> bool:
    """Whether a change to texts, or a look for what lay on no words, left passages for a person to place."""
    left = action.counts.get("likely", 0) + action.counts.get("lost", 0)
    return action.name.startswith("texts.") and not action.undoes and left > 0
