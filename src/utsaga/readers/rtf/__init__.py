"""Rich Text documents: ``read_rtf``."""

from utsaga.readers.rtf.read import read_rtf

__all__ = ["read_rtf"]
