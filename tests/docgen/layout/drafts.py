"""Real texts as drafts of every form, written as a secretary would: what the ruler and the plan are laid on."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path

from docgen.model import Document
from docgen.source import parse

COUNT = 60
LONGEST = 12_000

COMMON = """发文机关: 青澜新区管理委员会
标题: {title}
主送机关: 各乡镇人民政府、街道办事处，区直各部门
署名: 青澜新区管理委员会
成文日期: 2026-04-15
抄送机关: 区人大办公室，区政协办公室
印发机关: 青澜新区管理委员会办公室
印发日期: 2026-04-16
"""
HEADS = {
    "文件·盖章": "版式: 文件，文种: 通知，发文字号: 青管〔2026〕15号，用印: 盖章",
    "文件·不盖章": "版式: 文件，文种: 通知，发文字号: 青管〔2026〕15号，用印: 不盖章，密级: 机密，附件: [任务分解表]",
    "上行文": "版式: 文件，文种: 请示，发文字号: 青管〔2026〕9号，签发人: [林远舟, 方知夏, 苏明]，附注: 此件公开发布",
    "联合行文": "版式: 文件，文种: 通知，发文字号: 青管〔2026〕3号，联合发文机关: [青澜新区财政局, 青澜新区水务局]",
    "信函": "版式: 信函，文种: 函，发文字号: 青管函〔2026〕9号",
    "命令": "版式: 命令，文种: 命令，令号: 第12号，签名章职务: 主任，签名章姓名: 林远舟",
    "纪要": "版式: 纪要，文种: 纪要，期号: 第3期，出席: 林远舟、方知夏，列席: 白杨",
    "普通": "版式: 普通，文种: 实施方案",
    "新闻稿": "版式: 新闻稿，文种: 新闻通稿，电头: 本报讯（记者 方知夏），供稿: 新闻科",
}
"""The keys that are a form's own, with commas for line ends."""

FORMS = tuple(HEADS)
ATTACHMENT = "\n\n::: 附件 任务分解表\n| 序号 | 任务 |\n| --- | --- |\n| 1 | 安装路灯 |\n:::\n"
"""What stands behind a text whose head names it."""


@cache
def texts(shared: Path) -> tuple[tuple[str, str], ...]:
    """Titles and texts of sixty papers, evenly taken from the corpus."""
    with gzip.open(shared / "corpus" / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if len(row["text"]) < LONGEST]
    return tuple((row["title"], row["text"]) for row in rows[:: len(rows) // COUNT][:COUNT])


def draft(form: str, title: str, text: str) -> Document:
    """A text under the head of a form; what would be markup in a source text is made plain."""
    lines = (line.strip().replace("|", "｜").lstrip("#!") for line in text.splitlines())
    head = HEADS[form].replace("，", "\n") + "\n" + COMMON.format(title=json.dumps(title, ensure_ascii=False))
    behind = ATTACHMENT if "任务分解表" in HEADS[form] else ""
    return parse(f"---\n{head}---\n" + "\n\n".join(line for line in lines if line) + behind)[0]
