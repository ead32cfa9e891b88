"""Where an archive may lie: on a disk of this machine. SQLite's locks cannot be trusted on a network share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from search.store.errors import ArchiveError

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "webdav", "davfs", "fuse.sshfs", "9p"}
    | {"fuse.davfs2", "fuse.rclone", "fuse.glusterfs", "ceph", "lustre"}
)
_MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4  # Windows' GetDriveType


def refuse_network_share(folder: Path) -> None:
    """ArchiveError when `folder` lies on a network share."""
    if is_network_share(folder):
        raise ArchiveError(
            f"“{folder}”在网络共享上，档案库放在那里可能损坏。请放在本机硬盘，需要共用时用“备份”把副本放到共享。"
        )


def is_network_share(folder: Path, mounts: Path | None = None) -> bool:
    """Whether `folder` lies on a network share, as far as the system tells."""
    path = str(folder.absolute())
    if path.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.absolute().drive}\\") == _DRIVE_REMOTE)
    return _mounted_as(str(folder.resolve()), mounts or _MOUNTS) in _NETWORK


def cannot_change(file: Path) -> bool:
    """Whether nobody can write the file for certain: it lies on a medium that is mounted for reading alone.

    SQLite may then read it without locks; with a log beside it, it must not, since the log's content would be missed.
    """
    log = file.with_name(f"{file.name}-wal")
    if not hasattr(os, "statvfs") or (log.is_file() and log.stat().st_size):
        return False
    try:
        return bool(os.statvfs(file.parent).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def is_inside_archive(path: Path, folder: Path) -> bool:
    """Whether a file at `path` would lie among the files of the archive in `folder`, also through links.

    Nothing that is exported, drawn or backed up may be written there, but a backup (.wyb) beside or among its backups.
    """
    target, home = _real(path), _real(folder)
    inside = target == home or home in target.parents or any(_same(parent, home) for parent in target.parents)
    return inside and not (target.suffix == ".wyb" and target.parent in {home, home / "backups"})


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path.expanduser()))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _mounted_as(path: str, mounts: Path) -> str:
    """The type of the file system that `path` lies on; "" where the system does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for line in lines:
        _, point, found, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, found
    return kind
