"""The archive as the rest of the program sees it."""

from search.archive.archive import Archive
from search.archive.sealing import DESK, Cancelled, set_password
from search.store.errors import ArchiveBusy, ArchiveError, PasswordNeeded, WrongPassword
from search.store.keys import has_password

__all__ = [
    "DESK",
    "Archive",
    "ArchiveBusy",
    "ArchiveError",
    "Cancelled",
    "PasswordNeeded",
    "WrongPassword",
    "has_password",
    "set_password",
]
