"""What lies beside the index, made from the archive's texts in the index's thread: the columns of all records.

A file here is a cache like the index: missing, damaged or of an older state, it is done without and made anew.
"""

from __future__ import annotations

import logging
from pathlib import Path

from search.index.engine import DAMAGE
from search.query.columns import Columns
from search.saving import save
from search.store.contract import Session
from search.store.errors import ArchiveError
from search.store.vault import Vault

_COLUMNS = "columns"
_LABEL = "index"
_BEHIND = 500  # records changed since they were kept: reading them takes 7 ms
_SHARE = 20  # … or a twentieth of all, so that a long import does not write them over and over

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


def keep_columns(folder: Path, vault: Vault, session: Session) -> None:
    """Keep the columns where enough has changed since they were."""
    records = session.records
    columns = kept_columns(folder, vault, records.revision(), records.purges())
    behind = records.revision() - columns.revision
    if behind <= max(_BEHIND, len(columns.live) // _SHARE) and columns.purges == records.purges():
        return
    columns.refresh(session)
    save(folder / _COLUMNS, vault.seal(columns.packed(), _LABEL))
