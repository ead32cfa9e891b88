"""The index of an archive: which engine, how far it has come, and who keeps it up to date.

`index/current.json` says what the index folder holds and up to which revision of the records (`covers`). Everything
newer is found by looking through the texts themselves, so an answer is complete at any moment. Any doubt, be it
another schema, another segmentation, files that do not open, ends in a new index beside the old one.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from fence.plain_json import load
from fence.regular import read_own
from search.index.engine import BM25, Engine, Entry, Ranking
from search.index.proving import prove, remember, trust
from search.index.words import segmenter
from search.saving import save, sync_folder
from search.store.vault import CLEAR, Vault

SCHEMA = 6  # grows with every change of what stands in an index
TANTIVY_FROM = 20_000  # documents: from here on `auto` means tantivy

_STAMP = "current.json"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the index folder holds; `chosen`: the user named the engine, it does not change with the archive's size."""

    schema: int
    engine: str
    segmenter: str
    folder: str
    covers: int
    chosen: bool = False

    def usable(self) -> bool:
        """Whether this program can use it."""
        return self.schema == SCHEMA and self.segmenter == segmenter() and self.engine in {"whoosh", "tantivy"}


def open_engine(
    name: str, folder: Path, ranking: Ranking = BM25, *, create: bool = True, vault: Vault = CLEAR
) -> Engine:
    """The engine of this name on `folder`; without `create` there has to be an index in it, which is proved.

    Only whoosh's files can be sealed: a sealed vault goes with no other engine.
    """
    if name == "tantivy":
        from search.index.tantivy_engine import TantivyEngine

        if not create:
            prove(folder)
        return TantivyEngine(folder, ranking, create=create)
    from search.index.whoosh_engine import WhooshEngine

    return WhooshEngine(folder, ranking, create=create, vault=vault)


class Index:
    """The index folder as seen by searches: reading only. `covers` is -1 while there is no usable index."""

    def __init__(self, folder: Path, when_damaged: Callable[[], None] = lambda: None, vault: Vault = CLEAR) -> None:
        """`when_damaged` is called when the files turn out unreadable: somebody should make a new index."""
        self.folder = folder
        self.vault = vault
        self._when_damaged = when_damaged
        self.stamp: Stamp | None = None
        self.engine: Engine | None = None
        self._seen = 0

    @property
    def covers(self) -> int:
        """Records up to this revision are in the index."""
        return self.stamp.covers if self.stamp and self.engine else -1

    def refresh(self) -> None:
        """Take over what has been written since. Never raises: without an index, searches look through the texts."""
        try:
            seen = (self.folder / _STAMP).stat().st_mtime_ns
        except OSError:
            self.engine, self.stamp = None, None
            return
        if seen == self._seen:
            return
        self._seen = seen
        try:
            self._take(read_stamp(self.folder))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a cache, the archive goes on without it
            logger.warning("index not readable: %s", type(error).__name__)
            self.failed()

    def _take(self, stamp: Stamp | None) -> None:
        if stamp is None or not stamp.usable():
            self.engine, self.stamp = None, stamp
            return
        if self.engine is None or self.stamp is None or self.stamp.folder != stamp.folder:
            self.stamp = stamp
            self.engine = open_engine(stamp.engine, self.folder / stamp.folder, create=False, vault=self.vault)
        else:
            self.engine.refresh()
        self.stamp = stamp

    def failed(self) -> None:
        """The files are damaged: do without them until there is a new index."""
        self.engine = None
        self._when_damaged()

    def bytes(self) -> int:
        """Size of the index on the disk."""
        return sum(_size(Path(folder, name)) for folder, _, names in os.walk(self.folder) for name in names)

    def close(self) -> None:
        """Let go of the files."""
        if self.engine is not None:
            self.engine.close()
            self.engine = None


class Build:
    """An index being written into a folder of its own; `publish` makes it the one that searches use."""

    def __init__(
        self, root: Path, engine: str, stamp: Stamp | None = None, *, chosen: bool = False, vault: Vault = CLEAR
    ) -> None:
        """Go on with the index of `stamp`, or begin a new one."""
        self._root = root
        self.folder = stamp.folder if stamp else f"{engine}-{secrets.token_hex(4)}"
        self.covers = stamp.covers if stamp else 0
        self.name = engine
        self._chosen = chosen
        (root / self.folder).mkdir(parents=True, exist_ok=True)
        self._engine = open_engine(engine, root / self.folder, create=stamp is None, vault=vault)
        trust(root / self.folder)
        self._synced: set[Path] = set()

    def write(self, batch: Sequence[Entry], covers: int) -> None:
        """Add a batch after which the index covers all records up to `covers`."""
        if batch:
            self._engine.write(batch)
        self.covers = covers

    def publish(self) -> None:
        """Let searches use what has been written; other index folders are removed."""
        self._engine.settle()
        self._sync()
        if self.name == "tantivy":
            remember(self._root / self.folder)
        stamp = Stamp(SCHEMA, self.name, segmenter(), self.folder, self.covers, self._chosen)
        save(self._root / _STAMP, json.dumps(asdict(stamp)).encode())
        for path in self._root.iterdir():
            if path.is_dir() and path.name != self.folder:
                shutil.rmtree(path, ignore_errors=True)

    def _sync(self) -> None:
        """Have the engine's files on the disk before the stamp vouches for them; the engines do not see to that."""
        for path in (self._root / self.folder).iterdir():
            if path in self._synced or not path.is_file():
                continue
            _sync_file(path)
            if path.suffix != ".json":  # written once
                self._synced.add(path)
        sync_folder(self._root / self.folder)

    def close(self) -> None:
        """Let go of the files."""
        self._engine.close()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # the engine has merged it away meanwhile
        return 0


def _sync_file(path: Path) -> None:
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:  # the engine has merged it away meanwhile
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_stamp(root: Path) -> Stamp | None:
    """What the index folder says of itself; None when it says nothing that can be understood."""
    try:
        return Stamp(**load(read_own(root / _STAMP)))
    except (OSError, ValueError, TypeError):
        return None
