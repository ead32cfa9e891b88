"""Make base.docx: the empty document that every .docx of ours starts from. Run: python resources/base/build.py

Written from nothing, so that no style, theme or setting of any word processor's template comes along. Numbers are
those of GB/T 9704—2012 in twentieths of a point (tw) unless named; clauses stand in docgen/layout/standard.py.
The same input gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from docgen.layout.breaking import NOT_AT_END, NOT_AT_START
from docgen.layout.table import PADDING

HERE = Path(__file__).resolve().parent
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml"

FANG, KAI, HEI, SONG, MARK = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
LATIN = {HEI: "Arial", SONG: SONG}
"""The face of half-width letters and digits beside each Chinese one; otherwise Times New Roman. Page numbers are 宋体,
digits too (7.5)."""

ALTERNATIVES = {
    FANG: "仿宋",
    KAI: "楷体",
    HEI: "SimHei",
    SONG: "SimSun",
    MARK: "方正小标宋_GBK",
    "Times New Roman": "Liberation Serif",
    "Arial": "Liberation Sans",
}

PITCH = 579
CELL = 315
"""Line pitch 28.95 and character advance 15.75 (16 points with tracking −0.25): 22 lines of 28 characters."""

ANCHOR = 14
"""The paragraph that holds the imprint's frame, no higher than 22 lines leave of the type area."""

NUMBER_LINE = 280
TURNED_LEFT = 1447
"""The line of a page number, and its left edge on a landscape page: its middle 7 mm beside the text (7.5, 8)."""

CELL_MARGIN = round(PADDING * 20)
"""Between a table cell's text and its rules."""

BREAKING = (
    '<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/><w:topLinePunct w:val="0"/>'
    "<w:autoSpaceDE/><w:autoSpaceDN/>"
)
"""避头尾 on, no hanging marks. Also in Normal: not every program reads the defaults."""


@dataclass(frozen=True)
class Style:
    """A paragraph style. `indent` is the text of w:ind, `level` the outline level from 0, `lines` its line pitch."""

    id: str
    name: str
    font: str = FANG
    size: float = 16
    indent: str = ""
    align: str = "both"
    before: int = 0
    after: int = 0
    lines: int = PITCH
    level: int | None = None
    keep_next: bool = False
    colour: str = ""
    fill: str = ""
    on_grid: bool = True
    page_break: bool = False
    follow: str = "Text"
    tabs: str = ""
    exact: bool = True


def _cells(first: int = 0, left: int = 0, right: int = 0, hanging: int = 0) -> str:
    """An indent in characters, with the same in tw for programs that do not know characters."""
    given = {"left": left, "right": right, "firstLine": first, "hanging": hanging}
    return " ".join(
        f'w:{name}="{value * CELL}" w:{name}Chars="{value * 100}"' for name, value in given.items() if value
    )


