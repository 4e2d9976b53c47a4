"""Participants, their attributes, and the speaker table."""
