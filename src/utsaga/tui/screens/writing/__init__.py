"""What is written: memos, longer texts, the chapter."""
