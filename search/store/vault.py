"""How the files of an archive lie on the disk: as they are, or, where it has a password, sealed.

Everything that the archive writes goes through its vault: the database's pages (SQLCipher), and each other file as a
whole (AES-256-GCM, so that a changed byte is noticed). The names of originals, which tell who has the same file, are
replaced by keyed hashes.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from search.store.errors import ArchiveError

_MARK = b"WYS1"  # before each sealed file: what it is, and in which manner it is sealed
_NONCE, _TAG = 12, 16  # bytes, as AES-GCM is used everywhere (NIST SP 800-38D)
_PAGE_SIZE = 16384  # bytes, as in search.store.sqlite.database: SQLCipher is told in its own way


class Damaged(ArchiveError):
    """A sealed file that is not what was written."""


class Vault(Protocol):
    """What seals and opens the files of one archive."""

    @property
    def sealed(self) -> bool:
        """Whether there is anything to seal with: whether the archive has a password."""
        ...

    @property
    def overhead(self) -> int:
        """Bytes by which a sealed file is longer than its content."""
        ...

    def seal(self, data: bytes, label: str) -> bytes:
        """`data` as it may lie on the disk; it opens only under the same `label`."""
        ...

    def open(self, data: bytes, label: str) -> bytes:
        """What was sealed under `label`. Raises Damaged."""
        ...

    def name(self, sha256: str) -> str:
        """The name under which the file with this hash lies: 64 hexadecimal digits."""
        ...

    @property
    def page_key(self) -> str:
        """The key of the database's pages as SQLCipher takes it, "" for none."""
        ...

    def connect(self, uri: str, timeout: float = 5.0) -> sqlite3.Connection:
        """A connection to a database file in autocommit mode, usable from any thread."""
        ...


class Clear:
    """The vault of an archive without a password: everything lies as it is."""

    sealed = False
    overhead = 0
    page_key = ""

    def seal(self, data: bytes, label: str) -> bytes:  # noqa: ARG002 - see Vault
        """See Vault."""
        return data

    def open(self, data: bytes, label: str) -> bytes:  # noqa: ARG002 - see Vault
        """See Vault."""
        return data

    def name(self, sha256: str) -> str:
        """See Vault."""
        return sha256

    def connect(self, uri: str, timeout: float = 5.0) -> sqlite3.Connection:
        """See Vault."""
        connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)
        return _wary(connection)


CLEAR = Clear()


class Sealed:
    """The vault of an archive with a password; `key` is the archive's own random key of 32 bytes."""

    sealed = True
    overhead = len(_MARK) + _NONCE + _TAG

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(_derived(key, "files"))
        self._names = _derived(key, "names")
        self.page_key = f"x'{_derived(key, 'pages').hex()}'"

    def seal(self, data: bytes, label: str) -> bytes:
        """See Vault."""
        nonce = os.urandom(_NONCE)
        return _MARK + nonce + self._cipher.encrypt(nonce, data, label.encode())

    def open(self, data: bytes, label: str) -> bytes:
        """See Vault."""
        from cryptography.exceptions import InvalidTag

        start = len(_MARK) + _NONCE
        if not data.startswith(_MARK) or len(data) < self.overhead:
            raise Damaged("加密的文件已损坏，请从备份恢复。")
        try:
            return self._cipher.decrypt(data[len(_MARK) : start], data[start:], label.encode())
        except InvalidTag as error:
            raise Damaged("加密的文件已损坏或被改动过，请从备份恢复。") from error

    def name(self, sha256: str) -> str:
        """See Vault."""
        return hmac.new(self._names, sha256.encode(), hashlib.sha256).hexdigest()

    def connect(self, uri: str, timeout: float = 5.0) -> sqlite3.Connection:
        """See Vault."""
        return _connect_cipher(uri, timeout, self.page_key)


def copy_database(source: Path, old: Vault, target: Path, new: Vault) -> None:
    """Write the database `source` anew as `target`, which is not there yet. sqlite.errors() as they come."""
    with closing(_connect_cipher(source.absolute().as_uri(), 5.0, old.page_key)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("ATTACH DATABASE ? AS copy KEY ?", (str(target), new.page_key))
        connection.execute(f"PRAGMA copy.{'cipher_' if new.sealed else ''}page_size = {_PAGE_SIZE}")
        connection.execute("SELECT sqlcipher_export('copy')")
        connection.execute(f"PRAGMA copy.user_version = {int(version)}")
        connection.execute("DETACH DATABASE copy")


def _connect_cipher(uri: str, timeout: float, key: str) -> sqlite3.Connection:
    """A connection by SQLCipher; it has no types, and its connections are used as the standard library's."""
    from sqlcipher3 import dbapi2  # pyright: ignore[reportMissingTypeStubs] - it has none

    module: Any = dbapi2
    connection: sqlite3.Connection = module.connect(
        uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
    if key:
        connection.execute(f'PRAGMA key = "{key}"')
        connection.execute(f"PRAGMA cipher_page_size = {_PAGE_SIZE}")
    return _wary(connection)


def _wary(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The file may be from someone else: no function called by its schema, no cell taken at its word."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _derived(key: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose out of the archive's (HKDF, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=None, info=f"wenyuan {purpose}".encode()).derive(key)
