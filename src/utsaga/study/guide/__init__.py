"""The interview guide: its versions, and where its questions were asked."""
