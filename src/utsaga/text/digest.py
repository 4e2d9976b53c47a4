"""The hash by which a text is known wherever it stands."""

from __future__ import annotations

import hashlib


def sha256_of(content: str | bytes) -> str:
    """SHA-256 of a text in UTF-8, or of the bytes of a file, in hexadecimal digits.

    Half of a surrogate pair, which UTF-8 cannot hold, is hashed as Python would write it all the same.
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()
