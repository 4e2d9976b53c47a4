"""Codes and codings: what is given passages, and said of them."""
