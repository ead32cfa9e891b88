"""A foreign .docx laid out anew keeps its text, and is refused where it would not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

from docgen.foreign.relaying import text_of
from docgen.formats.docx import write_docx
from docgen.source import parse
from papers.problem import Problem
from tests.docgen.foreign.papers import Paper, write
from tests.docgen.foreign.reading import check_file, fix_layout, lines_in, relay

SAMPLES = sorted((Path(__file__).parents[3] / "resources" / "samples").glob("*.md"))
BAD = Paper(width=216, height=279, body=("宋体", 12), indent=0, centred=False, number="none", pitch=20, colour=None)


def saved(data: bytes, path: Path) -> Path:
    path.write_bytes(data)
    return path


def test_a_badly_laid_out_paper_checks_clean_afterwards_with_the_same_text(tmp_path: Path) -> None:
    before = write(BAD, tmp_path / "来稿.docx")
    after = saved(fix_layout(before), tmp_path / "重排.docx")
    assert len(check_file(before)) > 5
    assert check_file(after) == ()
    assert text_of(lines_in(after)) == text_of(lines_in(before))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem[:2])
def test_our_own_papers_come_back_as_they_went_out(sample: Path, tmp_path: Path) -> None:
    document = parse(sample.read_text("utf-8"))[0]
    before = saved(write_docx(document, folder=sample.parent), tmp_path / "稿.docx")
    after = saved(fix_layout(before), tmp_path / "重排.docx")
    assert text_of(lines_in(after)) == text_of(lines_in(before))
    assert check_file(after) == ()


def test_what_is_written_otherwise_is_told(tmp_path: Path) -> None:
    path = write(Paper(), tmp_path / "来稿.docx")
    word = docx.Document(str(path))
    word.paragraphs[-1].runs[0].text = "二〇二六年四月十五日"
    word.save(str(path))
    assert "要素的写法按国标由“二〇二六年四月十五日”改为“2026年4月15日”" in relay(path).changes


def test_automatic_numbers_become_text(tmp_path: Path) -> None:
    path = write(Paper(), tmp_path / "来稿.docx")
    word = docx.Document(str(path))
    for text in ("逐杆登记。", "限时修复。"):
        word.paragraphs[-2].insert_paragraph_before(text, style="List Number")
    word.save(str(path))
    after = saved(fix_layout(path), tmp_path / "重排.docx")
    assert "1.逐杆登记。2.限时修复。" in text_of(lines_in(after))


@pytest.mark.parametrize(("change", "what"), [("tracked", "修订痕迹 1 处，第 1 页")])
def test_what_would_be_lost_is_refused(change: str, what: str, tmp_path: Path) -> None:
    path = write(replace(Paper(), **{change: True}), tmp_path / "来稿.docx")
    with pytest.raises(Problem, match=what):
        fix_layout(path)


def changed(path: Path, change: Callable[[WordDocument], object]) -> tuple[str, ...]:
    """What is told to be dropped from a right paper once `change` was made to it."""
    word = docx.Document(str(write(Paper(), path)))
    change(word)
    word.save(str(path))
    return relay(path).dropped


def merge(word: WordDocument) -> None:
    table = word.add_table(3, 3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"第{number}格"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))


def bold(word: WordDocument) -> None:
    word.paragraphs[4].add_run("务必").bold = True
    word.paragraphs[5].add_run("限时").bold = True
    word.paragraphs[5].add_run("修复").bold = True


def underline(word: WordDocument) -> None:
    word.paragraphs[4].add_run("路灯编号").underline = True


def set_header(word: WordDocument) -> None:
    word.sections[0].header.paragraphs[0].text = "内部资料"


def add_footer(word: WordDocument) -> None:
    word.sections[0].footer.add_paragraph("第 1 页 共 3 页")
    word.sections[0].footer.add_paragraph("青澜新区城市管理局办公室制作，翻印必究")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (set_header, "页眉里的文字“内部资料”"),
        (add_footer, "页脚里的文字“青澜新区城市管理局办公室…”"),
        (bold, "加粗 2 处（“务必”等）"),
        (underline, "下划线 1 处（“路灯编号”）"),
        (merge, "合并的单元格 2 处（已拆开，文字在第一格）"),
    ],
)
def test_what_is_dropped_is_told(change: Callable[[WordDocument], object], told: str, tmp_path: Path) -> None:
    assert changed(tmp_path / "来稿.docx", change) == (told,)


def test_of_a_right_paper_nothing_is_dropped(tmp_path: Path) -> None:
    assert relay(write(Paper(), tmp_path / "来稿.docx")).dropped == ()


def test_the_mark_of_a_letter_is_kept(tmp_path: Path) -> None:
    document = parse(next(path for path in SAMPLES if "的函" in path.stem).read_text("utf-8"))[0]
    path = saved(write_docx(document), tmp_path / "函.docx")
    assert [one for one in relay(path).dropped if "页眉" in one] == []


def test_a_damaged_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="不完整或已损坏"):
        fix_layout(saved(b"PK\x03\x04 broken", tmp_path / "坏.docx"))
