"""The SQLite file: connections, transactions, migrations."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from search.store import place
from search.store.errors import ArchiveError, DiskRefused
from search.store.sqlite import schema, steps
from search.store.sqlite.functions import provide
from search.store.sqlite.raised import errors
from search.store.sqlite.schema import schema_version
from search.store.sqlite.session import SqliteSession
from search.store.values import actor
from search.store.vault import CLEAR, Vault

FILE_NAME = "archive.db"
_BUSY_SECONDS = 30.0
_PAGE_SIZE = 16384  # bytes: a text of usual length then lies in one or two pages
_REFUSED = {
    sqlite3.SQLITE_FULL: "磁盘空间不足，这一步没有做成，原有内容不变；请清理磁盘后再试。",
    sqlite3.SQLITE_IOERR: "磁盘读写出错，这一步没有存稳，其他内容不变；请检查磁盘，重新打开档案库核对后再做一次。",
    sqlite3.SQLITE_BUSY: "档案库正忙，这一步没有做成；请稍后再试。",
    sqlite3.SQLITE_READONLY: "档案库文件不能写入，这一步没有做成；请检查文件夹的权限。",
    sqlite3.SQLITE_CANTOPEN: "档案库文件打不开，这一步没有做成；请检查磁盘空间和文件夹的权限。",
}

logger = logging.getLogger(__name__)


def is_outdated(path: Path, vault: Vault) -> bool:
    """Whether there is a database of an older schema version; one that cannot be read is not."""
    try:
        with closing(vault.connect(f"{path.absolute().as_uri()}?mode=ro")) as connection:
            return 0 < int(connection.execute("PRAGMA user_version").fetchone()[0]) < schema_version()
    except errors("Error"):
        return False


class Database:
    """The store on SQLite (search.store.contract.Store): a writing connection behind a lock, a reading one a thread."""

    def __init__(self, path: Path, *, read_only: bool, vault: Vault = CLEAR) -> None:
        """Open `path`, creating or migrating it unless `read_only`. ArchiveError says what is wrong with it."""
        self._path = path
        self.vault = vault
        self._read_only = read_only
        self._lock = threading.RLock()
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._writer: SqliteSession | None = None
        self._depth = 0
        self._place = _identity(path.parent)
        self.upgraded_from = 0
        """The schema version that the file had when it was opened, if an older one."""
        self.doubtful = False
        """Whether a write was refused: the disk may have kept it, or not, or its sidecar."""
        if read_only and not path.is_file():
            raise ArchiveError(f"“{path.parent}”里还没有档案库，请先导入文件，或核对文件夹。")
        try:
            self._open()
        except (*errors(), UnicodeDecodeError) as error:  # the latter from SQLite's message on a torn name
            self.close()
            raise _opening_error(path, error) from error
        except ArchiveError:
            self.close()
            raise

    def _open(self) -> None:
        if not self._read_only:
            self._writer = SqliteSession(self._connect_writer(), actor())
        connection = (self._writer or self.reader()).connection
        version = _known_version(connection)
        if self._writer is not None:
            self._migrate(connection, version)
            steps.watch(connection)
        elif version < schema_version():
            raise ArchiveError("这个档案库是旧版本的，请先用能写入的方式打开一次，以便升级。")
        connection.execute("SELECT value FROM counters").fetchall()  # has SQLite read all table definitions

    def _migrate(self, writer: sqlite3.Connection, version: int) -> None:
        """Bring an older file up to date, version by version; a copy of it as it was stays beside it."""
        if 0 < version < schema_version():
            self._copy_before(version)
            self.upgraded_from = version
        provide(writer)
        for number, sql in enumerate(schema.migrations()[version:], start=version + 1):
            writer.executescript(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")

    def _copy_before(self, version: int) -> None:
        copy = self._path.with_name(f"{self._path.stem}-v{version}.db")
        copy.unlink(missing_ok=True)
        self.copy_to(copy)

    def _connect_writer(self) -> sqlite3.Connection:
        writer = self._connect("rwc")
        writer.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        try:
            _known_version(writer)  # nothing is changed in a file of foreign origin
        except BaseException:
            writer.close()
            raise
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("PRAGMA synchronous = FULL")
        writer.execute("PRAGMA foreign_keys = ON")
        writer.execute("PRAGMA temp_store = MEMORY")  # the triggers of search.store.sqlite.steps
        return writer

    def _connect(self, mode: str) -> sqlite3.Connection:
        still = "&immutable=1" if self._read_only and mode == "ro" and place.cannot_change(self._path) else ""
        return self.vault.connect(f"{self._path.absolute().as_uri()}?mode={mode}{still}", _BUSY_SECONDS)

    def require_in_place(self) -> None:
        """ArchiveError when the archive's folder is no longer the one that was opened: moved, renamed, unmounted."""
        if _identity(self.folder) != self._place:
            raise ArchiveError(
                f"档案库的文件夹“{self.folder}”被移走、改名或断开了，这一步没有做成；请放回原处，或重新打开档案库。"
            )

    def reader(self) -> SqliteSession:
        """This thread's reading session."""
        session: SqliteSession | None = getattr(self._local, "session", None)
        if session is None:
            connection = self._connect("ro")
            connection.execute("PRAGMA query_only = ON")
            session = self._local.session = SqliteSession(connection)
            with self._lock:
                self._readers.append(connection)
        return session

    def copy_to(self, path: Path) -> None:
        """Write the database as it is at this moment into a new file. ArchiveError when the disk refuses."""
        try:
            with closing(self.vault.connect(path.absolute().as_uri())) as target:
                self.reader().connection.backup(target)
        except errors("OperationalError") as error:
            raise writing_error(error) from error

    @contextmanager
    def writing(self) -> Generator[SqliteSession]:
        """One transaction: all of it is on the disk when the block ends, none of it when the block raises.

        Within one another on one thread they are one transaction. ArchiveError when the disk refuses.
        """
        if self._writer is None:
            raise ArchiveError("档案库是以只读方式打开的（可能正被另一个程序使用），现在不能改动。")
        with self._lock:
            if self._depth:
                yield self._writer
                return
            try:
                self._depth += 1
                with _transaction(self._writer.connection):
                    yield self._writer
                    self.require_in_place()
            except DiskRefused:
                self.doubtful = True
                raise
            finally:
                self._depth -= 1

    @contextmanager
    def noting(self) -> Generator[SqliteSession]:
        """As `writing`, but for the audit log alone, and open to a second program that else only reads."""
        if self._writer is not None:
            with self.writing() as session:
                yield session
            return
        try:
            writer = self._connect_writer()
        except errors("Error") as error:
            raise writing_error(error) from error
        with closing(writer), _transaction(writer):
            yield SqliteSession(writer, actor())
            self.require_in_place()

    def bytes(self) -> int:
        """Size on the disk."""
        parts = (self._path.with_name(self._path.name + suffix) for suffix in ("", "-wal"))
        return sum(part.stat().st_size for part in parts if part.is_file())

    @property
    def folder(self) -> Path:
        """The folder that the file lies in."""
        return self._path.parent

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._read_only

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for connection in [*self._readers, *([self._writer.connection] if self._writer else [])]:
                connection.close()
            self._readers.clear()
            self._writer = None


