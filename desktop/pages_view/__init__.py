"""Pages of a PDF on the screen, drawn off the UI thread."""
