"""The archive as the rest of the program sees it."""

from search.archive.archive import Archive
from search.store.errors import ArchiveBusy, ArchiveError

__all__ = ["Archive", "ArchiveBusy", "ArchiveError"]
