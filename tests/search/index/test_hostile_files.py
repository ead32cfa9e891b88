"""Index files made to do harm: the index is done without; they never take the memory, the time or the process."""

from __future__ import annotations

import contextlib
import random
import resource
import shutil
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.index.condition import AnyOf, Dated, Grams, Words
from search.index.engine import DAMAGE, Entry, Wanted
from search.index.index import open_engine

_TEXT = "保护水源 甲乙丙丁" * 3
_PAPERS = [
    Entry(number, number, f"第{number}号\n{_TEXT}", ("保护", "水源") * number, f"第{number}号", "通知", "镇", 20140506)
    for number in range(1, 60)
]
_WHERE = AnyOf((Grams(("保护", "水")), Words(("水源",)), Dated(1, 99999999)))
_HARMFUL = [
    *(struct.pack(order + "i", value) for order in "<>" for value in (-1, -16, 2**31 - 1, -(2**31), 1, 0)),
    *(struct.pack(order + "q", value) for order in "<>" for value in (-1, 2**62, -(2**62), 0)),
]
_MEMORY = 400_000_000  # bytes beyond what the process has
_SECONDS = 2.0  # of the processor, for one file: a hundred times what it takes


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    engine = open_engine("whoosh", folder)
    engine.write(_PAPERS[:50])
    engine.write(_PAPERS[50:55])
    engine.write(_PAPERS[55:])
    engine.close()
    return folder


@pytest.fixture
def little_memory() -> Iterator[None]:
    """So that a length that is believed is a MemoryError and not a machine that stands still."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _MEMORY, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    match chance.randrange(4):
        case 0:
            return data[: chance.randrange(len(data) + 1)]
        case 1:
            at = chance.randrange(len(data) + 1)
            return data[:at] + chance.randbytes(chance.randrange(1, 200)) + data[at:]
        case _:
            at, value = chance.randrange(len(data) + 1), chance.choice(_HARMFUL)
            at = at if chance.random() < 0.5 else len(data) - at // 20  # the end of a file says what is where
            return data[:at] + value + data[at + len(value) :]


def _use(folder: Path) -> None:
    """All that a search and a batch do."""
    engine = open_engine("whoosh", folder, create=False)
    found = engine.find(Wanted(_WHERE, ("保护", "水源"), ("第",)))
    found.best(0, 100)
    found.facets()
    engine.completions("保", 5)
    engine.ids()
    engine.write([Entry(99, 99, "水源", ("水源",))])
    engine.refresh()


@pytest.mark.skipif(sys.platform != "linux", reason="limits a process as Linux does")
@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("seed", range(250))
def test_a_spoilt_file_is_damage_and_nothing_worse(made: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "index"
    shutil.copytree(made, folder)
    path = chance.choice(sorted(folder.iterdir()))
    path.write_bytes(_spoilt(path.read_bytes(), chance))
    start = time.thread_time()
    with contextlib.suppress(*DAMAGE):
        _use(folder)
    assert time.thread_time() - start < _SECONDS
