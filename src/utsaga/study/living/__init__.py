"""Texts that change under their codings: corrected, replaced, edited outside, reviewed, erased."""
