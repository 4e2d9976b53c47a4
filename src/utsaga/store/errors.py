"""What can go wrong with a study's files, in words for the person at the keyboard."""

from __future__ import annotations

import errno

from utsaga.model.errors import Refused, UtsagaError


class BadFile(UtsagaError):
    """A file of the study cannot be read as what it should be."""


class Garbled(BadFile):
    """A TinyDB file of the study does not hold what it should."""


class NotUtf8(BadFile):
    """A text was saved in another encoding: its letters can be read, once somebody says how."""

    key = ""
    """The key of the source whose file it is, where that is known."""


class Damaged(UtsagaError):
    """A journal or a history file is damaged in a place that was once whole: nothing is guessed."""


class NewerFormat(UtsagaError):
    """The study was written by a newer version of the program: nothing was changed."""


class NotSaved(Refused):
    """The disk did not take a change: memory and disk are as they were before it."""


_WORDS = {
    errno.ENOSPC: "the disk is full: free some space and do it again",
    errno.EDQUOT: "your disk quota is used up: free some space and do it again",
    errno.EROFS: "the disk has become read-only: ask whoever runs the server",
    errno.EIO: "the disk reports an error: ask whoever runs the server before going on",
    errno.EFBIG: "the file may not grow further: ask whoever runs the server about file size limits",
    errno.EACCES: "you have no right to do that there",
    errno.EPERM: "you have no right to do that there",
    errno.ENOENT: "the study's folder, or .local in it, has gone: close the study and open it again",
    errno.ENOTDIR: "a file stands where its folder was: put the folder back",
    errno.ESTALE: "the connection to the disk was lost: is it still mounted?",
}


GONE = "The study's folder has gone: is the disk still mounted? Nothing was written elsewhere"
"""What is said when the folder that was opened is no longer there."""


def why(error: OSError) -> str:
    """What a failed system call means for the person, and what to do."""
    return _WORDS.get(error.errno or 0, f"the system says: {error.strerror or type(error).__name__}")


def not_saved(error: OSError, what: str) -> NotSaved:
    """The error for a change that the disk did not take; ``what`` opens the sentence."""
    return NotSaved(f"{what}: {why(error)}")
