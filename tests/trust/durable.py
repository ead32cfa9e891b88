"""What a disk still holds when its current fails: what was synced, and of the rest whatever chance has written.

Names and contents are kept apart, as file systems do: a file's bytes are safe once the file was synced, its name once
its folder was. Everything else may have reached the disk or not, each name and each sector of 512 bytes for itself.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from pathlib import Path

_SECTOR = 512


@dataclass
class Node:
    """A file or folder: `safe` is what a file held when it was last synced, `names` what a folder did."""

    handle: int
    folder: bool
    safe: bytes | None = None
    names: dict[str, int] = field(default_factory=dict[str, int])

    def now(self) -> bytes:
        """What the file holds at this moment, though it may have lost its name."""
        size = os.fstat(self.handle).st_size
        return os.pread(self.handle, size, 0)


class Durable:
    """Follows the folder `root` through the changes that are told, and makes pictures of it after a power cut."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._nodes: dict[int, Node] = {}
        self._safe_all(self._see(root))

    def close(self) -> None:
        """Let go of the files."""
        for node in self._nodes.values():
            os.close(node.handle)

    def _see(self, path: Path) -> int:
        """The number of the file or folder at `path`; it is held open, so that its number is never given to another."""
        number = path.stat().st_ino
        if number not in self._nodes:
            self._nodes[number] = Node(os.open(path, os.O_RDONLY), path.is_dir())
        return number

    def _listing(self, node: Node) -> dict[str, int]:
        place = Path(f"/proc/self/fd/{node.handle}").readlink()
        return {path.name: self._see(path) for path in sorted(place.iterdir())}

    def _safe_all(self, number: int) -> None:
        node = self._nodes[number]
        if node.folder:
            node.names = self._listing(node)
            for each in node.names.values():
                self._safe_all(each)
        else:
            node.safe = node.now()

    def told(self, action: str, path: Path) -> None:
        """Take note of a change that is about to happen."""
        for part in [path, *path.parents]:
            if part.is_relative_to(self._root) and part.exists():
                self._see(part)
        if action == "sync folder":
            node = self._nodes[self._see(path)]
            node.names = self._listing(node)
        elif action == "sync":
            node = self._nodes[self._see(path)]
            first, node.safe = node.safe is None, node.now()
            if first and path.suffix in {".db-wal", ".db-journal"}:  # with these SQLite syncs the folder as well
                self.told("sync folder", path.parent)

    def cut(self, picture: Path, chance: random.Random) -> None:
        """Write into `picture` what may be on the disk if the power fails right now."""
        self._draw(self._see(self._root), picture, chance)

    def _draw(self, number: int, target: Path, chance: random.Random) -> None:
        node = self._nodes[number]
        if not node.folder:
            target.write_bytes(_mixed(node.safe or b"", node.now(), chance))
            return
        target.mkdir()
        present = self._listing(node) if Path(f"/proc/self/fd/{node.handle}").exists() else {}
        for name in sorted(node.names.keys() | present.keys()):
            chosen = chance.choice((node.names.get(name), present.get(name)))
            if chosen is not None:
                self._draw(chosen, target / name, chance)


def _mixed(safe: bytes, now: bytes, chance: random.Random) -> bytes:
    """Each sector and the length from either; a kind of cut in one of three: all old, all new, or mixed."""
    kind = chance.randrange(3)
    if safe == now or kind == 0:
        return safe
    if kind == 1:
        return now
    size = chance.choice((len(safe), len(now)))
    sectors = range(0, size, _SECTOR)
    both = (safe.ljust(size, b"\0"), now.ljust(size, b"\0"))
    return b"".join(chance.choice(both)[at : min(size, at + _SECTOR)] for at in sectors)