@contextmanager
def _transaction(writer: sqlite3.Connection) -> Generator[None]:
    try:
        writer.execute("BEGIN IMMEDIATE")
        yield
        writer.execute("COMMIT")
    except BaseException as error:
        with suppress(*errors("Error")):
            writer.execute("ROLLBACK")
        if isinstance(error, errors("OperationalError")):
            raise writing_error(error) from error
        raise


def writing_error(error: sqlite3.Error) -> DiskRefused:
    """A refused write as a sentence; the code's low byte is the kind, the rest the detail."""
    code = getattr(error, "sqlite_errorcode", 0)
    logger.info("writing refused: sqlite %d", code)
    return DiskRefused(_REFUSED.get(code & 0xFF, f"档案库写不进去（{error}），原有内容不变；请检查磁盘。"))


def is_refusal(error: sqlite3.Error) -> bool:
    """Whether the disk, and not the file's content, is the reason."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSED


def _opening_error(path: Path, error: Exception) -> ArchiveError:
    sentence = _REFUSED.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if sentence is not None:
        return ArchiveError(f"档案库“{path.parent}”：{sentence}")
    return ArchiveError(f"档案库文件“{path}”打不开（{_first_line(error)}），请用备份恢复，或从原件重建。")


def _first_line(error: Exception) -> str:
    """What SQLite says, or for a message that cannot even be read, that the file is damaged."""
    return "文件已损坏" if isinstance(error, UnicodeDecodeError) else str(error).splitlines()[0]


def _identity(folder: Path) -> tuple[int, int]:
    """Device and number of a folder; (0, 0) when there is none."""
    try:
        found = folder.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


def _known_version(connection: sqlite3.Connection) -> int:
    """The schema version of a file that this program may have made; ArchiveError for any other."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > schema_version():
        raise ArchiveError("这个档案库是更新版本的文渊建立的，请升级文渊后再打开。")
    schema.refuse_foreign(connection, version)
    return version
