"""The State Council's papers of the shared corpus, read without their labels."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from papers.document_numbers import normal_number
from search.metadata import read_metadata
from search.records import Metadata
from tests.search.metadata.signing_days import SIGNING_DAYS

LEAST = 0.97
ABBREVIATED = {"国令第706号": "国务院令第706号", "国令第707号": "国务院令第707号"}
"""What the labels abbreviate and the texts print in full."""


@pytest.fixture(scope="module")
def papers(shared: Path) -> list[tuple[dict[str, Any], Metadata]]:
    """(labels, what was read) of each paper."""
    with gzip.open(shared / "corpus" / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [row for line in file if (row := json.loads(line))["id"] in SIGNING_DAYS]
    return [(row, read_metadata(row["text"])) for row in rows]


def wanted(labels: dict[str, Any], field: str) -> str:
    """The label of a field in the form in which it is read."""
    if field == "issue_date":
        return SIGNING_DAYS[labels["id"]]
    value = str(labels["doc_number" if field == "document_number" else field] or "")
    return ABBREVIATED.get(value, normal_number(value))


def bare(value: str) -> str:
    return re.sub(r"\s", "", value)


@pytest.mark.corpus
@pytest.mark.parametrize("field", ["title", "document_number", "issuer", "issue_date", "kind"])
def test_a_field_is_read_right_in_nearly_all_papers(papers: list[tuple[dict[str, Any], Metadata]], field: str) -> None:
    pairs = [(bare(wanted(labels, field)), bare(str(getattr(read, field)))) for labels, read in papers]
    told = [pair for pair in pairs if pair[0]]
    misses = [pair for pair in told if pair[0] != pair[1]]
    assert len(misses) <= (1 - LEAST) * len(told), misses
