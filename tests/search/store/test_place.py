"""An archive lies on a disk of this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.archive import Archive, ArchiveError
from search.store import place


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mounts"
    lines = ["/dev/sda1 / ext4 rw 0 0", f"//server/share {tmp_path}/share cifs rw 0 0"]
    lines += [f"server:/x {tmp_path}/my\\040docs nfs4 rw 0 0", f"/dev/sdb1 {tmp_path}/share/disk ext4 rw 0 0"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("folder", ["share", "share/deep/er", "my docs"])
def test_a_share_is_noticed(tmp_path: Path, mounts: Path, folder: str) -> None:
    assert place.is_network_share(tmp_path / folder, mounts)


@pytest.mark.parametrize("folder", ["", "shared", "share/disk/x"])
def test_a_disk_is_no_share(tmp_path: Path, mounts: Path, folder: str) -> None:
    assert not place.is_network_share(tmp_path / folder, mounts)


def test_a_windows_share_is_noticed_by_its_name(mounts: Path) -> None:
    assert place.is_network_share(Path("//server/档案"), mounts)


def test_an_archive_on_a_share_is_refused_with_a_way_out(
    tmp_path: Path, mounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    with pytest.raises(ArchiveError, match=r"网络共享.*本机硬盘"):
        Archive.open(tmp_path / "share")
    assert not (tmp_path / "share").exists()