STYLES = (
    Style("CopyNumber", "份号", align="left"),
    Style("Secrecy", "密级", HEI, align="left"),
    Style("Urgency", "紧急程度", HEI, align="left"),
    Style("IssuerMark", "发文机关标志", MARK, 42, align="center", lines=1050, colour="FF0000", on_grid=False),
    Style("DocumentNumber", "发文字号", align="center", keep_next=True),
    Style("LetterNumber", "信函字号", align="left", lines=400, on_grid=False, keep_next=True),
    Style("Signers", "签发人", align="left", keep_next=True),
    Style("RedRule", "红色分隔线", size=1, lines=20, on_grid=False, keep_next=True, fill="FF0000"),
    Style("LeadTitle", "引题", KAI, align="center", keep_next=True),
    Style("DocumentTitle", "公文标题", MARK, 22, align="center", keep_next=True, on_grid=False, level=0),
    Style("Subtitle", "副标题", KAI, align="center", keep_next=True),
    Style("Recipients", "主送机关", before=PITCH),
    Style("Text", "公文正文", indent=_cells(first=2)),
    Style("Level1", "一级标题", HEI, indent=_cells(first=2), keep_next=True, level=0),
    Style("Level2", "二级标题", KAI, indent=_cells(first=2), keep_next=True, level=1),
    Style("Level3", "三级标题", indent=_cells(first=2), keep_next=True, level=2),
    Style("Level4", "四级标题", indent=_cells(first=2), keep_next=True, level=3),
    Style("AttachmentList", "附件说明", align="left", indent=_cells(left=5), follow="AttachmentList", keep_next=True),
    Style("Signature", "署名", align="center", keep_next=True, follow="IssueDate"),
    Style("IssueDate", "成文日期", align="center"),
    Style("Note", "附注", indent=_cells(first=2)),
    Style(
        "Attendance",
        "出席人员",
        align="left",
        indent=_cells(left=5, hanging=3),
        follow="Attendance",
    ),
    Style("AttachmentMark", "附件序号", HEI, align="left", keep_next=True, page_break=True, level=0),
    Style("AttachmentTitle", "附件标题", MARK, 22, align="center", keep_next=True, on_grid=False, level=0),
    Style("TableText", "表格文字", size=14, align="left", lines=400, on_grid=False, follow="TableText"),
    Style("TableCaption", "表题", HEI, 14, align="center", keep_next=True),
    Style("Picture", "图片", size=1, align="center", lines=240, on_grid=False, exact=False, keep_next=True),
    Style("PictureCaption", "图题", KAI, 14, align="center"),
    Style(
        "CopiesTo",
        "抄送机关",
        size=14,
        align="both",
        on_grid=False,
        follow="PrintingOffice",
        indent='w:left="1120" w:hanging="840" w:right="280"',
    ),
    Style(
        "PrintingOffice",
        "印发机关",
        size=14,
        align="left",
        on_grid=False,
        tabs='<w:tab w:val="right" w:pos="8564"/>',
        indent='w:left="280" w:right="280"',
    ),
    Style("ImprintThick", "版记粗线", size=1, lines=20, on_grid=False, fill="000000"),
    Style("ImprintThin", "版记细线", size=1, lines=14, on_grid=False, fill="000000"),
    Style("ImprintAnchor", "版记锚点", size=1, align="left", lines=ANCHOR, on_grid=False),
    Style("PageNumberOdd", "页码单页", SONG, 14, align="right", lines=280, on_grid=False, indent='w:right="315"'),
    Style("PageNumberEven", "页码双页", SONG, 14, align="left", lines=280, on_grid=False, indent='w:left="315"'),
)


def _style(style: Style) -> str:
    grid = "" if style.on_grid else '<w:snapToGrid w:val="0"/>'
    level = "" if style.level is None else f'<w:outlineLvl w:val="{style.level}"/>'
    rule = "exact" if style.exact else "auto"
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>' if style.fill else ""
    paragraph = (
        f"{'<w:keepNext/>' if style.keep_next else ''}"
        f"{'<w:pageBreakBefore/>' if style.page_break else ''}"
        f"{fill}"
        f"{f'<w:tabs>{style.tabs}</w:tabs>' if style.tabs else ''}"
        f"{grid}"
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.lines}" w:lineRule="{rule}"/>'
        f"{f'<w:ind {style.indent}/>' if style.indent else ''}"
        f'<w:jc w:val="{style.align}"/>{level}'
    )
    tracking = -5 if style.size == 16 else 0
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    run = f'{_fonts(style.font)}{colour}<w:spacing w:val="{tracking}"/>{_size(style.size)}'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{style.follow}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _fonts(font: str) -> str:
    latin = LATIN.get(font, "Times New Roman")
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{font}" w:cs="{latin}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:g}"/><w:szCs w:val="{points * 2:g}"/>'


def _styles() -> str:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANG)}<w:color w:val="000000"/>{_size(16)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr>{BREAKING}<w:snapToGrid/><w:spacing w:before="0" w:after="0" w:line="{PITCH}"'
        ' w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{BREAKING}</w:pPr><w:rPr>{_fonts(FANG)}<w:spacing w:val="-5"/>{_size(16)}</w:rPr></w:style>'
    )
    character = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultText"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    cells = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = f'<w:top w:w="0" w:type="dxa"/><w:left w:w="{CELL_MARGIN}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="PlainTable"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="OfficialTable"><w:name w:val="公文表格"/>'
        f'<w:basedOn w:val="PlainTable"/><w:tblPr><w:tblBorders>{cells}</w:tblBorders>'
        f'<w:tblCellMar>{margins}<w:right w:w="{CELL_MARGIN}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return f'<w:styles xmlns:w="{MAIN}">{defaults}{normal}{character}{table}{"".join(map(_style, STYLES))}</w:styles>'


