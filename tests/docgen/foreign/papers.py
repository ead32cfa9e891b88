"""A foreign .docx of our own writing, right but for what a test changes."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# pyright: reportPrivateUsage=false
# python-docx gives no types and no names for the file's XML

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run


@dataclass
class Paper:
    """What may be wrong with the paper; the defaults are right."""

    width: float = 210
    height: float = 297
    top: float = 37
    left: float = 28
    bottom: float = 35
    right: float = 26
    pitch: float = 28.95
    body: tuple[str, float] = ("仿宋", 16)
    title: tuple[str, float] = ("方正小标宋简体", 22)
    centred: bool = True
    first: str = "黑体"
    second: str = "楷体"
    bold: bool = False
    indent: float = 2
    spaces: str = ""
    blanks: int = 0
    inner: str = ""  # spaces inside a paragraph
    emphasised: bool = False  # some words of running text in bold
    title_style: bool = False  # the title centred by its style
    styles: bool = True
    second_style: bool = True  # headings of the second level have a style too
    number: str = "apart"  # apart, same, swapped, typed (without a field), none; complex, logical, framed: below
    tight: bool = False  # no space between number and dashes
    dashes: bool = True
    number_size: float = 14
    colour: tuple[int, int, int] | None = (255, 0, 0)
    box: bool = False
    tracked: bool = False
    noted: bool = False  # a footnote
    link: bool = False
    formatted: bool = False  # a tracked change of the formatting alone


def write(paper: Paper, path: Path) -> Path:
    """Save the paper as a .docx."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(paper.width), Mm(paper.height)
    section.top_margin, section.left_margin = Mm(paper.top), Mm(paper.left)
    section.bottom_margin, section.right_margin = Mm(paper.bottom), Mm(paper.right)
    _text(word, paper)
    _page_number(word, section, paper)
    if paper.tracked:
        word.paragraphs[-1]._p.append(OxmlElement("w:ins"))
    if paper.noted:
        word.paragraphs[-1].runs[0]._r.append(OxmlElement("w:footnoteReference"))
    if paper.box:
        word.paragraphs[-1]._p.append(OxmlElement("w:txbxContent"))
    if paper.link:
        word.paragraphs[-1]._p.append(OxmlElement("w:hyperlink"))
    if paper.formatted:
        word.paragraphs[-1].runs[0]._r.get_or_add_rPr().append(OxmlElement("w:rPrChange"))
    word.save(str(path))
    return path


def _text(word: WordDocument, paper: Paper) -> None:
    mark = add(word, "青澜新区城市管理局文件", ("方正小标宋简体", 36), centred=True)
    if paper.colour:
        mark.runs[0].font.color.rgb = RGBColor(*paper.colour)
    add(word, "青城管〔2026〕8号", paper.body, centred=True)
    style: Any = word.styles["Title"]
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name = "Title" if paper.title_style else ""
    add(word, "关于做好城区路灯巡查工作的通知", paper.title, centred=paper.centred, style=name)
    add(word, "各街道办事处：", paper.body)
    for text in ("为做好城区路灯巡查工作，现将有关事项通知如下。", f"各街道要逐杆排查，{paper.inner}逐一登记。"):
        running = add(word, paper.spaces + text, paper.body)
        _running(running, paper)
        if paper.emphasised:
            running.runs[0].bold = True
    heading = add(word, "一、加强巡查", (paper.first, 16), style="Heading 1" if paper.styles else "")
    heading.runs[0].bold = paper.bold
    second = "Heading 2" if paper.styles and paper.second_style else ""
    lead = add(word, "（一）明确责任。", (paper.second, 16), style=second)
    lead.runs[0].bold = False
    _running(lead, paper)
    _font(lead.add_run("各街道要明确一名负责人。"), paper.body)
    other = add(word, "（二）加强督查。", (paper.second, 16), style=second)
    other.runs[0].bold = False
    _running(other, paper)
    _font(other.add_run("区城市管理局每周抽查一次。"), paper.body)
    for _ in range(paper.blanks):
        word.add_paragraph()
    add(word, "青澜新区城市管理局", paper.body)
    add(word, "2026年4月15日", paper.body)


def add(word: WordDocument, text: str, face: tuple[str, float], *, centred: bool = False, style: str = "") -> Paragraph:
    """Add a paragraph in a face (name, points)."""
    paragraph = word.add_paragraph(style=style or None)
    _font(paragraph.add_run(text), face)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _font(run: Run, face: tuple[str, float]) -> None:
    run.font.name, run.font.size = face[0], Pt(face[1])
    fonts = run._r.get_or_add_rPr().rFonts
    assert fonts is not None
    fonts.set(qn("w:eastAsia"), face[0])


def _running(paragraph: Paragraph, paper: Paper) -> None:
    shape = paragraph.paragraph_format
    shape.first_line_indent = Pt(paper.indent * paper.body[1])
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(paper.pitch)


def _page_number(word: WordDocument, section: Section, paper: Paper) -> None:
    if paper.number == "none":
        return
    if paper.number == "typed":
        section.footer.paragraphs[0].add_run("— 1 —")
        return
    odd, even = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    if paper.number == "swapped":
        odd, even = even, odd
    _number(section.footer.paragraphs[0], odd, paper)
    if paper.number == "logical":
        _place(section.footer.paragraphs[0], "end")
    if paper.number == "framed":  # one frame that Word puts to the outer side
        frame = OxmlElement("w:framePr")
        frame.set(qn("w:xAlign"), "outside")
        section.footer.paragraphs[0]._p.get_or_add_pPr().append(frame)
    elif paper.number != "same":
        word.settings.odd_and_even_pages_header_footer = True
        _number(section.even_page_footer.paragraphs[0], even, paper)
        if paper.number == "logical":
            _place(section.even_page_footer.paragraphs[0], "start")


def _place(paragraph: Paragraph, side: str) -> None:
    """Align by the direction of writing, as newer word processors do."""
    for align in paragraph._p.iter(qn("w:jc")):
        align.set(qn("w:val"), side)


def _number(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH, paper: Paper) -> None:
    paragraph.alignment = align
    dash = ("—" if paper.tight else "— ") if paper.dashes else ""
    _font(paragraph.add_run(dash), ("宋体", paper.number_size))
    if paper.number == "complex":
        _complex_field(paragraph)
    else:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
    _font(paragraph.add_run(dash[::-1] or " "), ("宋体", paper.number_size))


def _complex_field(paragraph: Paragraph) -> None:
    """A page number as word processors write it by themselves: a field in three runs."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = " PAGE  \\* MERGEFORMAT "
        run.append(mark)
