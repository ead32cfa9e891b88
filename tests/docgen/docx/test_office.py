"""The .docx as LibreOffice prints it is the same document as our PDF."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from tests.docgen.docx.agreement import (
    Agreement,
    agreements,
    share_of_lines,
    share_of_pages,
    share_of_starts,
    table,
)
from tests.docgen.docx.office import drafts, samples
from tests.reference.specimens import FOLDER, specimens, summary

pytestmark = pytest.mark.soffice
SPECIMENS = specimens()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Agreement]:
    documents = {specimen.name: specimen.document for specimen in SPECIMENS} | samples()
    return {one.name: one for one in agreements(documents, tmp_path_factory.mktemp("office"), FOLDER)}


@pytest.mark.parametrize("name", [specimen.name for specimen in SPECIMENS])
def test_every_format_ends_its_pages_and_lines_where_our_pdf_does(name: str, found: dict[str, Agreement]) -> None:
    one = found[name]
    assert one.same_pages
    assert list(one.misses()) == []


@pytest.mark.parametrize("name", [specimen.name for specimen in SPECIMENS])
def test_every_format_stands_within_a_millimetre_of_our_pdf(name: str, found: dict[str, Agreement]) -> None:
    theirs, ours = summary(found[name].theirs), summary(found[name].ours)
    for part in ("mark", "title"):
        assert theirs[part] == pytest.approx(ours[part], abs=1), part
    for part in ("left", "right", "top", "bottom", "number"):
        if ours[part] is not None:
            assert theirs[part] == pytest.approx(ours[part], abs=1), part
    for part in ("red rules", "imprint rules", "page numbers"):
        assert list(_flat(theirs[part])) == pytest.approx(list(_flat(ours[part])), abs=1), part


def test_rules_are_as_thick_as_the_standard_has_them(found: dict[str, Agreement]) -> None:
    thickness = [rule.thickness for rule in found["文件-盖章"].theirs.imprint_rules]
    assert thickness == pytest.approx([0.35, 0.25, 0.35], abs=0.02)


def test_a_page_has_22_lines_of_28_characters(found: dict[str, Agreement]) -> None:
    theirs = found["上行文"].theirs
    assert (theirs.lines_per_page, theirs.characters_per_line) == (22, 28)


def test_samples_end_their_lines_and_pages_where_our_pdf_does(found: dict[str, Agreement]) -> None:
    _agree([found[name] for name in samples()])


def test_real_texts_end_their_lines_and_pages_where_our_pdf_does(shared: Path, tmp_path: Path) -> None:
    _agree(agreements(drafts(shared, 6), tmp_path))


@pytest.mark.slow
def test_sixty_real_texts_end_their_lines_and_pages_where_our_pdf_does(shared: Path, tmp_path: Path) -> None:
    _agree(agreements(drafts(shared, 60), tmp_path))


def _agree(found: list[Agreement]) -> None:
    """Hold the figures that are promised; where a page begins is promised by nobody but ourselves."""
    print(table(found))  # noqa: T201  # shown where it fails, and with pytest -s
    assert share_of_pages(found) >= 0.95
    assert share_of_lines(found) >= 0.97
    assert share_of_starts(found) >= 0.95


def _flat(values: list[list[float] | None]) -> list[float]:
    return list(chain.from_iterable(value or [] for value in values))
