"""What the SQL of migrations may call: checksums and the normal forms of texts, titles and numbers."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from search.normal import Normal, normalise_with_map
from search.store.links import number_key, title_key
from search.store.values import NORMAL_ENCODING, head_of, text_checksum


def provide(connection: sqlite3.Connection) -> None:
    """Let the SQL of this connection call them."""
    for name, count, function in (
        ("text_checksum", 4, text_checksum),
        ("normal_head", 2, head_of),
        ("normal_body", 1, _body),
        ("normal_breaks", 1, _breaks),
        ("key_of_title", 1, title_key),
        ("key_of_number", 1, number_key),
    ):
        connection.create_function(name, count, function, deterministic=True)


@lru_cache(maxsize=1)
def _normal(text: str) -> Normal:
    """Asked for several times in turn of one text."""
    return normalise_with_map(text)


def _body(text: str) -> bytes:
    return _normal(text).text.encode(NORMAL_ENCODING, "replace")


def _breaks(text: str) -> bytes:
    return _normal(text).breaks.tobytes()