def _settings() -> str:
    before, after = (
        f'<w:{name} w:lang="zh-CN" w:val="{_escaped(marks)}"/>'
        for name, marks in (("noLineBreaksAfter", NOT_AT_END), ("noLineBreaksBefore", NOT_AT_START))
    )
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    )
    return (
        f'<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="630"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"{before}{after}<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotExpandShiftReturn/>"
        f"<w:adjustLineHeightInTable/><w:useFELayout/>{compat}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:settings>"
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _font_table() -> str:
    def font(name: str, other: str) -> str:
        latin = name in {"Times New Roman", "Arial"}
        kind = "00" if latin else "86"
        family = "roman" if name in {"Times New Roman", MARK, SONG} else "modern"
        pitch = "variable" if latin else "fixed"
        return (
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="{kind}"/>'
            f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        )

    return f'<w:fonts xmlns:w="{MAIN}">{"".join(font(*pair) for pair in ALTERNATIVES.items())}</w:fonts>'


def _footer(content: str) -> str:
    return f'<w:ftr xmlns:w="{MAIN}">{content}</w:ftr>'


def _number(style: str) -> str:
    """The page number as a field between its dashes (7.5)."""
    face = _fonts(SONG).replace("/>", ' w:hint="eastAsia"/>')
    runs = "".join(
        f"<w:r><w:rPr>{face}</w:rPr>{content}</w:r>"
        for content in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _turned_number(style: str) -> str:
    """The page number of a landscape page, where it stands when the sheet is upright (8): a column beside the text."""
    return (
        f'<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{TURNED_LEFT}" w:tblpY="1588"/>'
        f'<w:tblW w:w="{NUMBER_LINE}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{NUMBER_LINE}"/></w:tblGrid>'
        '<w:tr><w:trPr><w:trHeight w:val="8844" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{NUMBER_LINE}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f'{_number(style)}</w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="ImprintAnchor"/></w:pPr></w:p>'
    )


def _document() -> str:
    return (
        f'<w:document xmlns:w="{MAIN}" xmlns:r="{REL}"><w:body><w:sectPr>'
        '<w:footerReference w:type="default" r:id="rId10"/><w:footerReference w:type="even" r:id="rId11"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"'
        ' w:header="851" w:footer="1446" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{PITCH}"/></w:sectPr></w:body></w:document>'
    )


def _core() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


PARTS = {
    "word/document.xml": (f"{WORD}.document.main+xml", _document),
    "word/styles.xml": (f"{WORD}.styles+xml", _styles),
    "word/settings.xml": (f"{WORD}.settings+xml", _settings),
    "word/fontTable.xml": (f"{WORD}.fontTable+xml", _font_table),
    "word/footer1.xml": (f"{WORD}.footer+xml", lambda: _footer(_number("PageNumberOdd"))),
    "word/footer2.xml": (f"{WORD}.footer+xml", lambda: _footer(_number("PageNumberEven"))),
    "word/footer3.xml": (f"{WORD}.footer+xml", lambda: _footer(_turned_number("PageNumberOdd"))),
    "word/footer4.xml": (f"{WORD}.footer+xml", lambda: _footer(_turned_number("PageNumberEven"))),
    "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", _core),
}


def _content_types() -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _) in PARTS.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*entries: tuple[str, str, str]) -> str:
    items = "".join(f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in entries)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def build() -> bytes:
    """The bytes of base.docx."""
    core = f"{PACKAGE}/relationships/metadata/core-properties"
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{REL}/officeDocument", "word/document.xml"), ("rId2", core, "docProps/core.xml")
        ),
        "word/_rels/document.xml.rels": _relations(
            ("rId1", f"{REL}/styles", "styles.xml"),
            ("rId2", f"{REL}/settings", "settings.xml"),
            ("rId3", f"{REL}/fontTable", "fontTable.xml"),
            ("rId10", f"{REL}/footer", "footer1.xml"),
            ("rId11", f"{REL}/footer", "footer2.xml"),
            ("rId12", f"{REL}/footer", "footer3.xml"),
            ("rId13", f"{REL}/footer", "footer4.xml"),
        ),
        **{name: make() for name, (_, make) in PARTS.items()},
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in texts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    return data.getvalue()


if __name__ == "__main__":
    (HERE / "base.docx").write_bytes(build())
    print(HERE / "base.docx")
