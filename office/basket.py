"""The material basket (素材篮): passages and citations put by while reading, for whatever is written next."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from fence.plain_json import load
from office.sealed_files import UNREADABLE, SealedFiles


@dataclass(frozen=True, slots=True)
class Material:
    """A passage with where it comes from: `source` is the citation of the paper, `text` "" for the citation alone."""

    source: str
    text: str = ""

    @property
    def words(self) -> str:
        """As it is put into a text."""
        return f"“{self.text}”（{self.source}）" if self.text else self.source


class Basket:
    """What lies in the basket, kept in the file `path`; `changed` is called after every change."""

    def __init__(
        self, path: Path, files: SealedFiles | None = None, changed: Callable[[], object] = lambda: None
    ) -> None:
        self._path = path
        self._files = files or SealedFiles()
        self._changed = changed
        self.materials: tuple[Material, ...] = self._read()

    def add(self, material: Material) -> None:
        """Put something in, on top; nothing twice."""
        self._keep((material, *(other for other in self.materials if other != material)))

    def remove(self, material: Material) -> None:
        """Take something out."""
        self._keep([other for other in self.materials if other != material])

    def _keep(self, materials: Sequence[Material]) -> None:
        self.materials = tuple(materials)
        rows = [asdict(one) for one in self.materials]
        self._files.write(self._path, json.dumps(rows, ensure_ascii=False, indent=1).encode())
        self._changed()

    def _read(self) -> tuple[Material, ...]:
        try:
            rows = load(self._files.read(self._path))
            return tuple(Material(str(row["source"]), str(row["text"])) for row in rows)
        except (*UNREADABLE, TypeError, KeyError):
            return ()
