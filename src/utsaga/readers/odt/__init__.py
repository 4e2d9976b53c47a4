"""OpenDocument texts (OASIS ODF 1.3), as LibreOffice saves them: ``read_odt``."""

from utsaga.readers.odt.read import read_odt

__all__ = ["read_odt"]
