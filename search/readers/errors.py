"""Why a file cannot be read."""

from search.store.errors import ArchiveError


class Unreadable(ArchiveError):
    """A file that cannot be read in; the message is a plain Chinese sentence with a way out."""
