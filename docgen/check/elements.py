"""The elements of the head, each against its clause (GB/T 9704—2012 7.2–7.4, 10; 条例第九条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.clauses import FORMAT, RULES
from docgen.check.rule import rule
from docgen.check.subject import Spot, Subject
from docgen.finding import Severity, Strength
from docgen.model import Form

_REQUIRED, _ERROR, _WARNING = Strength.REQUIRED, Severity.ERROR, Severity.WARNING
_NUMBER_CLAUSE = f"{FORMAT} 7.2.5"
_NINTH = f"{RULES}第九条"

_NUMBER = re.compile(r"[^〔〕\[\]【】［］()（）\d]{1,20}〔\d{4}〕[1-9]\d{0,4}号", re.ASCII)
# One character before the year is enough to search for; a longer 代字 would be tried at every place of a long line.
_LOOSE_NUMBER = re.compile(r"(.)([〔\[【［(（])(\d{2,4})年?([〕\]】］)）])(第?)(0*)(\d{1,5})号", re.ASCII)
_YEAR = re.compile(r"〔(\d{4})〕", re.ASCII)
_LONGEST_CODE = 20
_LONGEST_NUMBER = 60
"""Characters of a 机关代字, of a whole 发文字号 with room for blanks and zeros."""


@rule("number-brackets", "发文字号的年份用六角括号〔〕括入", _NUMBER_CLAUSE, _REQUIRED, _ERROR, fixable=True)
def number_brackets(subject: Subject) -> Iterator[Spot]:
    """[2026] for 〔2026〕 in the document's own number."""
    found = _LOOSE_NUMBER.search(subject.document.document_number)
    if found and (found[2], found[4]) != ("〔", "〕"):
        wrong = f"{found[2]}{found[3]}{found[4]}"
        wanted = f"〔{found[3]}〕"
        yield subject.on("document_number", f"发文字号的年份用六角括号，“{wrong}”请改为“{wanted}”。", wrong, wanted)


@rule("number-prefix", "发文顺序号不加“第”字", _NUMBER_CLAUSE, _REQUIRED, _ERROR, fixable=True)
def number_prefix(subject: Subject) -> Iterator[Spot]:
    """第 in the document's own number."""
    found = _LOOSE_NUMBER.search(subject.document.document_number)
    if found and found[5]:
        wrong, wanted = f"第{found[6]}{found[7]}号", f"{int(found[7])}号"
        yield subject.on("document_number", f"发文顺序号不加“第”字，请改为“{wanted}”。", wrong, wanted)


@rule("number-zero", "发文顺序号不编虚位（1不编为01）", _NUMBER_CLAUSE, _REQUIRED, _ERROR, fixable=True)
def number_zero(subject: Subject) -> Iterator[Spot]:
    """A leading zero in the document's own number."""
    found = _LOOSE_NUMBER.search(subject.document.document_number)
    if found and found[6] and not found[5]:
        wrong, wanted = f"{found[6]}{found[7]}号", f"{int(found[7])}号"
        yield subject.on("document_number", f"发文顺序号不编虚位，“{wrong}”请改为“{wanted}”。", wrong, wanted)


@rule("number-year", "发文字号的年份写全四位", _NUMBER_CLAUSE, _REQUIRED, _ERROR)
def number_year(subject: Subject) -> Iterator[Spot]:
    """A year of two figures in the document's own number."""
    found = _LOOSE_NUMBER.search(subject.document.document_number)
    if found and len(found[3]) < 4:
        wrong = f"{found[2]}{found[3]}{found[4]}"
        yield subject.on("document_number", f"发文字号的年份应当标全称，“{wrong}”请写成四位年份。", wrong)


@rule("number-form", "发文字号由机关代字、年份、顺序号组成：青管〔2026〕15号", _NUMBER_CLAUSE, _REQUIRED, _WARNING)
def number_form(subject: Subject) -> Iterator[Spot]:
    """A number that is not 代字〔年〕号 in some other way."""
    number = subject.document.document_number
    if not subject.source:
        number = re.sub(r"^[（(](.*)[）)]$", r"\1", number)  # published below the title, in brackets
    loose = _LOOSE_NUMBER.search(number, 0, _LONGEST_NUMBER)
    whole = loose and loose.end() == len(number) and loose.end(1) <= _LONGEST_CODE
    if number and not whole and not _NUMBER.fullmatch(number):
        message = f"发文字号“{number[:30]}”看不出机关代字、年份和顺序号，请写成“青管〔2026〕15号”的样子。"
        yield subject.on("document_number", message)


