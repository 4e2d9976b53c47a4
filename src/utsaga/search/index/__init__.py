"""The index behind a search of many megabytes: a cache in SQLite, rebuilt at will, never the truth.

``tokens`` says what of a text is indexed, ``file`` what the database holds, ``build`` makes it, ``update``
keeps up with texts that change, ``matching`` asks it and ``indexed`` searches with it. It finds exactly what
``utsaga.search.corpus`` finds by scanning.
"""
