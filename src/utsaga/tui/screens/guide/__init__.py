"""The interview guide and the answers to its questions."""
