"""The text of one transcript: turns, units, display-safe text, anchors. Pure functions, no I/O."""
