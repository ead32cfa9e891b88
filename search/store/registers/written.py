"""The lines that people have written into the registers, to tell what a restore would lose."""

from __future__ import annotations

from search.store.sqlite.database import Database

_REGISTERS = {
    "字号登记": "SELECT * FROM numbers WHERE origin = 'given'",  # the other rows come from the papers, and come again
    "收文登记": "SELECT * FROM incoming",
    "传阅": "SELECT * FROM circulation",
    "发文登记": "SELECT * FROM outgoing",
    "督办": "SELECT * FROM followups",
    "督办记录": "SELECT * FROM followup_events",
    "归档": "SELECT * FROM filed_items",
    "归档文件": "SELECT * FROM filed_papers",
}

Lines = dict[str, frozenset[tuple[object, ...]]]


def written(database: Database) -> Lines:
    """Every line of the registers as it stands now, by the Chinese name of its register."""
    connection = database.reader().connection
    return {name: frozenset(map(tuple, connection.execute(sql))) for name, sql in _REGISTERS.items()}


def lost(present: Lines, restored: Lines) -> dict[str, int]:
    """How many lines of `present` are not in `restored` word for word, by register, where there are any."""
    counted = {name: len(lines - restored.get(name, frozenset())) for name, lines in present.items()}
    return {name: count for name, count in counted.items() if count}
