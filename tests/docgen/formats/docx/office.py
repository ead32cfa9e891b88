"""LibreOffice as the tests use it: with our stand-ins under the names of the official faces."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfWriter, Transformation

from docgen.fonts import cache_folder
from docgen.fonts.catalogue import BUILT, STAND_IN
from docgen.formats.docx.faces import FACES
from docgen.formats.pdf import write_pdf
from docgen.layout import typeset
from docgen.measure import Measurement, measure
from docgen.model import Document
from docgen.pages import Text
from docgen.profile import Profile
from docgen.source import parse

SAMPLES = Path(__file__).resolve().parents[4] / "resources" / "samples"
PDF = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
"""With the blank page before an even one."""
LATIN = {"Times New Roman": "Liberation Serif", "Arial": "Liberation Sans"}
HEAD = """---
版式: 文件
文种: 通知
发文机关: 青澜新区管理委员会
发文字号: 青管〔2026〕15号
标题: {title}
主送机关: 各乡镇人民政府、街道办事处，区直各部门
署名: 青澜新区管理委员会
成文日期: 2026-04-15
抄送机关: 区人大办公室，区政协办公室
印发机关: 青澜新区管理委员会办公室
印发日期: 2026-04-16
---
"""


def convert(files: Mapping[str, bytes], folder: Path) -> dict[str, Measurement]:
    """Every .docx as LibreOffice prints it, measured; the test is skipped where that cannot be done."""
    soffice = shutil.which("soffice")
    fonts = cache_folder()
    if soffice is None or not (fonts / "FandolFang-Regular.ttf").is_file():
        pytest.skip("needs LibreOffice and the built fonts")
    (folder / "fonts.conf").write_text(_fonts(fonts, folder), encoding="utf-8")
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", PDF]
    command += ["--outdir", str(folder), *(str(folder / f"{name}.docx") for name in files)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, timeout=280, env=environment)
    return {name: measure((folder / f"{name}.pdf").read_bytes()) for name in files}


def _fonts(fonts: Path, folder: Path) -> str:
    """A font configuration in which the official names mean our stand-ins."""
    names = {FACES[role][0]: BUILT[files[0]] for role, files in STAND_IN.items()} | LATIN
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{official}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{ours}</string></edit></match>'
        for official, ours in names.items()
    )
    folders = f"<dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/cache</cachedir>"
    return f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{folders}{aliases}</fontconfig>'


def draft_of(path: Path) -> Document:
    """A real text as the body of a draft of ours."""
    lines = (line.strip().replace("|", "｜").lstrip("#") for line in path.read_text(encoding="utf-8").splitlines())
    return parse(HEAD.format(title=path.stem) + "\n\n".join(line for line in lines if line))[0]


def samples() -> dict[str, Document]:
    """The sample documents of the house, by their numbers."""
    return {path.stem[:2]: parse(path.read_text(encoding="utf-8"))[0] for path in sorted(SAMPLES.glob("*.md"))}


def drafts(shared: Path, count: int) -> dict[str, Document]:
    """Drafts of so many texts of the corpus, short ones and long ones."""
    sized = sorted((path.stat().st_size, path.name, path) for path in (shared / "corpus" / "files").glob("*.txt"))
    paths = [path for size, _, path in sized if 2_500 < size < 40_000]
    return {f"{index:02}": draft_of(paths[index * len(paths) // count]) for index in range(count)}


def printed(document: Document, profile: Profile | None = None, folder: Path | None = None) -> Measurement:
    """Our own PDF, measured with its landscape pages turned upright, as a word processor has them."""
    layout = typeset(document, profile=profile, folder=folder)
    writer = PdfWriter(clone_from=io.BytesIO(write_pdf(layout, document)))
    for page, laid in zip(writer.pages, layout.pages, strict=True):
        if any(isinstance(item, Text) and item.turned for item in laid.items):
            width, height = page.mediabox.width, page.mediabox.height
            page.add_transformation(Transformation().rotate(-90).translate(0, float(width)))
            page.mediabox.upper_right = (height, width)
    data = io.BytesIO()
    writer.write(data)
    return measure(data.getvalue())
