"""An archive with a few papers of the invented 青澜新区."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.archive import Archive
from tests.search.archive.papers import PAPERS, add


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "库") as archive:
        yield archive


@pytest.fixture
def archive(empty: Archive) -> Archive:
    for paper in PAPERS:
        add(empty, paper)
    assert empty.care.wait_for_index(30)
    return empty
