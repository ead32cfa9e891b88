"""Word's .docx, read once for everyone: its text for the archive, its lines and looks for the check."""

from search.readers.word.reading import read, read_paper

__all__ = ["read", "read_paper"]
