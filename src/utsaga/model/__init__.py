"""What a study is made of: frozen records, ids, actions. No I/O."""
