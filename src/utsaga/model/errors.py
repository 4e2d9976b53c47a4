"""What can go wrong, in words for the person at the keyboard."""

from __future__ import annotations


class UtsagaError(Exception):
    """Base of every error meant for the user.

    Its text says what happened, to which file or name, and what to do. It never contains interview text.
    """


class BadRecord(UtsagaError):
    """A record in a study's file is not of the form that it must have."""


class Refused(UtsagaError):
    """A change that cannot be made as things stand: nothing was changed."""


class ReadOnly(Refused):
    """The study is open for reading: somebody else writes, or the disk does not take writing."""


class NotFound(UtsagaError):
    """A source, code or place that was named does not exist."""
