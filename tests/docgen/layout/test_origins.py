"""Every run knows the source place of what it shows, and what was set before is not set again."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest

from docgen.layout import Kept, leaves, typeset
from docgen.model import Document, Form, Paragraph
from docgen.pages import Image, Layout, Part, Text
from docgen.source import parse

SPECIMENS = sorted((Path(__file__).resolve().parents[3] / "docs" / "specimens").glob("*.md"))

DRAFT = """---
版式: 文件
文种: 请示
发文机关: 青澜新区水务局
发文机关标志: "青澜新区水务局文件"
发文字号: 青水〔2026〕7号
份号: 000012
密级:   机密
保密期限: 5年
紧急程度: 特急
签发人: [钱某, "孙某"]
标题: 青澜新区水务局关于 #1 泵站改造: 一期工程立项和资金安排有关事项的请示
主送机关: 青澜新区管理委员会：
附件:
  - 改造清单
  - 投资估算
署名: 青澜新区水务局
成文日期: 2026-04-15
附注: 联系人：李某
抄送机关: 区发展改革局
印发机关: 青澜新区水务局办公室
印发日期: 2026-04-16
---
　　因设备老化，#1 泵站已不能满足防汛需要，现将有关情况请示如下，请予审定。
# 基本情况
\\一、这一段不是标题，只是看起来像标题，所以前面有一条反斜线。

表：设备情况
| 名称 |  数量 | 说明 |
|---|---|---|
| 水泵 | 3 | 1998年投用<br>已超期 |

::: 附件 改造清单
一段文字。
:::
"""


def texts(layout: Layout) -> list[Text]:
    return [item for page in layout.pages for item in page.items if isinstance(item, Text)]


def shown_elsewhere(run: Text, line: str) -> bool:
    """Is a run told in other characters than those of its line: a date in figures, a number that was not typed?"""
    numbered = line.startswith("#") and (run.start == 0 or line[run.offset :].startswith(run.text))
    broken = run.origin.row >= 0 and "<br>" in line[: run.offset + 3]  # four characters for one line feed
    return run.origin.field.endswith("_date") or numbered or broken


@pytest.mark.parametrize("text", [DRAFT, *(path.read_text("utf-8") for path in SPECIMENS)])
def test_every_run_of_a_value_stands_in_the_source_where_it_says(text: str) -> None:
    document, _ = parse(text)
    lines = text.split("\n")
    for run in texts(typeset(document, folder=SPECIMENS[0].parent)):
        if run.origin.field:
            line = lines[run.line - 1]
            assert run.line > 0, run
            assert shown_elsewhere(run, line) or line[run.offset :].startswith(run.text.rstrip()), (run.text, line)


def test_every_element_has_runs_with_its_own_place() -> None:
    document, _ = parse(DRAFT)
    found = {run.origin.field for run in texts(typeset(document))}
    wanted = (
        "issuer_mark document_number copy_number secrecy secrecy_period urgency signers title recipients body "
        "attachment_list signature issue_date note copies_to printing_office printing_date attachments"
    )
    assert found >= set(wanted.split())


def test_what_the_typesetter_adds_has_no_place() -> None:
    document, _ = parse(DRAFT)
    added = "".join(run.text for run in texts(typeset(document)) if not run.origin.field)
    assert set(re.findall("签发人：|附件：1. |抄送：|★|— 1 —", added)) == {
        "签发人：",
        "附件：1. ",
        "抄送：",
        "★",
        "— 1 —",
    }
    assert "泵站" not in added


def test_a_cell_tells_its_row_and_column_and_where_its_text_begins() -> None:
    document, _ = parse(DRAFT)
    cells = {run.text: run for run in texts(typeset(document)) if run.origin.row >= 0}
    found = cells["已超期"]
    assert (found.origin.row, found.origin.cell, found.start) == (1, 2, 8)
    assert found.origin.block == cells["名称"].origin.block == DRAFT[: DRAFT.index("表：")].count("\n") + 1


def test_the_dateline_claims_no_character_of_the_paragraph() -> None:
    paragraph = Paragraph("青澜新区今天召开会议。", line=7)
    document = Document(form=Form.PRESS, title="试", dateline="本报讯", body=(paragraph,))
    runs = [run for run in texts(typeset(document)) if run.part is Part.BODY]
    assert [(run.origin.field, run.start, run.text) for run in runs] == [
        ("dateline", 0, "本报讯"),
        ("body", 0, "青澜新区今天召开会议。"),
    ]


def test_the_rows_of_a_paragraph_cover_it_without_gap() -> None:
    text = "青澜新区二〇二六年的各项工作，" * 12
    document = Document(form=Form.PLAIN, body=(Paragraph(text, line=3), Paragraph("", line=4)))
    rows = [row for leaf in leaves(document, Kept()) for _, row in leaf.rows if row.origin.field == "body"]
    places = [(row.start, row.end) for row in rows if row.origin.block == 3]
    assert places[0][0] == 0
    assert places[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in pairwise(places))
    blank = next(row for row in rows if row.origin.block == 4)
    assert blank.left == pytest.approx(rows[0].left)


def test_pages_set_with_kept_paragraphs_are_those_set_anew() -> None:
    chance = random.Random(7)  # chooses edits, guards nothing
    text = max((path.read_text("utf-8") for path in SPECIMENS), key=len)
    kept = Kept()
    for _ in range(25):
        place = chance.randrange(len(text))
        change = chance.choice(["字", "\n", "　", "一、", "\U0002b5af", "|", "。", ""])
        text = text[:place] + change + text[place + (0 if change else 3) :]
        document, _ = parse(text)
        assert typeset(document, kept=kept) == typeset(document)


def test_a_key_stroke_sets_one_paragraph_anew() -> None:
    paragraphs = tuple(Paragraph(f"第{n}段，青澜新区的工作。" * 5, line=n) for n in range(1, 40))
    kept = Kept()
    typeset(Document(form=Form.PLAIN, body=paragraphs), kept=kept)
    before = kept.misses
    changed = (Paragraph("新的一段。", line=1), *(Paragraph(p.text, line=p.line + 1) for p in paragraphs))
    layout = typeset(Document(form=Form.PLAIN, body=changed), kept=kept)
    assert kept.misses == before + 1
    assert [run.line for run in texts(layout) if run.text == "39"] == [40] * 5


def test_a_picture_tells_its_line(tmp_path: Path) -> None:
    from PIL import Image as Images

    document, _ = parse("---\n版式: 普通\n标题: 试\n---\n![图](a.png)")
    Images.new("RGB", (9, 9)).save(tmp_path / "a.png")
    found = [item for page in typeset(document, folder=tmp_path).pages for item in page.items]
    assert [image.line for image in found if isinstance(image, Image)] == [5]
