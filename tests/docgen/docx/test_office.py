"""The .docx as LibreOffice prints it is the same document as our PDF."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from docgen.docx import write_docx
from docgen.measure import Measurement
from tests.docgen.docx.office import convert, drafts, printed, same_lines
from tests.reference.specimens import FOLDER, Specimen, specimens, summary

pytestmark = pytest.mark.soffice
SPECIMENS = specimens()


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    files = {specimen.name: write_docx(specimen.document, folder=FOLDER) for specimen in SPECIMENS}
    return convert(files, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("specimen", SPECIMENS, ids=[specimen.name for specimen in SPECIMENS])
def test_every_format_has_the_pages_and_lines_of_our_pdf(specimen: Specimen, converted: dict[str, Measurement]) -> None:
    theirs, ours = converted[specimen.name], printed(specimen.document, FOLDER)
    same, lines = same_lines(ours, theirs)
    assert len(theirs.sheets) == len(ours.sheets)
    assert same / lines >= 0.97


@pytest.mark.parametrize("specimen", SPECIMENS, ids=[specimen.name for specimen in SPECIMENS])
def test_every_format_stands_within_a_millimetre_of_our_pdf(
    specimen: Specimen, converted: dict[str, Measurement]
) -> None:
    theirs, ours = summary(converted[specimen.name]), summary(printed(specimen.document, FOLDER))
    for part in ("mark", "title"):
        assert theirs[part] == pytest.approx(ours[part], abs=1), part
    for part in ("left", "right", "top", "bottom", "number"):
        if ours[part] is not None:
            assert theirs[part] == pytest.approx(ours[part], abs=1), part
    for part in ("red rules", "imprint rules", "page numbers"):
        assert list(_flat(theirs[part])) == pytest.approx(list(_flat(ours[part])), abs=1), part


def test_rules_are_as_thick_as_the_standard_has_them(converted: dict[str, Measurement]) -> None:
    thickness = [rule.thickness for rule in converted["文件-盖章"].imprint_rules]
    assert thickness == pytest.approx([0.35, 0.25, 0.35], abs=0.02)


def test_a_page_has_22_lines_of_28_characters(converted: dict[str, Measurement]) -> None:
    found = converted["上行文"]
    assert (found.lines_per_page, found.characters_per_line) == (22, 28)


def test_real_texts_end_their_lines_and_pages_where_our_pdf_does(shared: Path, tmp_path: Path) -> None:
    _agree(shared, tmp_path, 8)


@pytest.mark.slow
def test_sixty_real_texts_end_their_lines_and_pages_where_our_pdf_does(shared: Path, tmp_path: Path) -> None:
    _agree(shared, tmp_path, 60)


def _agree(shared: Path, folder: Path, count: int) -> None:
    documents = drafts(shared, count)
    theirs = convert({name: write_docx(document) for name, document in documents.items()}, folder)
    ours = {name: printed(document) for name, document in documents.items()}
    found = [same_lines(ours[name], theirs[name]) for name in documents]
    pages = sum(len(ours[name].sheets) == len(theirs[name].sheets) for name in documents)
    assert pages / count >= 0.95
    assert sum(same for same, _ in found) / sum(lines for _, lines in found) >= 0.97


def _flat(values: list[list[float] | None]) -> list[float]:
    return list(chain.from_iterable(value or [] for value in values))
