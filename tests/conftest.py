"""Shared by all tests. Standing here, it also puts this folder on the import path, for ``pty_terminal``."""
