"""Transcripts: which there are, how they were corrected, replaced and reviewed."""
