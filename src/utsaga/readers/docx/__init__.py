"""Word documents (Office Open XML, ECMA-376): ``read_docx``."""

from utsaga.readers.docx.read import read_docx

__all__ = ["read_docx"]
