"""Questions: screens that lie over another one until they are answered."""