@rule("number-date", "发文字号的年份与成文日期一致", _NUMBER_CLAUSE, Strength.PRACTICE, _WARNING)
def number_date(subject: Subject) -> Iterator[Spot]:
    """Another year in the number than in the date."""
    found = _YEAR.search(subject.document.document_number)
    if found and subject.day and int(found[1]) != subject.day.year:
        message = f"发文字号的年份是{found[1]}，成文日期在{subject.day.year}年，请核对哪一个写错了。"
        yield subject.on("document_number", message, found[1])


@rule("mark-ending", "信函格式的发文机关标志不加“文件”二字", f"{FORMAT} 10.1", _REQUIRED, _ERROR, fixable=True)
def mark_ending(subject: Subject) -> Iterator[Spot]:
    """文件 in a letter's mark."""
    mark = subject.document.issuer_mark
    if subject.document.form is Form.LETTER and mark.endswith("文件"):
        tail = mark[-4:]
        yield subject.on("issuer_mark", "信函格式的发文机关标志不加“文件”二字，请删去。", tail, tail[:-2])


@rule("mark-issuer", "发文机关标志使用发文机关全称或者规范化简称", f"{FORMAT} 7.2.4", _REQUIRED, _WARNING)
def mark_issuer(subject: Subject) -> Iterator[Spot]:
    """A mark that names another body than the issuer."""
    document = subject.document
    name = document.issuer_mark.removesuffix("文件")
    bodies = (document.issuer, document.signature, *document.joint_issuers)
    known = [body for body in bodies if body]
    if document.form in (Form.DOCUMENT, Form.LETTER) and name and known and not _names_one(name, known):
        message = f"发文机关标志“{document.issuer_mark}”与发文机关“{known[0]}”对不上，请核对。"
        yield subject.on("issuer_mark", message)


def _names_one(name: str, bodies: list[str]) -> bool:
    return any(set(name) <= set(body) or set(body) <= set(name) for body in bodies)


@rule("copy-number", "份号一般用6位阿拉伯数字", f"{FORMAT} 7.2.1", Strength.GENERAL, _WARNING)
def copy_number(subject: Subject) -> Iterator[Spot]:
    """A copy number that is not six figures."""
    number = subject.document.copy_number
    if number and not re.fullmatch(r"\d{6}", number, re.ASCII):
        yield subject.on("copy_number", f"份号“{number}”一般用6位阿拉伯数字，请写成“000001”的样子。")


@rule("secrecy-level", "密级分为绝密、机密、秘密", _NINTH, _REQUIRED, _ERROR)
def secrecy_level(subject: Subject) -> Iterator[Spot]:
    """A level of secrecy that there is not."""
    level = re.split(r"[★*]", subject.document.secrecy)[0].strip()
    if level and level not in ("绝密", "机密", "秘密"):
        yield subject.on("secrecy", f"没有“{level}”这一密级，请从绝密、机密、秘密中选一个；内部文件不标密级。")


@rule("secrecy-copy-number", "涉密公文标注份号", _NINTH, _REQUIRED, _ERROR)
def secrecy_copy_number(subject: Subject) -> Iterator[Spot]:
    """A secret paper without a copy number."""
    if subject.document.secrecy and not subject.document.copy_number:
        yield subject.on("secrecy", "涉密公文应当标注份号，请在文件头加一行“份号: 000001”。")


@rule("secrecy-period", "涉密公文标注保密期限", _NINTH, _REQUIRED, _ERROR)
def secrecy_period(subject: Subject) -> Iterator[Spot]:
    """A secret paper without a period."""
    document = subject.document
    if document.secrecy and not document.secrecy_period and not re.search(r"[★*].", document.secrecy):
        yield subject.on("secrecy", "涉密公文应当标注保密期限，请在文件头加一行“保密期限: 5年”。")


@rule("urgency-level", "紧急程度标“特急”或“加急”（电报另有特提、平急）", _NINTH, _REQUIRED, _ERROR)
def urgency_level(subject: Subject) -> Iterator[Spot]:
    """A degree of urgency that there is not."""
    urgency = subject.document.urgency.replace(" ", "").replace("\u3000", "")
    if urgency and urgency not in ("特急", "加急", "特提", "平急"):
        yield subject.on("urgency", f"没有“{urgency}”这一紧急程度，请改为“特急”或“加急”。")


@rule("order-number", "令号的形式是“第×号”", f"{FORMAT} 10.2", _REQUIRED, _ERROR)
def order_number(subject: Subject) -> Iterator[Spot]:
    """An order's number that is not 第×号."""
    number = subject.document.order_number
    if number and not re.fullmatch(r"第\s?[1-9一二三四五六七八九十百]\d*[一二三四五六七八九十百]*\s?号", number):
        yield subject.on("order_number", f"令号“{number}”请写成“第5号”的样子，不编虚位。")


