"""From source text to .docx and PDF: cold against LibreOffice, warm after one edit, and how it grows."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.timing import median_process_seconds, median_seconds, ratio_of_work
from docgen.fonts import find_fonts
from docgen.formats.docx import write_docx
from docgen.formats.pdf import write_pdf
from docgen.layout import typeset
from docgen.source import parse
from search.saving import save

HEAD = """---
版式: 文件
文种: 意见
发文机关: 青澜新区管理委员会
发文机关标志: 青澜新区管理委员会文件
发文字号: 青管〔2026〕15号
标题: 关于开展美丽新区建设的意见
主送机关: 各乡镇人民政府、街道办事处，区直各部门
署名: 青澜新区管理委员会
成文日期: 2026-04-15
印发机关: 青澜新区管理委员会办公室
印发日期: 2026-04-16
---
"""
PARAGRAPHS = (
    "坚持以人民为中心的发展思想，坚持生态优先、绿色发展，以群众身边的突出问题为重点，以设施建设为支撑，以长效管护为保障，统筹推进城乡面貌改善。",
    "2026年5月31日前完成12条主次干道路灯的安装和修复，9月30日前补齐27条背街小巷照明，10月31日前建成路灯智能管控平台，亮灯率达到98%以上。",
    "各牵头单位要制定实施方案，明确阶段目标和责任人；各乡镇人民政府、街道办事处要落实属地责任，做到有计划、有检查、有考核，确保各项任务按期完成。",
)
PARAGRAPHS_A_PAGE = 7


def source_of(pages: int) -> str:
    """A source text of about so many pages, of paragraphs that differ."""
    count = pages * PARAGRAPHS_A_PAGE
    return HEAD + "\n".join(f"第{i + 1}项任务。{PARAGRAPHS[i % len(PARAGRAPHS)]}" for i in range(count)) + "\n"


def run() -> list[tuple[str, float, str, str]]:
    """Times of ten pages, the growth to two hundred, and bytes a page."""
    fonts = find_fonts()
    ten, many = source_of(10), source_of(200)
    document = parse(ten)[0]
    layout = typeset(document, fonts)
    pdf = write_pdf(layout, document)
    pages = len(layout.pages)

    def typeset_text(text: str) -> Callable[[], object]:
        return lambda: typeset(parse(text)[0], fonts)

    edits = iter(range(1000))
    edited = median_seconds(lambda: typeset(parse(f"{ten}又加了{next(edits)}个字。\n")[0], fonts), repeats=9)
    growth = ratio_of_work(typeset_text(many), typeset_text(ten))
    return [
        (f"re-typeset {pages} pages after one edit", 1000 * edited, "ms", "asked: at most 80"),
        (f"PDF of {pages} pages", 1000 * median_seconds(lambda: write_pdf(layout, document)), "ms", "fonts included"),
        (f".docx of {pages} pages", 1000 * median_seconds(lambda: write_docx(document)), "ms", ""),
        ("200 pages against 10", growth, "times", "typesetting; asked: at most 22"),
        ("PDF bytes a page", len(pdf) / pages / 1024, "KiB", "asked: at most 40"),
        *_against_libreoffice(ten, write_docx(document)),
    ]


def _against_libreoffice(text: str, docx: bytes) -> list[tuple[str, float, str, str]]:
    """A whole process of ours that makes both formats, against LibreOffice's conversion of that .docx."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save(folder / "ten.md", text.encode("utf-8"))
        save(folder / "ten.docx", docx)
        ours = [sys.executable, "-m", "desktop.cli.main", "render", str(folder / "ten.md")]
        ours += ["--pdf", str(folder / "out.pdf"), "--docx", str(folder / "out.docx")]
        cold = median_process_seconds(ours)
        rows = [("cold `wenyuan render` of ten pages, both formats", 1000 * cold, "ms", "whole process")]
        if soffice := shutil.which("soffice"):
            convert = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
            convert += ["--outdir", str(folder), str(folder / "ten.docx")]
            subprocess.run(convert, check=True, capture_output=True)  # LibreOffice's first run makes its profile
            theirs = median_process_seconds(convert, repeats=3)
            rows.append(
                ("the same against LibreOffice", cold / theirs, "times", "its .docx to PDF; asked: at most 0.7")
            )
    return rows
