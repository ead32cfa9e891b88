"""Questions of laypeople, answered out of the law: what the ranking is worth where no text has the words as asked."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from search.records import Metadata, Query
from tests.search.query.library import Library, library


@dataclass(frozen=True)
class Questions:
    """Each question with the ids of the articles that answer it."""

    articles: Library
    answers: dict[str, set[int]]

    def worth(self, engine: str) -> tuple[float, float]:
        """recall@10 and MRR@10."""
        recall = rank = 0.0
        searcher = self.articles.searchers[engine]
        for question, right in self.answers.items():
            result = searcher.search(Query(question, limit=10))
            found = [hit.id for hit in result.hits]
            recall += len(right.intersection(found)) / len(right)
            rank += next((1 / place for place, number in enumerate(found, 1) if number in right), 0.0)
        return recall / len(self.answers), rank / len(self.answers)


@pytest.fixture(scope="module")
def questions(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Questions]:
    folder = shared / "corpus" / "stard-dev"
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        rows: list[dict[str, Any]] = [json.loads(line) for line in file]
    numbers = {row["id"]: number for number, row in enumerate(rows, 1)}
    asked: list[dict[str, Any]] = [
        json.loads(line) for line in (folder / "queries.jsonl").read_text("utf-8").splitlines()
    ]
    judged: dict[str, set[int]] = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        question, _, article, grade = line.split("\t")
        if int(grade):
            judged[question].add(numbers[article])
    documents = [(row["text"], Metadata(title=row["title"])) for row in rows]
    with library(tmp_path_factory.mktemp("law"), documents) as articles:
        yield Questions(articles, {row["query"]: judged[row["id"]] for row in asked})


@pytest.mark.slow
def test_questions_lead_to_the_articles_that_answer_them(questions: Questions, engine: str) -> None:
    recall, rank = questions.worth(engine)
    assert recall >= 0.655  # measured 0.659 and 0.581
    assert rank >= 0.575
