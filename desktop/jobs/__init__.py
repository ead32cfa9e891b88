"""Work off the UI thread: one worker for the archive, one for pages; results come back by signals."""
