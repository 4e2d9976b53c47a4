"""PDF with a text layer, by an extra library: ``read_pdf``."""

from utsaga.readers.pdf.read import read_pdf

__all__ = ["read_pdf"]
