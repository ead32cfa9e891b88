"""The backups of an open archive."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from search.archive import backups, restoring, rotation
from search.archive.editing import arranged
from search.archive.kept import Kept
from search.archive.rotation import Backup
from search.store.contract import Session
from search.store.errors import ArchiveError
from search.store.place import is_inside_archive, refuse_network_share

_FOLDER = "backup_folder"


class Backups:
    """Writes backups and puts them elsewhere; to put one in this archive's own place is search.archive.restore."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def write(self, path: Path) -> None:
        """Write everything that is kept into one file with checksums."""
        if is_inside_archive(path, self._kept.folder):
            raise ArchiveError(f"“{path.name}”在档案库自己的文件夹里，备份不能写在那里；请换一个位置。")
        backups.backup(self._kept.database, self._kept.originals, path)

    def folder(self) -> Path:
        """Where the automatic backups go; better on another disk, but `backups` in the archive until one is named."""
        chosen = self._kept.reader().settings.get(_FOLDER)
        return Path(chosen) if chosen else self._kept.folder / "backups"

    def set_folder(self, folder: Path) -> None:
        """Have the automatic backups go into `folder`, a network share if you like."""

        def change(session: Session) -> None:
            session.settings.put(_FOLDER, str(folder.absolute()))
            arranged(session, folder.absolute())

        self._kept.change("", change)

    def all(self) -> tuple[Backup, ...]:
        """The automatic backups, the newest first."""
        return rotation.found(self.folder())

    def replace_clear(self) -> int:
        """Replace the automatic backups that lie in clear, from before the password, by one new; how many they were."""
        return rotation.replace_clear(self._kept.database, self._kept.originals, self.folder())

    def write_if_due(self, now: datetime | None = None) -> Path | None:
        """Write today's automatic backup unless there is one or nothing has changed, and thin the older ones."""
        moment = now or datetime.now().astimezone()
        return rotation.back_up_if_due(self._kept.database, self._kept.originals, self.folder(), moment)

    def restore_elsewhere(self, path: Path, folder: Path) -> None:
        """Make another archive of a backup of this one in `folder`; it opens with this one's present password.

        PasswordNeeded for a backup from before the archive was given its present key.
        """
        refuse_network_share(folder)
        restoring.restore(path, folder, other=self._kept.database)
