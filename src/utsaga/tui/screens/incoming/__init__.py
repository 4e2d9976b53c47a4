"""Bringing files in: the preview and what can be changed in it."""
