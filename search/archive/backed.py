"""The archive's care for its backups."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from search.archive import backups, rotation
from search.archive.rotation import Backup
from search.archive.shelves import Shelves
from search.store.place import refuse_network_share


class Backed(Shelves):
    """The part of the archive that writes backups and puts them back."""

    def backup(self, path: Path) -> None:
        """Write everything that is kept into one file with checksums."""
        backups.backup(self.database, self.originals, path)

    def backup_folder(self) -> Path:
        """Where the automatic backups go; better on another disk, but `backups` in the archive until one is named."""
        row = self.database.reader().execute("SELECT value FROM settings WHERE name = 'backup_folder'").fetchone()
        return Path(row[0]) if row else self.database.folder / "backups"

    def set_backup_folder(self, folder: Path) -> None:
        """Have the automatic backups go into `folder`, a network share if you like."""
        self._arrange("INSERT OR REPLACE INTO settings VALUES ('backup_folder', ?)", str(folder.absolute()))

    def backups(self) -> tuple[Backup, ...]:
        """The automatic backups, the newest first."""
        return rotation.found(self.backup_folder())

    def replace_clear_backups(self) -> int:
        """Replace the automatic backups that lie in clear, from before the password, by one new; how many they were."""
        return rotation.replace_clear(self.database, self.originals, self.backup_folder())

    def backup_if_due(self, now: datetime | None = None) -> Path | None:
        """Write today's automatic backup unless there is one or nothing has changed, and thin the older ones."""
        moment = now or datetime.now().astimezone()
        return rotation.back_up_if_due(self.database, self.originals, self.backup_folder(), moment)

    def upkeep(self, now: datetime | None = None) -> Path | None:
        """What is due once a day: empty the recycle bin of what is older than 30 days, back up; the backup's file."""
        moment = now or datetime.now().astimezone()
        self.purge_expired(moment.astimezone(UTC))
        return self.backup_if_due(moment)

    @staticmethod
    def check_backup(path: Path) -> tuple[str, ...]:
        """What is wrong with a backup file; nothing when it can be restored."""
        return backups.problems(path)

    @staticmethod
    def backup_has_password(path: Path) -> bool:
        """Whether a backup can only be restored with a password; False for a file that is no sound backup."""
        return not backups.problems(path) and backups.key_file(path) is not None

    @staticmethod
    def restore(path: Path, folder: Path, password: str | None = None) -> None:
        """Put a backup in the place of the archive in `folder`, after everything in it has been checked.

        A backup with a password needs the one that it was made under, or, over an archive that has the same key, the
        present one.
        """
        refuse_network_share(folder)
        backups.restore(path, folder, password)

    def restore_elsewhere(self, path: Path, folder: Path) -> None:
        """Make another archive of a backup of this one in `folder`; it opens with this one's present password.

        PasswordNeeded for a backup from before the archive was given its present key.
        """
        refuse_network_share(folder)
        backups.restore(path, folder, other=self.database)
