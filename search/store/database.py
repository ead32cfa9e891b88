"""The SQLite file: connections, transactions, migrations."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from search.store.errors import ArchiveError

FILE_NAME = "archive.db"
_MIGRATIONS = Path(__file__).with_name("migrations")
_BUSY_SECONDS = 30.0
_PAGE_SIZE = 16384  # bytes: a text of usual length then lies in one or two pages


def migrations() -> list[str]:
    """The SQL of each schema version, from version 1 on."""
    return [path.read_text(encoding="utf-8") for path in sorted(_MIGRATIONS.glob("*.sql"))]


def schema_version() -> int:
    """The schema version that this program writes."""
    return len(list(_MIGRATIONS.glob("*.sql")))


class Database:
    """One archive's SQLite file: one writing connection behind a lock, one reading connection a thread."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        """Open `path`, creating or migrating it unless `read_only`. ArchiveError says what is wrong with it."""
        self._path = path
        self._read_only = read_only
        self._lock = threading.RLock()
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        if read_only and not path.is_file():
            raise ArchiveError(f"“{path.parent}”里还没有档案库，请先导入文件，或核对文件夹。")
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            self.close()
            raise ArchiveError(f"档案库文件“{path}”打不开（{error}），请用备份恢复，或从原件重建。") from error

    def _open(self) -> None:
        if not self._read_only:
            self._writer = self._connect("rwc")
            self._writer.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
            self._writer.execute("PRAGMA journal_mode = WAL")
            self._writer.execute("PRAGMA synchronous = FULL")
            self._writer.execute("PRAGMA foreign_keys = ON")
        connection = self._writer or self.reader()
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > schema_version():
            raise ArchiveError("这个档案库是更新版本的文渊建立的，请升级文渊后再打开。")
        if self._writer is not None:
            self._migrate(version)
        elif version < schema_version():
            raise ArchiveError("这个档案库是旧版本的，请先用能写入的方式打开一次，以便升级。")

    def _migrate(self, version: int) -> None:
        for number, sql in enumerate(migrations()[version:], start=version + 1):
            assert self._writer is not None  # noqa: S101 - only called with a writer
            self._writer.executescript(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")

    def _connect(self, mode: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA mmap_size = 268435456")
        return connection

    def reader(self) -> sqlite3.Connection:
        """This thread's reading connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect("ro")
            connection.execute("PRAGMA query_only = ON")
            self._local.connection = connection
            with self._lock:
                self._readers.append(connection)
        return connection

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """One transaction: all of it is on the disk when the block ends, none of it when the block raises."""
        if self._writer is None:
            raise ArchiveError("档案库是以只读方式打开的（可能正被另一个程序使用），现在不能改动。")
        with self._lock:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._writer.execute("ROLLBACK")
                raise

    def bytes(self) -> int:
        """Size on the disk."""
        parts = (self._path.with_name(self._path.name + suffix) for suffix in ("", "-wal"))
        return sum(part.stat().st_size for part in parts if part.is_file())

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._read_only

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for connection in [*self._readers, *([self._writer] if self._writer else [])]:
                connection.close()
            self._readers.clear()
            self._writer = None
