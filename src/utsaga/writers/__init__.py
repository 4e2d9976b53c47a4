"""What is written from a study: one module a format."""
