"""The archive as the rest of the program sees it."""

from search.archive.archive import Archive, restore, restore_from_originals
from search.archive.backups import has_password as backup_has_password
from search.archive.backups import problems as check_backup
from search.archive.restoring import WouldLose
from search.archive.sealing import DESK, Cancelled, set_password
from search.records import Query
from search.store.errors import ArchiveBusy, ArchiveError, PasswordNeeded, WrongPassword
from search.store.keys import has_password
from search.store.place import is_inside_archive

__all__ = [
    "DESK",
    "Archive",
    "ArchiveBusy",
    "ArchiveError",
    "Cancelled",
    "PasswordNeeded",
    "Query",
    "WouldLose",
    "WrongPassword",
    "backup_has_password",
    "check_backup",
    "has_password",
    "is_inside_archive",
    "restore",
    "restore_from_originals",
    "set_password",
]
