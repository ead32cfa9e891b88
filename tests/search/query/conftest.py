"""A few papers of the invented 青澜新区, and papers of the real corpus, each behind both engines."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from search.records import Metadata
from tests.search.archive.papers import PAPERS, parsed
from tests.search.query.library import ENGINES, Library, library


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    documents = [(document.text, document.metadata) for document in map(parsed, PAPERS)]
    with library(tmp_path_factory.mktemp("papers"), documents) as made:
        yield made


def corpus(shared: Path) -> Iterator[tuple[str, Metadata]]:
    with gzip.open(shared / "corpus" / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row: dict[str, Any] = json.loads(line)
            yield (
                row["text"],
                Metadata(
                    title=row["title"],
                    kind=row["kind"] or "",
                    issuer=row["issuer"] or "",
                    document_number=row["doc_number"] or "",
                    issue_date=row["date"] or "",
                ),
            )


@pytest.fixture(scope="session")
def some(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Every sixth document of the corpus."""
    with library(tmp_path_factory.mktemp("some"), list(islice(corpus(shared), 0, None, 6))) as made:
        yield made


@pytest.fixture(scope="session")
def whole(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The whole corpus."""
    with library(tmp_path_factory.mktemp("whole"), list(corpus(shared))) as made:
        yield made
