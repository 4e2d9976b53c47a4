"""Finding again: the quotes of a code, and words in all transcripts."""
