"""Every literal is found, and nothing else: the promise on which everything stands."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import opencc
import pytest

from search.query.parse import parse
from search.query.tree import Literal
from tests.search.query.conftest import corpus
from tests.search.query.library import ENGINES, Library

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def substrings(found: Library, count: int, seed: int) -> list[str]:
    """Pieces of 1 to 8 characters from anywhere in the texts; some full-width, some in 繁体."""
    chance = random.Random(seed)
    module: Any = opencc  # it has no types
    traditional: Callable[[str], str] = module.OpenCC("s2t").convert
    pieces: list[str] = []
    while len(pieces) < count:
        body = chance.choice(found.texts)[1]
        start = chance.randrange(len(body))
        piece = body[start : start + chance.randint(1, 8)].split("\n")[0].strip()
        if piece:
            forms = [piece, piece, piece.translate(_FULL_WIDTH), traditional(piece)]
            pieces.append(chance.choice(forms))
    return pieces


def hold_exactly(found: Library, pieces: list[str]) -> None:
    for piece in pieces:
        wanted = found.holding(piece)
        for engine in ENGINES:
            if '"' not in piece:
                assert set(found.ids(engine, f'"{piece}"')) == wanted, (engine, piece)
            if isinstance(parse(piece), Literal) and piece[0] not in "“「『":
                assert set(found.ids(engine, piece)) == wanted, (engine, piece)


def test_any_piece_of_any_text_is_found_and_nothing_else(some: Library) -> None:
    hold_exactly(some, substrings(some, 1000, seed=1))


@pytest.mark.slow
def test_any_of_5000_pieces_of_the_corpus_is_found_and_nothing_else(whole: Library) -> None:
    hold_exactly(whole, substrings(whole, 5000, seed=2))


def test_what_is_to_be_found_exactly_is_found_as_typed_and_in_no_other_form(some: Library, engine: str) -> None:
    for piece in substrings(some, 60, seed=4):
        if '"' not in piece:
            assert set(some.ids(engine, f'="{piece}"')) == some.holding_exactly(piece), piece


def test_what_crosses_the_border_of_title_and_text_is_not_found(papers: Library, engine: str) -> None:
    assert papers.ids(engine, "“号各乡镇”") == []


def test_both_engines_count_alike(some: Library) -> None:
    for piece in substrings(some, 60, seed=3):
        one, other = (some.ask(engine, f'"{piece}"') for engine in ENGINES)
        assert (one.total, one.exact, one.facets) == (other.total, other.exact, other.facets), piece


@pytest.mark.slow
def test_a_title_leads_to_its_paper_first(whole: Library, shared: Path, engine: str) -> None:
    titles = [metadata.title for _, metadata in corpus(shared)]
    wrong = [title for title in titles if whole.ask(engine, title, limit=1).hits[0].title != title]
    assert len(wrong) <= len(titles) / 100


@pytest.mark.slow
@pytest.mark.parametrize("brackets", ["〔〕", "［］", "[]", "【】", "（）", "()", "  "])
def test_a_number_leads_to_its_paper_first(whole: Library, shared: Path, engine: str, brackets: str) -> None:
    for number in {metadata.document_number for _, metadata in corpus(shared)} - {""}:
        written = number.translate(str.maketrans("〔〕", brackets))
        assert whole.ask(engine, written, limit=1).hits[0].document_number == number, written
