"""Files damaged at random: each is read or refused in a sentence; none fells the batch or is half added."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.archive import Archive
from search.readers import Readers, Unreadable
from tests.search.readers.making import NOTICE, docx_of, ofd_of, pdf_of, wrapped, zip_bytes

SHORT, LONG = 60, 5000
TIME_LIMIT = "秒和"  # in the sentence on a file that took too long
LINES = [*NOTICE.split("\n"), *wrapped([NOTICE.replace("\n", "")])]


def seeds() -> dict[str, bytes]:
    return {".docx": docx_of(LINES), ".pdf": pdf_of([LINES], size=10, pageCompression=0), ".ofd": ofd_of([LINES])}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, cut out, doubled or cut off."""
    hurt = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(hurt) or 1)
        length = chance.randint(1, 40)
        act = chance.randrange(5)
        if act == 0:
            hurt[place : place + 1] = chance.randbytes(1)
        elif act == 1:
            del hurt[place : place + length]
        elif act == 2:
            hurt[place:place] = hurt[place : place + length]
        elif act == 3:
            hurt[place : place + length] = chance.randbytes(length)
        elif len(hurt) > 200:
            del hurt[max(100, len(hurt) - length * 20) :]
    return bytes(hurt)


def damaged_within(data: bytes, chance: random.Random) -> bytes:
    """A zipped format with one of its parts damaged and the package whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    part = chance.choice([name for name, content in parts.items() if content])
    return zip_bytes({**parts, part: damaged(parts[part], chance)})


def mutants(count: int) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of damaged files, the same ones every time."""
    whole = seeds()
    for number in range(count):
        chance = random.Random(number)
        ending = (".docx", ".pdf", ".docx", ".pdf", ".ofd")[number % 5]
        hurt = damaged_within if ending != ".pdf" and chance.random() < 0.7 else damaged
        yield f"{number}{ending}", hurt(whole[ending], chance)


def bring_in(count: int, folder: Path) -> None:
    """Import so many damaged files; each ends as one whole record or none, with a sentence."""
    files = folder / "files"
    files.mkdir()
    for name, data in mutants(count):
        (files / name).write_bytes(data)
    with Archive.open(folder / "库") as archive:
        results = list(archive.importing.paths([files]))
        assert len(results) == count
        failed = [result for result in results if result.status == "failed"]
        assert [result.reason for result in failed if not result.reason.endswith("。")] == []
        assert [result.reason for result in failed if TIME_LIMIT in result.reason] == []
        ids = {number for result in results for number in result.ids}
        assert all(archive.records.get(number).text.strip() for number in ids)
        assert archive.care.stats()["documents"] == len(ids) > 0
        assert archive.care.verify()["problems"] == []


def test_damaged_files_are_added_whole_or_not_at_all(tmp_path: Path) -> None:
    bring_in(SHORT, tmp_path)


@pytest.mark.slow
def test_five_thousand_damaged_files_are_added_whole_or_not_at_all(tmp_path: Path) -> None:
    bring_in(LONG, tmp_path)


def test_damage_does_not_wear_the_worker_out(tmp_path: Path) -> None:
    with Readers() as readers:
        workers: set[int] = set()
        for name, data in mutants(SHORT):
            path = tmp_path / name
            path.write_bytes(data)
            with contextlib.suppress(Unreadable):
                readers.read(path)
            workers.add(readers.worker_id)
        assert len(workers) == 1
