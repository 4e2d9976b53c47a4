"""From a file in any format to a text and its turns: one module a format, chosen by content.

A new format is a module with a function ``(Content, Options) -> Reading``, a kind in ``sniff`` that
tells its content, and a line in ``registry.FORMATS``.
"""

from utsaga.readers.options import Options
from utsaga.readers.reading import Aside, Column, Comment, NoColumns, Reading, Reply, Unreadable
from utsaga.readers.registry import read
from utsaga.readers.reshape import Offers, joined, offers, unwrapped

__all__ = [
    "Aside",
    "Column",
    "Comment",
    "NoColumns",
    "Offers",
    "Options",
    "Reading",
    "Reply",
    "Unreadable",
    "joined",
    "offers",
    "read",
    "unwrapped",
]
