"""Codings that follow their words when a transcript's text changes. Pure functions, no study, no disk.

The difference between the old and the new text says where the words of a passage went, and which new
words are already explained by other old words, so that an intact twin never takes the place of an
edited original. What is not certain goes to a person.
"""

from utsaga.text.follow.following import follow
from utsaga.text.follow.result import Candidate, Followed, Placed, Result, Verdict, Way

__all__ = ["Candidate", "Followed", "Placed", "Result", "Verdict", "Way", "follow"]
