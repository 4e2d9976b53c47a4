"""What can be seen in a study: pure functions over it."""
