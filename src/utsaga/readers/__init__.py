"""From a file in any format to a text and its turns: one module a format, chosen by content.

A new format is a module with a function ``(Content, Options) -> Reading``, a kind in ``sniff`` that
tells its content, and a line in ``registry.FORMATS``.
"""

from utsaga.readers.options import Options
from utsaga.readers.reading import Aside, Comment, Reading, Unreadable
from utsaga.readers.registry import read
from utsaga.readers.reshape import joined, unwrapped

__all__ = ["Aside", "Comment", "Options", "Reading", "Unreadable", "joined", "read", "unwrapped"]
