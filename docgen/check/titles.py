"""Title, attachments and placeholders (GB/T 9704—2012 7.3.1, 7.3.4, 7.3.7; 条例第八、九条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docgen.check.clauses import ACCURACY, FORMAT, RULES
from docgen.check.names import SURNAMES
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength
from docgen.model import Form
from papers.kinds import STATUTORY

_REQUIRED, _PRACTICE = Strength.REQUIRED, Strength.PRACTICE
_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
_TITLE = f"{FORMAT} 7.3.1"
_NINTH = f"{RULES}第九条"
_OFFICIAL = (Form.DOCUMENT, Form.LETTER, Form.ORDER, Form.MINUTES)
_MARKS, _OPENING, _CLOSING = "，。；：！？、,;:!?", "《〈“", "》〉”"
_DOUBLED = re.compile(r"关于关于|的的|(通知|意见|决定|请示|报告|函|批复|通报)的?\1")
_TWICE_ABOUT = re.compile(r"关于(?!(?:印发|转发|批转)(?!关于))[^《》]{0,40}关于")


def _statutory(subject: Subject) -> bool:
    return subject.document.form in _OFFICIAL and subject.document.kind in STATUTORY


@rule("title-kind", "标题以文种结尾", _NINTH, _REQUIRED, _ERROR)
def title_kind(subject: Subject) -> Iterator[Spot]:
    """A title that does not end with the kind given."""
    document = subject.document
    if _statutory(subject) and document.title and not _ends_with_kind(document.title, document.kind):
        message = f"标题应当由发文机关名称、事由和文种组成，文种是“{document.kind}”，标题却没有以它结尾。"
        yield subject.on("title", message)


def _ends_with_kind(title: str, kind: str) -> bool:
    title = re.sub(r"（[^（）]{1,12}）$", "", title)
    return title.endswith((kind, "令" if kind == "命令" else kind))


@rule("title-matter", "标题写明事由（关于……的）", _NINTH, _REQUIRED, _WARNING)
def title_matter(subject: Subject) -> Iterator[Spot]:
    """A title without 关于, of a kind that says its matter there."""
    document = subject.document
    spoken = ("通知", "意见", "决定", "通报", "报告", "请示", "批复", "函")
    title = document.title
    if _statutory(subject) and document.kind in spoken and title and not re.search("关于|转发|印发|批转", title):
        yield subject.on("title", "标题没有写明事由，请写成“关于……的" + document.kind + "”。")


@rule("title-of", "标题中事由与文种之间有“的”", _NINTH, _PRACTICE, _WARNING)
def title_of(subject: Subject) -> Iterator[Spot]:
    """关于……通知 for 关于……的通知."""
    document = subject.document
    kind, title = document.kind, document.title
    compound = ("指导", "实施", "若干", "会议", "工作", "情况", "补充", "紧急", "表彰", "嘉奖", "专题", "商洽", "复")
    bare = title.removesuffix(kind)
    compound = compound if kind != "通知" else tuple(one for one in compound if one != "工作")
    if _statutory(subject) and re.match("关于", title) and bare != title and not bare.endswith(("的", "》", *compound)):
        message = f"标题“……{title[-8:]}”缺“的”字，请写成“关于……的{kind}”。"
        yield subject.on("title", message, title[-len(kind) - 1 :], f"{bare[-1:]}的{kind}")


@rule("title-marks", "标题除书名号、引号、括号外一般不用标点", _TITLE, _PRACTICE, _WARNING)
def title_marks(subject: Subject) -> Iterator[Spot]:
    """Stops in the title; 、 between bodies or things is usual."""
    piece = subject.element("title")
    if subject.document.form is Form.PRESS:
        return
    for place in _marks(piece.text):
        mark, last = piece.text[place], place + 1 == len(piece.text)
        if mark != "、" and (_statutory(subject) or last):
            message = f"标题中除书名号、引号和括号外一般不用标点，“{mark}”请删去或改用空格、“和”字。"
            yield piece.spot(place, place + 1, message)


def _marks(text: str) -> Iterator[int]:
    """Where marks stand outside of 《》 and “”."""
    depth = 0
    for place, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(depth - 1, 0)
        elif character in _MARKS and not depth:
            yield place


@rule("title-doubled", "标题中文种、“关于”不重复", _TITLE, _PRACTICE, _WARNING)
def title_doubled(subject: Subject) -> Iterator[Spot]:
    """的通知的通知, 关于……关于."""
    piece = subject.element("title")
    found = _DOUBLED.search(piece.text) or _TWICE_ABOUT.search(piece.text)
    if found and subject.document.form in _OFFICIAL:
        message = f"标题中“{found[0]}”重复，请省去一个，或用书名号引出被转发文件的标题。"
        yield piece.spot(found.start(), found.end(), message)


@rule("kind-statutory", "红头文件使用法定文种", f"{RULES}第八条", _REQUIRED, _WARNING)
def kind_statutory(subject: Subject) -> Iterator[Spot]:
    """方案, 办法, 要点, 总结 … under a red head."""
    document = subject.document
    official = document.form in (Form.DOCUMENT, Form.LETTER, Form.ORDER) and (subject.source or document.issuer_mark)
    if official and document.kind and document.kind not in STATUTORY:
        message = f"“{document.kind}”不是法定文种，不单独行文；请用“关于印发《……》的通知”印发，或改用普通版式。"
        yield subject.on("kind", message)


@rule("attachment-count", "附件说明与附件的个数一致", f"{FORMAT} 7.3.7", _REQUIRED, _ERROR)
def attachment_count(subject: Subject) -> Iterator[Spot]:
    """The list names more or fewer attachments than there are."""
    listed, there = subject.document.attachment_list, subject.document.attachments
    if there and len(listed) != len(there) and (listed or subject.source):
        message = f"附件说明列了 {len(listed)} 个附件，文后却有 {len(there)} 个，请补齐或删去。"
        if listed:
            yield subject.on("attachment_list", message)
        else:
            yield Spot(message, there[0].line)


@rule("attachment-name", "附件说明中的名称、顺序与附件一致", f"{FORMAT} 7.3.7", _REQUIRED, _ERROR)
def attachment_name(subject: Subject) -> Iterator[Spot]:
    """An attachment with another title than the list gives it."""
    there = subject.document.attachments
    pieces = [piece for piece in subject.elements if piece.field == "attachment_list"]
    if len(pieces) == len(there):
        for number, (piece, attachment) in enumerate(zip(pieces, there, strict=True), 1):
            if attachment.title and _bare(piece.text) != _bare(attachment.title):
                other = f"文后附件{number}的标题却是“{attachment.title}”"
                message = f"附件说明中附件{number}是“{piece.text}”，{other}，请改为一致。"
                yield piece.whole(message, attachment.title)


def _bare(text: str) -> str:
    return re.sub(r"^\s*(?:附件\s*)?\d*[.．：:、]?\s*|[《》\s]", "", text)


@rule("attachment-end", "附件名称后面不加标点", f"{FORMAT} 7.3.4", _REQUIRED, _ERROR, fixable=True)
def attachment_end(subject: Subject) -> Iterator[Spot]:
    """A stop after a name in the list."""
    for piece in subject.elements:
        if piece.field == "attachment_list" and piece.text[-1:] in tuple("。；，、;,"):
            end = len(piece.text)
            message = f"附件名称后面不加标点，末尾的“{piece.text[-1]}”请删去。"
            yield piece.spot(max(end - 2, 0), end, message, piece.text[max(end - 2, 0) : -1])


_REFERENCE = re.compile(r"(?:详?见|按|填写|填报)\s?附件\s?(\d{1,2})", re.ASCII)


@rule("attachment-missing", "正文提到的附件确有其件", ACCURACY, _REQUIRED, _WARNING)
def attachment_missing(subject: Subject) -> Iterator[Spot]:
    """见附件3 where there are two."""
    count = max(len(subject.document.attachment_list), len(subject.document.attachments))
    if not count and not subject.source:
        return
    for piece in subject.paragraphs:
        for found in _REFERENCE.finditer(piece.text):
            if int(found[1]) > max(count, 1):
                message = f"正文提到附件{found[1]}，但附件说明只有 {count} 个附件；请补上附件或改正序号。"
                yield piece.spot(found.start(), found.end(), message)


@rule("attachment-unlisted", "有附件的，正文之后有附件说明", f"{FORMAT} 7.3.4", _REQUIRED, _WARNING)
def attachment_unlisted(subject: Subject) -> Iterator[Spot]:
    """见附件 with no attachment at all."""
    document = subject.document
    if document.attachment_list or document.attachments or not subject.source:
        return
    for piece in subject.body:
        found = re.search(r"详?见附件|附后", piece.text)
        if found:
            message = f"正文写了“{found[0]}”，但没有附件说明；请在文件头加一行“附件: [名称]”，或删去这句话。"
            yield piece.spot(found.start(), found.end(), message)


_PLACEHOLDER = re.compile(
    r"[×xX＊*]{2,12}(?![A-Za-z])|【[^【】]{0,20}(?:待|填|补|请)[^【】]{0,20}】|_{3,}|＿{2,}|"
    r"[（(](?:此处|待补|待定|填写)[^（）()]{0,20}[）)]|(?<![一二])○○+(?![一二三四五六七八九]?年)|〇〇〇+|{{[^{}]{0,30}}}"
)


_SAMPLE = re.compile(r"样式|式样|格式|模板|范本|示范|样本|样例|填写|表述为|写作|写为|写成|例如|编码|案由|示例")
_FORM = re.compile(r"(?:表|单|书|回执|样式|格式|式样|模板|范本|合同|协议|函样|存根|卡)(?:[（(][^（）()]{1,12}[）)])?$")
_GLOSSED = re.compile(r"[（(【]")
_ANONYMOUS = re.compile(rf"[{SURNAMES}][×xX＊*]{{1,2}}$")
_COVERS = 4
"""Paragraphs that a mention of a sample (样式, 表述为) covers, itself with them."""


@rule("placeholder", "没有遗留的占位符", ACCURACY, _REQUIRED, _ERROR)
def placeholder(subject: Subject) -> Iterator[Spot]:
    """×××, 【待补】, ____ that nobody filled in; blanks of a form or a sample are meant to stand."""
    forms = {piece for flow in _forms(subject) for piece in flow}
    covered = 0
    for piece in subject.pieces:
        covered = _COVERS if _SAMPLE.search(piece.text) else covered - 1
        for found in _PLACEHOLDER.finditer(piece.text) if piece not in forms else ():
            meant = covered > 0 and not found[0].startswith("【")
            if not meant and not _is_word(piece.text, found) and not _GLOSSED.match(piece.text, found.end()):
                message = f"“{found[0]}”是没有填写的占位符，请补上内容。"
                asked = _struck_out(subject, piece.text, found)
                yield replace(piece.spot(found.start(), found.end(), message), severity=_WARNING if asked else None)


def _forms(subject: Subject) -> Iterator[tuple[Piece, ...]]:
    """The flows that are forms to be filled in by others."""
    titles = (subject.document.title, *(one.title for one in subject.document.attachments))
    for title, flow in zip(titles, subject.flows, strict=True):
        if _FORM.search(title) or re.search("示范|样式|范本|格式文本", title):
            yield flow


def _struck_out(subject: Subject, text: str, found: re.Match[str]) -> bool:
    """May it stand on purpose: XXX for a figure in a published paper, 秦×× for a person, ×× in a wording quoted?"""
    quoted = text.rfind("“", 0, found.start()) > text.rfind("”", 0, found.start())
    struck = not subject.source and found[0].isascii()
    return struck or quoted or bool(_ANONYMOUS.search(text, 0, found.end()))


def _is_word(text: str, found: re.Match[str]) -> bool:
    """3××4 or a Latin word with xx."""
    before = text[max(found.start() - 1, 0) : found.start()]
    return before.isascii() and before.isalnum()


@rule("printed-signature", "印发的方案、办法等不再有自己的落款", f"{RULES}第八条", _PRACTICE, _WARNING)
def printed_signature(subject: Subject) -> Iterator[Spot]:
    """An attachment of a 印发 notice that ends with a date line."""
    if "印发" not in subject.document.title:
        return
    for flow in subject.attachments:
        last = flow[-1] if flow else None
        if last and re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", last.text, re.ASCII):
            yield last.whole("随通知印发的文件不再有自己的署名和日期，请删去。")
