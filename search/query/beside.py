"""What lies beside the index, made in the index's thread: the columns of all records, the vocabulary.

A file here is a cache like the index: missing, damaged or of an older state, it is done without and made anew.
"""

from __future__ import annotations

import logging
from pathlib import Path

from search.index.engine import DAMAGE
from search.index.index import Index
from search.index.mapped import mapped
from search.normal import normalise
from search.query.columns import Columns
from search.query.vocabulary import Vocabulary, packed, pieces
from search.saving import save
from search.store.contract import Session
from search.store.errors import ArchiveError
from search.store.vault import Vault

_COLUMNS, _VOCABULARY = "columns", "vocabulary"
_LABEL = "index"
_BEHIND = 500  # records changed since they were kept: reading them takes 7 ms
_SHARE = 20  # … or a twentieth of all, so that a long import does not write them over and over

_FIFTH = 5  # a vocabulary is made anew after a change of a fifth of the records
_FREQUENT = 60_000  # words of the texts, the most frequent first

logger = logging.getLogger(__name__)


def kept_columns(folder: Path, vault: Vault, revision: int, purges: int) -> Columns:
    """The columns as they were kept, or empty ones; what has changed up to `revision` is still to be read."""
    try:
        columns = Columns.unpacked(vault.open((folder / _COLUMNS).read_bytes(), _LABEL))
    except FileNotFoundError:
        return Columns()
    except (*DAMAGE, TypeError, ArchiveError) as error:
        logger.warning("columns not readable: %s", type(error).__name__)
        return Columns()
    return columns if columns.revision <= revision and columns.purges <= purges else Columns()


def kept_vocabulary(folder: Path, vault: Vault) -> Vocabulary | None:
    """The vocabulary where it was kept; None where there is none to be used."""
    try:
        return Vocabulary(mapped(folder / _VOCABULARY, vault, _LABEL))
    except FileNotFoundError:
        return None
    except (*DAMAGE, TypeError, ArchiveError) as error:
        logger.warning("vocabulary not readable: %s", type(error).__name__)
        return None


def keep(folder: Path, vault: Vault, session: Session) -> None:
    """Keep all of it, each where enough has changed since it was."""
    keep_columns(folder, vault, session)
    keep_vocabulary(folder, vault, session)


def keep_vocabulary(folder: Path, vault: Vault, session: Session) -> None:
    """Keep the vocabulary where a fifth of the archive is new since it was."""
    revision, known = session.records.revision(), kept_vocabulary(folder, vault)
    if known is not None and 0 <= revision - known.revision <= session.records.last_id() // _FIFTH:
        return
    index = Index(folder, vault=vault)
    index.refresh()
    frequent = index.engine.completions("", _FREQUENT) if index.engine is not None else []
    titles = (normalise(facts.title) for facts in session.records.changed_since(-1) if not facts.deleted_at)
    counts = pieces(titles, frequent)
    index.close()
    save(folder / _VOCABULARY, vault.seal(packed(counts, revision), _LABEL))


def keep_columns(folder: Path, vault: Vault, session: Session) -> None:
    """Keep the columns where enough has changed since they were."""
    records = session.records
    columns = kept_columns(folder, vault, records.revision(), records.purges())
    behind = records.revision() - columns.revision
    if behind <= max(_BEHIND, len(columns.live) // _SHARE) and columns.purges == records.purges():
        return
    columns.refresh(session)
    save(folder / _COLUMNS, vault.seal(columns.packed(), _LABEL))
