"""One warm worker for the tests of the readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.readers import Readers, Unreadable
from search.records import Parsed

Read = Callable[[str, bytes], tuple[Parsed, ...]]


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    with Readers() as opened:
        yield opened


@pytest.fixture
def read(readers: Readers, tmp_path: Path) -> Read:
    """Read bytes as a file of the given name."""

    def call(name: str, data: bytes) -> tuple[Parsed, ...]:
        path = tmp_path / name
        path.write_bytes(data)
        return readers.read(path)

    return call


@pytest.fixture
def outcome(read: Read) -> Callable[[str, bytes], tuple[str, str]]:
    """(text, "") of a file, or ("", the sentence that says why there is none)."""

    def call(name: str, data: bytes) -> tuple[str, str]:
        try:
            return "\n".join(parsed.text for parsed in read(name, data)), ""
        except Unreadable as problem:
            return "", str(problem)

    return call


@pytest.fixture
def text_of(read: Read) -> Callable[[str, bytes], str]:
    """The text of the one document in a file."""

    def call(name: str, data: bytes) -> str:
        (parsed,) = read(name, data)
        return parsed.text

    return call