@rule("printing-date", "印发日期不早于成文日期", f"{FORMAT} 7.4.3", Strength.PRACTICE, _WARNING)
def printing_date(subject: Subject) -> Iterator[Spot]:
    """Printed before it was signed."""
    printed, day = subject.document.printing_date, subject.day
    if printed and day and printed < day:
        yield subject.on("printing_date", "印发日期早于成文日期，请核对这两个日期。")


@rule("copies-recipient", "主送机关不再抄送", f"{RULES}第九条", Strength.PRACTICE, _WARNING)
def copies_recipient(subject: Subject) -> Iterator[Spot]:
    """A body that stands under 主送 and 抄送."""
    document = subject.document
    for name in bodies(document.copies_to):
        if name in bodies(document.recipients):
            yield subject.on("copies_to", f"“{name}”已经是主送机关，不必再抄送，请删去一处。", name)


@rule("sender-recipient", "发文机关不给自己发文", f"{RULES}第九条", Strength.PRACTICE, _WARNING)
def sender_recipient(subject: Subject) -> Iterator[Spot]:
    """The issuer among the recipients or copies."""
    document = subject.document
    senders = {document.issuer, document.signature, *document.joint_issuers} - {""}
    for field in ("recipients", "copies_to"):
        for name in bodies(str(getattr(document, field))):
            if name in senders:
                yield subject.on(field, f"“{name}”是发文机关，不应列在主送或抄送中，请删去。", name)


_SPLIT = re.compile(r"[，,、；;。：:]")


def bodies(text: str) -> list[str]:
    """The names in a list of recipients."""
    return [name.strip() for name in _SPLIT.split(text) if name.strip()]


@rule("recipients-colon", "主送机关之后用全角冒号", f"{FORMAT} 7.3.2", _REQUIRED, _ERROR, fixable=True)
def recipients_colon(subject: Subject) -> Iterator[Spot]:
    """A half-width colon, or another mark, after the recipients."""
    piece = subject.element("recipients")
    if piece.text and piece.text[-1] in ":，,；;。":
        mark = piece.text[-1]
        message = f"主送机关后面用全角冒号，“{mark}”请改为“：”。"
        yield piece.spot(len(piece.text) - 1, len(piece.text), message, "：")


@rule("attendance-missing", "纪要标注出席人员名单", f"{FORMAT} 10.3", Strength.GENERAL, Severity.HINT)
def attendance_missing(subject: Subject) -> Iterator[Spot]:
    """Minutes without those present, for texts that came from elsewhere: the parser tells it of a source text."""
    document = subject.document
    if document.kind == "纪要" and not document.present and "出席" not in subject.full_text and not subject.source:
        yield Spot("纪要没有出席人员名单，请在正文之后另起一段写“出席：……”。")


@rule("press-elements", "新闻稿没有红头、主送机关和发文字号", f"{RULES}第八条", Strength.PRACTICE, _WARNING)
def press_elements(subject: Subject) -> Iterator[Spot]:
    """A press text with the elements of an official document."""
    document = subject.document
    labels = {"issuer_mark": "发文机关标志", "document_number": "发文字号", "recipients": "主送机关"}
    if document.form is Form.PRESS:
        for name, label in labels.items():
            if getattr(document, name):
                yield subject.on(name, f"新闻稿不是法定公文，没有“{label}”，请删去这一项。")


@rule("copies-stop", "抄送机关最后用句号", f"{FORMAT} 7.4.2", Strength.GENERAL, _WARNING)
def copies_stop(subject: Subject) -> Iterator[Spot]:
    """No full stop after the copies, for texts that came from elsewhere: the typesetter puts it after our own."""
    piece = subject.element("copies_to")
    if not subject.source and piece.text and not piece.text.endswith("。"):
        end = len(piece.text)
        yield piece.spot(end - 1, end, "抄送机关的最后一个名称后面用句号，请补上。", piece.text[-1] + "。")


@rule("signer-missing", "上行文标注签发人", _NINTH, _REQUIRED, _WARNING)
def signer_missing(subject: Subject) -> Iterator[Spot]:
    """A 请示 or 报告 from elsewhere without 签发人: the parser tells it of a source text."""
    document = subject.document
    upward = document.form is Form.DOCUMENT and document.kind in ("请示", "报告", "议案")
    if upward and not document.signers and not subject.source:
        yield subject.on("document_number", f"{document.kind}是上行文，应当在发文字号右侧标注签发人姓名，请补上。")
