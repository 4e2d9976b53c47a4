"""Who takes part and who speaks: participants, their attributes, the labels of speakers."""
