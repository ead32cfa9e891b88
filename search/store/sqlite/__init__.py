"""The store on SQLite: the one place of the program with SQL. What it fulfils stands in search/store/contract.py."""

from search.store.sqlite.raised import errors

__all__ = ["errors"]
