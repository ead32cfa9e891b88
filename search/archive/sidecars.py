"""Keeping the sidecars in step with the database, and making records anew from them."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from typing import Any

from search.archive import editing
from search.store.contract import Session
from search.store.errors import ArchiveError
from search.store.originals import Originals
from search.store.sidecar import Sidecar
from search.store.values import now

_ONE_AT_A_TIME = threading.Lock()  # else the older of two threads' answers might be written last
logger = logging.getLogger(__name__)


def current(session: Session, originals: Originals, sha: str) -> Sidecar | None:
    """What the sidecar of an original has to say; None when the database has no records of it."""
    if session.files.facts(sha) is None:
        return None
    known = _read(originals, sha) or _from_rows(session, originals, sha)
    return replace(known, records=session.files.touched(sha)) if known else None


def refresh(session: Session, originals: Originals, sha: str) -> bool:
    """Have the sidecar of an original say what the database says; whether it does. A lost one is made anew."""
    with _ONE_AT_A_TIME:
        wanted = current(session, originals, sha)
        try:
            if wanted is not None and wanted != _read(originals, sha):
                originals.write_sidecar(wanted)
        except OSError as error:
            logger.info("sidecar not written: errno %s", error.errno)
            return False
        return True


def _read(originals: Originals, sha: str) -> Sidecar | None:
    try:
        return originals.sidecar(sha)
    except ArchiveError:
        return None


def _from_rows(session: Session, originals: Originals, sha: str) -> Sidecar | None:
    """What the rows tell of an original whose sidecar is lost; None when there are none, or no file."""
    facts = session.files.facts(sha)
    if facts is None or not originals.path(sha).is_file():
        return None
    return Sidecar(sha, facts.name, facts.media_type, originals.size(sha), facts.added_at, split=facts.split)


def refresh_recent(session: Session, originals: Originals, entries: int = 200) -> None:
    """Mend the sidecars of what was changed last: a crash may have come between record and sidecar."""
    recent = session.audit.entries(entries)
    numbers = {int(part) for entry in recent for part in entry.subject.split(",") if part.isdecimal()}
    files = {entry.detail for entry in recent if entry.action == "导入"}
    there = session.records.ids()
    files |= {session.records.source(number).file_sha256 for number in numbers & there}
    for sha in files:
        refresh(session, originals, sha)


def refresh_all(session: Session, originals: Originals) -> None:
    """Have every sidecar say what the database says."""
    for sha in session.files.all():
        refresh(session, originals, sha)


def apply(session: Session, sidecar: Sidecar) -> None:
    """Do again what people had done to the records of an original that was just read in."""
    for part, values in sidecar.records.items():
        number = session.files.record_of(sidecar.sha256, int(part))
        if number is not None:
            _apply(session, number, values)


def _apply(session: Session, number: int, values: dict[str, Any]) -> None:
    for field, value in values.get("corrections", {}).items():
        editing.correct(session, number, field, value)
    for tag in values.get("tags", []):
        session.shelves.tag(number, tag)
    for name in values.get("collections", []):
        session.shelves.collect(name, number)
    if "note" in values:
        session.shelves.set_note(number, values["note"])
    if "deleted_at" in values or "purged" in values:
        editing.move(session, number, values.get("deleted_at") or now(), "移入回收站")
    if "purged" in values:
        editing.purge(session, number)
