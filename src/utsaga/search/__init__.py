"""Finding: codes by a few letters, names that say the same, words in the transcripts. Pure functions."""
