"""The repositories over one SQLite connection."""

from __future__ import annotations

import sqlite3

from search.store.sqlite.audit import SqliteAudit
from search.store.sqlite.files import SqliteFiles
from search.store.sqlite.numbers import SqliteGivenNumbers
from search.store.sqlite.records import SqliteRecords
from search.store.sqlite.relations import SqliteRelations
from search.store.sqlite.shelves import SqliteSettings, SqliteShelves
from search.store.sqlite.steps import SqliteSteps
from search.store.sqlite.texts import SqliteTexts


class SqliteSession:
    """See search.store.contract.Session; `actor` is who is named in log and history."""

    def __init__(self, connection: sqlite3.Connection, actor: str = "") -> None:
        self.connection = connection
        self.records = SqliteRecords(connection, actor)
        self.texts = SqliteTexts(connection)
        self.files = SqliteFiles(connection)
        self.relations = SqliteRelations(connection)
        self.shelves = SqliteShelves(connection)
        self.audit = SqliteAudit(connection, actor)
        self.settings = SqliteSettings(connection)
        self.steps = SqliteSteps(connection, actor)
        self.numbers = SqliteGivenNumbers(connection)
