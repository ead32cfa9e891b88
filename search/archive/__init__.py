"""The archive as the rest of the program sees it."""

from search.archive.archive import Archive, restore, restore_from_originals
from search.archive.backups import has_password as backup_has_password
from search.archive.backups import problems as check_backup
from search.archive.sealing import DESK, Cancelled, set_password
from search.records import Query
from search.store.errors import ArchiveBusy, ArchiveError, PasswordNeeded, WrongPassword
from search.store.keys import has_password

__all__ = [
    "DESK",
    "Archive",
    "ArchiveBusy",
    "ArchiveError",
    "Cancelled",
    "PasswordNeeded",
    "Query",
    "WrongPassword",
    "backup_has_password",
    "check_backup",
    "has_password",
    "restore",
    "restore_from_originals",
    "set_password",
]
