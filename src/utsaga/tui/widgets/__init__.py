"""What screens are made of; none of them knows the study or owns a key of the registry."""
