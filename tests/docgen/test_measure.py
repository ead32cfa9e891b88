"""Measuring: what a ruler would find on the specimens, and that the measuring itself can be trusted."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pdfplumber
import pytest

from docgen.formats.pdf import write_pdf
from docgen.layout import typeset
from docgen.measure import Measurement, facts, measure
from docgen.model import Attachment, Document, Form, Paragraph, Table
from papers.problem import Problem
from tests.reference.specimens import REFERENCE, Specimen, printed, specimens, summary

SPECIMENS = specimens()
GOLDEN: dict[str, Any] = json.loads(REFERENCE.read_text(encoding="utf-8"))
OPINION = Document(
    issuer="青澜新区管理委员会",
    document_number="青管〔2026〕15号",
    title="关于加快推进美丽新区建设的实施意见",
    recipients="各乡镇人民政府",
    body=(Paragraph("青澜新区建设坚持绿色发展" * 80 + "。"),),
    signature="青澜新区管理委员会",
    issue_date=date(2026, 4, 15),
    printing_office="青澜新区管理委员会办公室",
    printing_date=date(2026, 4, 16),
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return write_pdf(typeset(OPINION), OPINION)


@pytest.fixture(scope="module")
def found(pdf: bytes) -> Measurement:
    return measure(pdf)


@pytest.mark.parametrize("specimen", SPECIMENS, ids=[specimen.name for specimen in SPECIMENS])
def test_every_format_measures_as_its_golden_measurement(specimen: Specimen) -> None:
    found, golden = summary(measure(printed(specimen.document))), GOLDEN[specimen.name]
    assert {key: found[key] for key in ("pages", "lines", "characters")} == {
        key: golden[key] for key in ("pages", "lines", "characters")
    }
    for edge in ("left", "right", "top", "bottom"):
        assert found[edge] == pytest.approx(golden[edge], abs=0.5), edge
    for part in ("mark", "number", "date", "title"):
        assert found[part] == pytest.approx(golden[part], abs=1), part
    for part in ("red rules", "imprint rules", "page numbers"):
        assert [value or [] for value in found[part]] == [
            pytest.approx(value or [], abs=1) for value in golden[part]
        ], part


def test_the_grid_is_22_lines_of_28_characters(found: Measurement) -> None:
    assert (found.lines_per_page, found.characters_per_line, found.most_lines) == (22, 28, 22)


def test_the_text_fills_the_type_area(found: Measurement) -> None:
    assert (found.left, found.right) == pytest.approx((28, 184), abs=0.5)
    assert (found.top, found.bottom) == pytest.approx((37, 262), abs=0.5)


def test_the_mark_is_35_mm_below_the_type_area_s_top(found: Measurement) -> None:
    assert found.mark[0].ink_top == pytest.approx(72, abs=0.5)


def test_the_red_rule_is_4_mm_below_the_number_and_156_long(found: Measurement) -> None:
    rule, number = found.red_rules[0], found.number
    assert number is not None
    assert rule.top - number.ink_bottom == pytest.approx(4, abs=0.5)
    assert rule.length == pytest.approx(156, abs=0.1)


def test_the_last_rule_stands_on_the_foot_of_the_type_area(found: Measurement) -> None:
    assert found.imprint_rules[-1].bottom == pytest.approx(262, abs=0.2)


def test_the_rules_of_a_table_are_not_those_of_the_imprint() -> None:
    table = Table((("序号", "任务"), ("1", "安装路灯")))
    document = replace(OPINION, attachments=(Attachment("任务分解表", (table,)),))
    thickness = [rule.thickness for rule in measure(write_pdf(typeset(document), document)).imprint_rules]
    assert thickness == pytest.approx([0.35, 0.35], abs=0.02)


def test_page_numbers_change_sides(found: Measurement) -> None:
    numbers = [number for number in found.page_numbers if number]
    assert [number.number for number in numbers] == [1, 2, 3]
    assert all(number.outside for number in numbers)


def test_facts_name_their_clauses(found: Measurement) -> None:
    told = facts(found, OPINION)
    assert told[0] == "实测 22 行×28 字，行距 28.99 磅，5.2.3。"
    assert all(sentence.startswith("实测") and sentence.rstrip("。")[-1].isdigit() for sentence in told)
    assert "实测发文字号在发文机关标志之下空 2 行，7.2.5。" in told
    assert "实测成文日期右空 4.0 字，7.3.5。" in told
    for clause in ("5.2.1", "7.2.4", "7.2.7", "7.3.1", "7.5", "7.4.1"):
        assert any(clause in sentence for sentence in told), clause


def test_facts_of_a_letter_are_those_of_clause_10_1() -> None:
    letter = next(specimen.document for specimen in SPECIMENS if specimen.document.form is Form.LETTER)
    told = facts(measure(printed(letter)), letter)
    assert any("上粗下细，长 170.0 毫米" in sentence for sentence in told)
    assert any("距页底 20.0 毫米" in sentence for sentence in told)


def test_what_is_not_there_is_not_told() -> None:
    plain = Document(form=Form.PLAIN)
    assert all("标志" not in sentence for sentence in facts(measure(write_pdf(typeset(plain), plain)), plain))


def test_bytes_that_are_no_pdf_are_refused_plainly() -> None:
    with pytest.raises(Problem, match="不是可读的 PDF"):
        measure(b"no pdf")


def test_another_reader_finds_characters_in_the_same_places(pdf: bytes, found: Measurement) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as other:
        characters = [character for character in other.pages[1].chars if character["text"].strip()]
        rules = [line for line in other.pages[0].lines if line["width"] > 300]
    lines = found.sheets[1].lines
    assert "".join(line.text for line in lines) == "".join(
        character["text"] for character in sorted(characters, key=lambda c: (-round(c["matrix"][5]), c["x0"]))
    )
    assert min(character["x0"] for character in characters) * 25.4 / 72 == pytest.approx(found.left, abs=0.1)
    assert rules[0]["top"] * 25.4 / 72 == pytest.approx(found.red_rules[0].top, abs=0.3)
