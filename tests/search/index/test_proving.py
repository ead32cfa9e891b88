"""A tantivy index that somebody else made or touched is tried in a process of its own before it is opened."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import struct
import zlib
from pathlib import Path

import pytest

from search.index import proving
from search.index.condition import AnyOf, Dated, Grams, Words
from search.index.engine import DAMAGE, Entry, Wanted
from search.index.index import open_engine

_TEXT = "保护水源 甲乙丙丁" * 3
_PAPERS = [
    Entry(number, number, f"第{number}号\n{_TEXT}", ("保护", "水源"), f"第{number}号", "通知", "镇", 20140506)
    for number in range(1, 300)
]
_WHERE = AnyOf((Grams(("保护", "水")), Words(("水源",)), Dated(1, 99999999)))
_END = struct.Struct("<II")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    engine = open_engine("tantivy", folder)
    engine.write(_PAPERS[:200])
    engine.write(_PAPERS[200:])
    engine.write([Entry(3, 900, "", (), live=False)])
    engine.close()
    return folder


@pytest.fixture
def index(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of an index, which this user's program has never seen."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Path(shutil.copytree(made, tmp_path / "tantivy-0123abcd"))


def _proofs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were proved from here on."""
    folders: list[Path] = []
    survived = proving._survived  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(proving, "_survived", lambda folder: folders.append(folder) or survived(folder))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    return folders


def _use(folder: Path) -> None:
    """All that a search and a batch do."""
    engine = open_engine("tantivy", folder, create=False)
    found = engine.find(Wanted(_WHERE, ("保护", "水源"), ("第",)))
    found.best(0, 100)
    found.facets()
    engine.completions("保", 5)
    engine.ids()
    engine.close()


def _sealed(data: bytes) -> bytes:
    """A spoilt file with the checksum that it should have: made on purpose, not by chance."""
    with contextlib.suppress(ValueError, struct.error, KeyError):
        length, mark = _END.unpack(data[-_END.size :])
        told = json.loads(data[-_END.size - length : -_END.size])
        body = data[: -_END.size - length]
        told["crc"] = zlib.crc32(body)
        last = json.dumps(told, separators=(",", ":")).encode()
        return body + last + _END.pack(len(last), mark)
    return data


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    if chance.random() < 0.3:
        return data[:at]
    value = chance.choice((b"\xff" * 4, b"\xff" * 8, b"\x00" * 8, b"\xff\xff\xff\x7f", chance.randbytes(8)))
    at = at if chance.random() < 0.5 else max(0, len(data) - 120 - at % 60)
    return data[:at] + value + data[at + len(value) :]


def test_an_index_of_ones_own_is_opened_without_a_proof(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    engine = open_engine("tantivy", tmp_path / "tantivy-1")
    engine.write(_PAPERS)
    engine.settle()
    proving.remember(tmp_path / "tantivy-1")
    proofs = _proofs(monkeypatch)
    _use(tmp_path / "tantivy-1")
    assert proofs == []


def test_a_copy_is_proved_once(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proofs = _proofs(monkeypatch)
    _use(index)
    _use(index)
    assert proofs == [index]


def test_an_index_that_was_touched_is_proved_again(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _use(index)
    proofs = _proofs(monkeypatch)
    path = next(index.glob("*.idx"))
    path.write_bytes(path.read_bytes())
    _use(index)
    assert proofs == [index]


@pytest.mark.parametrize("ending", ["idx", "term", "fast", "fieldnorm", "store", "pos", "del"])
def test_a_bit_that_the_disk_lost_is_damage(index: Path, ending: str) -> None:
    path = next(index.glob(f"*.{ending}"))
    data = bytearray(path.read_bytes())
    data[0] ^= 1
    path.write_bytes(data)
    with pytest.raises(ValueError, match="proof"):
        _use(index)


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        ("max_doc", 4_000_000_000),
        ("max_doc", -1),
        ("max_doc", 201),
        ("opstamp", -1),
        ("num_deleted_docs", 4_000_000_000),
    ],
)
def test_a_table_of_segments_that_lies_is_damage(index: Path, told: str, instead: int) -> None:
    text = (index / "meta.json").read_text("utf-8")
    before, found, after = text.partition(f'"{told}": ')
    assert found
    (index / "meta.json").write_text(f"{before}{found}{instead}{after.lstrip('0123456789')}", "utf-8")
    with contextlib.suppress(*DAMAGE):
        _use(index)


@pytest.mark.parametrize("seed", range(40))
def test_a_file_spoilt_on_purpose_does_not_end_the_program(index: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice(sorted(path for path in index.iterdir() if path.stat().st_size))
    path.write_bytes(_sealed(_spoilt(path.read_bytes(), chance)))
    with contextlib.suppress(*DAMAGE):
        _use(index)


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b'{"segments": 7}', b"\xff" * 1000])
def test_a_table_of_segments_that_is_none_is_damage(index: Path, data: bytes) -> None:
    (index / "meta.json").write_bytes(data)
    with pytest.raises(DAMAGE):
        _use(index)
