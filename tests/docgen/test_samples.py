"""The sample documents: many, sound, of the right length, and consistent with each other."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from docgen.model import Attachment, Block, Document, Paragraph, Picture, Table
from docgen.source import parse, write
from papers.dates import WEEKDAYS

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "resources" / "samples").glob("*.md"))
DOCUMENTS = {path.stem: parse(path.read_text("utf-8"))[0] for path in SAMPLES}
NUMBERS = {document.document_number: document for document in DOCUMENTS.values() if document.document_number}
CITATION = re.compile(r"《((?:[^《》]|《[^》]*》)+)》（(青[^〔）]*〔2026〕[0-9]+号)）")


def plain(block: Block) -> str:
    match block:
        case Paragraph():
            return block.text
        case Table():
            return block.caption + "".join("".join(row) for row in block.rows)
        case Picture():
            return block.caption


def full_text(document: Document) -> str:
    parts: tuple[Document | Attachment, ...] = (document, *document.attachments)
    blocks = [block for part in parts for block in (part.body if isinstance(part, Document) else part.blocks)]
    return document.title + "".join(map(plain, blocks))


def test_there_are_at_least_sixteen_of_all_sorts() -> None:
    assert len(SAMPLES) >= 16
    kinds = {document.kind for document in DOCUMENTS.values()}
    assert {"意见", "通知", "通报", "请示", "批复", "函", "纪要", "会议记录", "新闻通稿", "评论员文章"} <= kinds


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_reads_without_findings_and_back(path: Path) -> None:
    document, findings = parse(path.read_text("utf-8"))
    assert findings == ()
    assert write(parse(write(document))[0]) == write(document)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_sample_has_four_hundred_to_two_thousand_han_characters(name: str) -> None:
    assert 400 <= len(re.findall(r"[\u4e00-\u9fff]", full_text(DOCUMENTS[name]))) <= 2000


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_sample_cites_exists_and_is_older(name: str) -> None:
    document = DOCUMENTS[name]
    for title, number in CITATION.findall(full_text(document)):
        cited = NUMBERS[number]
        assert cited.title == title.replace("〈", "《").replace("〉", "》")
        assert cited.issue_date is not None
        assert document.issue_date is not None
        assert cited.issue_date <= document.issue_date


@pytest.mark.parametrize("name", DOCUMENTS)
def test_weekdays_are_right(name: str) -> None:
    for month, day, weekday in re.findall(r"([0-9]+)月([0-9]+)日（星期(.)）", full_text(DOCUMENTS[name])):
        assert WEEKDAYS[date(2026, int(month), int(day)).weekday()] == weekday


@pytest.mark.parametrize("name", DOCUMENTS)
def test_papers_are_signed_on_working_days(name: str) -> None:
    day = DOCUMENTS[name].issue_date
    assert day is not None
    assert day.weekday() < 5


@pytest.mark.parametrize("name", DOCUMENTS)
def test_attachments_are_those_of_the_list(name: str) -> None:
    document = DOCUMENTS[name]
    assert document.attachment_list == tuple(attachment.title for attachment in document.attachments)


def test_numbers_are_given_once_and_in_the_order_of_dates() -> None:
    assert len(NUMBERS) == sum(bool(document.document_number) for document in DOCUMENTS.values())
    for series in ("青管", "青管办", "青城管"):
        rows = [
            (d.document_number, d.issue_date) for d in DOCUMENTS.values() if d.document_number.startswith(f"{series}〔")
        ]
        rows.sort(key=lambda row: int(row[0].split("〕")[1].removesuffix("号")))
        days = [day for _, day in rows if day]
        assert days == sorted(days)


def test_the_lighting_project_is_done_by_the_end_of_may() -> None:
    plan = next(document for document in DOCUMENTS.values() if "城区亮化工程实施方案" in document.title)
    assert "2026年5月31日前，城区主次干道路灯全部完成安装和修复" in full_text(plan)
