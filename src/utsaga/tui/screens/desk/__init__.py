"""The workspace: codes, transcripts, and what stands at the cursor."""
