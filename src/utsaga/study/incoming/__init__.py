"""Files on their way into the study."""
