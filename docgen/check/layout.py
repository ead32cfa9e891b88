"""The layout of a .docx: page, grid, faces by role, page numbers, real styles (GB/T 9704—2012 5, 7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from docgen.check.clauses import FORMAT
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength
from docgen.model import Form
from papers.looks import Look, Page

_REQUIRED, _GENERAL, _PRACTICE = Strength.REQUIRED, Strength.GENERAL, Strength.PRACTICE
_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

_TOLERANCE = 1.0
"""Millimetres that 天头 and 订口 may be off (5.2.1)."""

_SONG = re.compile("小标宋|方正大标宋|XiaoBiaoSong", re.IGNORECASE)
_IMITATION = re.compile("仿宋|FangSong", re.IGNORECASE)
_REGULAR = re.compile("楷|Kai", re.IGNORECASE)
_BLACK = re.compile("黑体|SimHei|Hei(?!ti SC Light)", re.IGNORECASE)


def _portrait(subject: Subject) -> tuple[Page, ...]:
    """The upright pages of an official document; none for what is not a .docx."""
    pages = subject.looks.pages if subject.looks else ()
    return tuple(page for page in pages if page.height >= page.width)


@rule("page-size", "用纸为A4（210毫米×297毫米）", f"{FORMAT} 5.1", _REQUIRED, _ERROR)
def page_size(subject: Subject) -> Iterator[Spot]:
    """Another paper, Letter say."""
    for page in (subject.looks.pages if subject.looks else ())[:1]:
        size = sorted((page.width, page.height))
        if abs(size[0] - 210) > _TOLERANCE or abs(size[1] - 297) > _TOLERANCE:
            yield Spot(f"纸张是{page.width:.0f}×{page.height:.0f}毫米，公文用A4纸（210×297毫米），请在页面设置中改正。")


def _margin(name: str, told: float, wanted: float) -> Iterator[Spot]:
    if abs(told - wanted) > _TOLERANCE + 0.05:
        yield Spot(f"{name}是{told:.1f}毫米，应为{wanted:.0f}毫米±1毫米，请在页面设置中改正。")


@rule("margin-top", "天头（上白边）37毫米±1毫米", f"{FORMAT} 5.2.1", _REQUIRED, _ERROR)
def margin_top(subject: Subject) -> Iterator[Spot]:
    """The top margin of an upright page; letters have their mark higher but their type area here too."""
    for page in _portrait(subject)[:1]:
        yield from _margin("上边距", page.top, 37)


@rule("margin-left", "订口（左白边）28毫米±1毫米", f"{FORMAT} 5.2.1", _REQUIRED, _ERROR)
def margin_left(subject: Subject) -> Iterator[Spot]:
    """The left margin of an upright page."""
    for page in _portrait(subject)[:1]:
        yield from _margin("左边距", page.left, 28)


@rule("type-area", "版心156毫米×225毫米", f"{FORMAT} 5.2.1", _REQUIRED, _ERROR)
def type_area(subject: Subject) -> Iterator[Spot]:
    """What the margins leave."""
    for page in _portrait(subject)[:1]:
        width, height = page.width - page.left - page.right, page.height - page.top - page.bottom
        # Each of two margins may be off by a millimetre.
        if abs(width - 156) > 2 * _TOLERANCE or abs(height - 225) > 2 * _TOLERANCE:
            message = f"版心是{width:.0f}×{height:.0f}毫米，应为156×225毫米；请把下边距设为35毫米、右边距设为26毫米。"
            yield Spot(message)


_PITCH = (28.3, 29.5)
"""Points: 22 lines fill 225 mm at 28.99; 28.35 (10 mm) and 29.45 (a line by 3.2) are in use."""


@rule("grid", "一般每面排22行，每行排28个字", f"{FORMAT} 5.2.3", _GENERAL, _WARNING)
def grid(subject: Subject) -> Iterator[Spot]:
    """Running text whose lines are neither at a fixed pitch nor on a line grid of 22 lines.

    A few paragraphs may be spaced otherwise, so that the signature stands with the text (7.3.5.5).
    """
    pages = _portrait(subject)[:1]
    gridded = any(_PITCH[0] <= page.grid_pitch <= _PITCH[1] for page in pages)

    low, high = _ADJUSTED if gridded else _PITCH

    def wrong(look: Look) -> bool:
        return not (low <= look.pitch <= high) if look.pitch else not (gridded and look.on_grid)

    advice = "请把行距设为固定值28.95磅（每面22行）。"
    looks = [look for piece in _running(subject) if (look := subject.look(piece))]
    if pages and sum(map(wrong, looks)) * 2 > len(looks):
        yield from _first_of(_running(subject), subject, wrong, lambda _: f"正文行距排不成每面22行，{advice}")


_ADJUSTED = (25.0, 33.0)
"""Points between which a page on the right grid may be spaced to fit (7.3.5.5)."""


def _running(subject: Subject) -> tuple[Piece, ...]:
    """Running text of the body, without headings and without short centred or right-hand lines."""
    return tuple(
        piece for piece in subject.body if piece.paragraph and not piece.paragraph.level and len(piece.text) > 8
    )


def _first_of(
    pieces: Iterable[Piece], subject: Subject, wrong: Callable[[Look], bool], message: Callable[[Look], str]
) -> Iterator[Spot]:
    """The first piece that looks wrong, with the number of all that do."""
    found = [(piece, look) for piece in pieces if (look := subject.look(piece)) and wrong(look)]
    if found:
        piece, look = found[0]
        more = f"（共 {len(found)} 处）" if len(found) > 1 else ""
        yield piece.whole(message(look).removesuffix("。") + more + "。")


def _face(look: Look) -> str:
    return look.font or "默认字体"


@rule("face-body", "正文一般用3号仿宋体", f"{FORMAT} 5.2.2", _GENERAL, _WARNING)
def face_body(subject: Subject) -> Iterator[Spot]:
    """Running text in another face or size."""
    yield from _first_of(
        _running(subject),
        subject,
        lambda look: not _IMITATION.search(look.font) or abs(look.size - 16) > 0.3,
        lambda look: f"正文是{_face(look)}{look.size:g}磅，一般用3号（16磅）仿宋体。",
    )


@rule("face-title", "标题一般用2号小标宋体", f"{FORMAT} 7.3.1", _GENERAL, _WARNING)
def face_title(subject: Subject) -> Iterator[Spot]:
    """The title of an official document in another face or size."""
    if subject.document.form is not Form.PRESS:
        yield from _first_of(
            [subject.element("title")],
            subject,
            lambda look: not _SONG.search(look.font) or abs(look.size - 22) > 0.3,
            lambda look: f"标题是{_face(look)}{look.size:g}磅，一般用2号（22磅）小标宋体。",
        )


@rule("title-centred", "标题居中排布", f"{FORMAT} 7.3.1", _GENERAL, _WARNING)
def title_centred(subject: Subject) -> Iterator[Spot]:
    """A title that does not stand in the middle."""
    if subject.element("title").line:
        title = [subject.element("title")]
        yield from _first_of(
            title, subject, lambda look: look.align != "center", lambda _: "标题没有居中，请设为居中。"
        )


_HEADINGS = ((1, "黑体", _BLACK), (2, "楷体", _REGULAR), (3, "仿宋体", _IMITATION), (4, "仿宋体", _IMITATION))


@rule("face-heading", "第一层用黑体、第二层用楷体、第三层和第四层用仿宋体", f"{FORMAT} 7.3.3", _GENERAL, _WARNING)
def face_heading(subject: Subject) -> Iterator[Spot]:
    """Headings in another face than that of their level."""
    for level, name, pattern in _HEADINGS:
        pieces = [one for one in subject.body if one.paragraph and one.paragraph.level == level and one.paragraph.lead]

        def wrong(look: Look, pattern: re.Pattern[str] = pattern) -> bool:
            return not pattern.search(look.lead_font)

        def message(look: Look, name: str = name, level: int = level) -> str:
            return f"第{'一二三四'[level - 1]}层标题是{look.lead_font or '默认字体'}，一般用{name}。"

        yield from _first_of(pieces, subject, wrong, message)


@rule("heading-bold", "标题不另加粗", f"{FORMAT} 7.3.3", _PRACTICE, _HINT)
def heading_bold(subject: Subject) -> Iterator[Spot]:
    """Headings of the first two levels in bold: their faces tell them apart already."""
    pieces = [one for one in subject.body if one.paragraph and 0 < one.paragraph.level < 3]
    yield from _first_of(pieces, subject, lambda look: look.bold, lambda _: "标题已用黑体、楷体区分，一般不再加粗。")


@rule("indent", "正文每个自然段左空二字", f"{FORMAT} 7.3.3", _REQUIRED, _ERROR)
def indent(subject: Subject) -> Iterator[Spot]:
    """Running text that begins flush left. Two typed spaces look right, and are told by spaces-typed."""
    pieces = [piece for piece in _running(subject) if not _typed(subject, piece)]
    yield from _first_of(
        pieces,
        subject,
        lambda look: look.align not in ("center", "right") and abs(look.first_indent - 2) > 0.4,
        lambda look: f"段首空了{look.first_indent:.1f}字，应左空二字；请把首行缩进设为2字符。",
    )


def _typed(subject: Subject, piece: Piece) -> bool:
    raw = subject.lines[piece.line - 1] if 0 < piece.line <= len(subject.lines) else ""
    return raw.startswith(("　　", "    "))


@rule("spaces-typed", "缩进、居中用段落格式，不敲空格", "排版惯例", _PRACTICE, _HINT)
def spaces_typed(subject: Subject) -> Iterator[Spot]:
    """Indents made of spaces: they shift as soon as anything changes."""
    typed = [piece for piece in subject.body if _typed(subject, piece)] if subject.looks else []
    if typed:
        message = f"有 {len(typed)} 段用空格缩进，改动后容易错位；请删去空格，把首行缩进设为2字符。"
        yield typed[0].whole(message)


@rule("blank-paragraphs", "段间空行用段前段后间距，不敲回车", "排版惯例", _PRACTICE, _HINT)
def blank_paragraphs(subject: Subject) -> Iterator[Spot]:
    """Rows of empty paragraphs."""
    if not subject.looks:
        return
    for number in range(3, len(subject.lines)):
        if not any(line.strip() for line in subject.lines[number - 3 : number]):
            yield Spot("用连续的空段落留出空白，改动后容易错位；请用段前、段后间距或分页符。", number)
            return


@rule("real-styles", "标题、正文使用样式", "排版惯例", _PRACTICE, _HINT)
def real_styles(subject: Subject) -> Iterator[Spot]:
    """Headings and running text all in one style: there is no outline, and nothing can be changed at once."""
    headings = [piece for piece in subject.body if piece.paragraph and piece.paragraph.is_heading]
    looks = [subject.look(piece) for piece in (*headings, *_running(subject))]
    names = {look.style for look in looks if look}
    if headings and len(names) == 1:
        yield headings[0].whole(
            f"标题和正文都用“{names.pop()}”样式，没有层次；请给各层标题设样式，便于统一修改和导航。"
        )


@rule("page-number-missing", "版心外下方有页码", f"{FORMAT} 7.5", _GENERAL, _WARNING)
def number_missing(subject: Subject) -> Iterator[Spot]:
    """No page number in the footer."""
    if subject.looks and not subject.looks.odd and not subject.looks.even:
        yield Spot("没有页码；请在页脚插入页码，4号半角宋体数字，左右各放一条一字线。")


@rule("page-number-parity", "单页码居右空一字，双页码居左空一字", f"{FORMAT} 7.5", _GENERAL, _WARNING)
def number_parity(subject: Subject) -> Iterator[Spot]:
    """Page numbers that stand at the same place on odd and even pages."""
    looks = subject.looks
    if not looks or not looks.odd:
        return
    sides = (looks.odd.align, looks.even.align if looks.even else "")
    if looks.odd.align != "outside" and sides not in (("right", "left"), ("end", "start"), ("right", "both")):
        yield Spot("页码没有按单双页分列两侧；请设“奇偶页不同”，单页码居右空一字、双页码居左空一字。")


@rule("page-number-form", "页码用4号数字，左右各放一条一字线", f"{FORMAT} 7.5", _GENERAL, _HINT)
def number_form(subject: Subject) -> Iterator[Spot]:
    """Page numbers without 一字线 or in another size."""
    number = subject.looks.odd if subject.looks else None
    if number and (not number.dashes or abs(number.size - 14) > 0.3):
        yield Spot("页码一般用4号（14磅）半角宋体数字，数字左右各放一条一字线：— 1 —。")


@rule("mark-red", "发文机关标志用红色", f"{FORMAT} 7.2.4", Strength.RECOMMENDED, _WARNING)
def mark_red(subject: Subject) -> Iterator[Spot]:
    """A mark of an official document that is not red."""
    piece = subject.element("issuer_mark")
    if piece.line and subject.document.form in (Form.DOCUMENT, Form.LETTER, Form.ORDER, Form.MINUTES):
        yield from _first_of([piece], subject, lambda look: not look.red, lambda _: "发文机关标志一般用红色小标宋体。")


@rule("word-unread", "文本框、修订等不在正文中的文字另行核对", "体检范围", _PRACTICE, _HINT)
def word_unread(subject: Subject) -> Iterator[Spot]:
    """Parts of a .docx that the check does not see."""
    if subject.looks and subject.looks.unread:
        names = "、".join(subject.looks.unread)
        yield Spot(f"文中有{names}，里面的文字没有检查；请先接受修订，把文本框里的文字移到正文，或另行核对。")
