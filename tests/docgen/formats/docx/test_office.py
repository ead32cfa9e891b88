"""The .docx as LibreOffice prints it is the same document as our PDF."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from docgen.model import Attachment, Document, Form, Paragraph, Table
from docgen.profile import PageNumbers, Profile
from docgen.source import parse
from tests.docgen.formats.docx.agreement import (
    Agreement,
    Job,
    agreements,
    share_of_lines,
    share_of_pages,
    share_of_starts,
    table,
    text_lines,
)
from tests.docgen.formats.docx.office import drafts, samples
from tests.reference.specimens import FOLDER, specimens, summary

HOUSES = {
    "加粗居中": Profile(bold_headings=True, page_numbers=PageNumbers.CENTRED, red="#E60012", space_after_number=False),
    "行距28磅": Profile(line_pitch=28, title_pitch=35, page_numbers=PageNumbers.NONE, red_rule=2),
    "套印双页": Profile(preprinted=True, even_page_imprint=True),
}
NOTICE = Document(
    issuer="青澜新区管理委员会",
    title="关于做好防汛工作的通知",
    body=tuple(Paragraph("一行。") for _ in range(31)),
    copies_to="区人大办公室",
    printing_office="青澜新区管理委员会办公室",
)
APART = replace(
    NOTICE,
    body=NOTICE.body[:5],
    document_number="青管〔2026〕15号",
    attachments_apart=True,
    attachments=(
        Attachment("任务分解表", tuple(Paragraph("一行。") for _ in range(30))),
        Attachment("清单", (Table((("甲", "乙"),), landscape=True), Paragraph("说明。"))),
        Attachment("登记表", (Paragraph("一行。"),)),
    ),
)
EDGES = {
    "空白页": Job(NOTICE, Profile(even_page_imprint=True)),
    "附件另装": Job(APART),
    "附件另装，版记在双页": Job(replace(APART, body=NOTICE.body), Profile(even_page_imprint=True)),
    "横排在末": Job(replace(NOTICE, attachments=(Attachment("清单", (Table((("甲", "乙"),), landscape=True),)),))),
}
LONG = Path(__file__).with_name("长文.md")
FULL = Document(
    form=Form.PLAIN,
    body=(
        *(Paragraph("一行。") for _ in range(18)),
        Table((("项目", "数量"), *((f"第{index}项" * 3, "1<br>2<br>3") for index in range(12)))),
    ),
)
pytestmark = pytest.mark.soffice
SPECIMENS = specimens()
GRAND = next(specimen.document for specimen in SPECIMENS if specimen.name == "文件-盖章")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Agreement]:
    jobs = {specimen.name: Job(specimen.document, folder=FOLDER) for specimen in SPECIMENS}
    jobs |= {name: Job(document) for name, document in samples().items()}
    jobs |= EDGES | {"长文": Job(parse(LONG.read_text(encoding="utf-8"))[0]), "满页": Job(FULL)}
    jobs |= {name: Job(GRAND, house, FOLDER) for name, house in HOUSES.items()}
    return agreements(jobs, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("name", [*(specimen.name for specimen in SPECIMENS), *HOUSES, *EDGES])
def test_every_format_ends_its_pages_and_lines_where_our_pdf_does(name: str, found: dict[str, Agreement]) -> None:
    one = found[name]
    assert one.same_pages
    assert list(one.misses()) == []


@pytest.mark.parametrize("name", [*(specimen.name for specimen in SPECIMENS), *HOUSES])
def test_every_format_stands_within_a_millimetre_of_our_pdf(name: str, found: dict[str, Agreement]) -> None:
    theirs, ours = summary(found[name].theirs), summary(found[name].ours)
    for part in ("mark", "title"):
        assert theirs[part] == pytest.approx(ours[part], abs=1), part
    for part in ("left", "right", "top", "bottom", "number"):
        if ours[part] is not None:
            assert theirs[part] == pytest.approx(ours[part], abs=1), part
    for part in ("red rules", "imprint rules", "page numbers"):
        assert list(_flat(theirs[part])) == pytest.approx(list(_flat(ours[part])), abs=1), part


def test_a_long_text_with_tables_and_long_names_is_the_same_document(found: dict[str, Agreement]) -> None:
    _agree([found["长文"]])


def test_a_table_that_fills_a_page_to_its_last_line_loses_no_row(found: dict[str, Agreement]) -> None:
    rows = [line for sheet in found["满页"].theirs.sheets for line in text_lines(sheet) if "项第" in line]
    assert len(rows) == 12


def test_rules_are_as_thick_as_the_standard_has_them(found: dict[str, Agreement]) -> None:
    thickness = [rule.thickness for rule in found["文件-盖章"].theirs.imprint_rules]
    assert thickness == pytest.approx([0.35, 0.25, 0.35], abs=0.02)


def test_a_page_has_22_lines_of_28_characters(found: dict[str, Agreement]) -> None:
    theirs = found["上行文"].theirs
    assert (theirs.lines_per_page, theirs.characters_per_line) == (22, 28)


def test_samples_end_their_lines_and_pages_where_our_pdf_does(found: dict[str, Agreement]) -> None:
    _agree([found[name] for name in samples()])


def test_real_texts_end_their_lines_and_pages_where_our_pdf_does(shared: Path, tmp_path: Path) -> None:
    _agree_on(drafts(shared, 6), tmp_path)


@pytest.mark.slow
def test_sixty_real_texts_end_their_lines_and_pages_where_our_pdf_does(shared: Path, tmp_path: Path) -> None:
    _agree_on(drafts(shared, 60), tmp_path)


def _agree_on(documents: dict[str, Document], folder: Path) -> None:
    _agree(list(agreements({name: Job(document) for name, document in documents.items()}, folder).values()))


def _agree(found: list[Agreement]) -> None:
    """Hold the figures that are promised; where a page begins is promised by nobody but ourselves."""
    print(table(found))  # noqa: T201  # shown where it fails, and with pytest -s
    assert share_of_pages(found) >= 0.95
    assert share_of_lines(found) >= 0.97
    assert share_of_starts(found) >= 0.95


def _flat(values: list[list[float] | None]) -> list[float]:
    return list(chain.from_iterable(value or [] for value in values))
