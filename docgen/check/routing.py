"""Who writes to whom, in what kind of paper, in which tone (条例第十三至十七条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.clauses import RULES
from docgen.check.elements import bodies
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength
from docgen.model import Form

_REQUIRED, _GENERAL, _PRACTICE = Strength.REQUIRED, Strength.GENERAL, Strength.PRACTICE
_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
_FIFTEENTH = f"{RULES}第十五条"
_UP = ("请示", "报告", "议案")
_DOWN = ("决定", "命令", "令", "通知", "通报", "批复")
_SUBORDINATE = re.compile(r"各(?:所属|直属|下属|县|乡|镇|街道|村|社区|科室|单位|部门)")
_PERSON = re.compile(r"(?:同志|书记|市长|县长|区长|省长|镇长|乡长|局长|主任|部长|厅长)$")
_MONEY = r"(?:资金|经费|款项|补助|专款|编制|\d[\d.]{0,8}万?亿?元)"
_HIDDEN = re.compile(
    rf"(?:请|恳请|申请|请求|建议|希望)[^。；，]{{0,24}}(?:拨付|拨给|拨款|安排|解决|补助|追加|下达|增拨|给予)[^。；，]{{0,16}}{_MONEY}|"
    r"妥否|当否|请予批复|请批示|请予审批|请予批准|请批准|恳请[^。]{0,20}(?:批准|解决|支持资金)"
)
_ASKS = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?(?:恳请|请求|申请|拟请)")


def _is_up(subject: Subject) -> bool:
    return subject.document.kind in _UP and subject.document.form in (Form.DOCUMENT, Form.LETTER)


@rule("up-recipients", "向上级机关行文，原则上主送一个上级机关", _FIFTEENTH, _GENERAL, _WARNING)
def up_recipients(subject: Subject) -> Iterator[Spot]:
    """Two recipients of a 请示 or 报告."""
    names = bodies(subject.document.recipients)
    if _is_up(subject) and len(names) > 1:
        message = f"{subject.document.kind}原则上只主送一个上级机关，“{names[1]}”等请改为抄送。"
        yield subject.on("recipients", message, names[1])


@rule("up-copies", "向上级机关行文不抄送下级机关", _FIFTEENTH, _REQUIRED, _ERROR)
def up_copies(subject: Subject) -> Iterator[Spot]:
    """A 请示 or 报告 copied to subordinates."""
    found = _SUBORDINATE.search(subject.document.copies_to)
    if _is_up(subject) and found:
        message = f"{subject.document.kind}不得抄送下级机关，请从抄送机关中删去“{found[0]}……”。"
        yield subject.on("copies_to", message, found[0])


@rule("up-person", "不以本机关名义向上级机关负责人报送公文", _FIFTEENTH, _REQUIRED, _WARNING)
def up_person(subject: Subject) -> Iterator[Spot]:
    """Recipients that are persons; a matter that the person assigned is the exception."""
    if not _is_up(subject):
        return
    for name in bodies(subject.document.recipients):
        if _PERSON.search(name):
            message = f"“{name}”是个人；除负责人直接交办的事项外，{subject.document.kind}应当主送机关，请改为机关名称。"
            yield subject.on("recipients", message, name)


@rule("up-direction", "请示、报告不主送下级机关", f"{RULES}第八条", _REQUIRED, _ERROR)
def up_direction(subject: Subject) -> Iterator[Spot]:
    """A 请示 to 各乡镇."""
    found = _SUBORDINATE.search(subject.document.recipients)
    if _is_up(subject) and found:
        message = f"{subject.document.kind}是上行文，主送机关却是“{found[0]}……”；请改用通知，或改正主送机关。"
        yield subject.on("recipients", message, found[0])


@rule("report-request", "不在报告等非请示性公文中夹带请示事项", _FIFTEENTH, _REQUIRED, _ERROR)
def report_request(subject: Subject) -> Iterator[Spot]:
    """A request hidden in a 报告."""
    if subject.document.kind != "报告" or subject.document.form is Form.PLAIN:
        return
    for piece in subject.body:
        if found := _HIDDEN.search(piece.text):
            message = f"报告中不得夹带请示事项，“{found[0]}”一句请删去，另用请示行文。"
            yield piece.spot(found.start(), found.end(), message)


@rule("request-one", "请示一文一事", _FIFTEENTH, _REQUIRED, _WARNING)
def request_one(subject: Subject) -> Iterator[Spot]:
    """Two paragraphs of a 请示 that ask for something."""
    if subject.document.kind != "请示":
        return
    asking = [piece for piece in subject.body if _ASKS.search(piece.text)]
    for piece in asking[1:]:
        found = _ASKS.search(piece.text)
        if found:
            message = "请示应当一文一事，这里又提出一项请求；不是同一件事的，请另文请示。"
            yield piece.spot(found.start(), found.end(), message)


_ENDINGS = {
    "特此通知": ("通知",),
    "特此通报": ("通报",),
    "特此报告": ("报告",),
    "特此公告": ("公告",),
    "特此通告": ("通告",),
    "特此批复": ("批复",),
    "此复": ("批复", "函"),
    "特此函复": ("函",),
    "特此函达": ("函",),
    "请批示": ("请示",),
    "请批复": ("请示",),
}
_ENDING = re.compile("|".join(sorted(_ENDINGS, key=len, reverse=True)))


@rule("ending-kind", "结束语与文种相称", f"{RULES}第八条", _PRACTICE, _WARNING)
def ending_kind(subject: Subject) -> Iterator[Spot]:
    """特此通知 at the end of a 报告."""
    kind = subject.document.kind
    for piece in subject.body[-3:]:
        if len(piece.text) > 30 or subject.document.form not in (Form.DOCUMENT, Form.LETTER):
            continue
        found = _ENDING.search(piece.text)
        if found and kind and kind not in _ENDINGS[found[0]]:
            usual = "”“".join(_ENDINGS[found[0]])
            yield piece.spot(found.start(), found.end(), f"“{found[0]}”是“{usual}”的结束语，这篇是{kind}，请改正。")


@rule("ending-request", "请示以“妥否，请批示”一类的话结尾", f"{RULES}第八条", _PRACTICE, _HINT)
def ending_request(subject: Subject) -> Iterator[Spot]:
    """A 请示 without a closing question."""
    if subject.document.kind == "请示" and subject.body:
        last = subject.body[-1]
        if not any(re.search("请.{0,6}(?:批示|批复|批准|审批|审示|审定)", piece.text) for piece in subject.body[-2:]):
            yield last.whole("请示的结尾一般写“妥否，请批示。”，请补上。")


@rule("ending-printed", "印发、转发的通知不写“特此通知”", f"{RULES}第八条", _PRACTICE, _HINT)
def ending_printed(subject: Subject) -> Iterator[Spot]:
    """特此通知 in a notice that prints or passes on another paper."""
    if not re.search("印发|转发|批转", subject.document.title):
        return
    for piece in subject.body[-2:]:
        if found := re.search("特此通知", piece.text):
            yield piece.spot(found.start(), found.end(), "印发、转发性通知一般不写“特此通知”，请删去。")


_YOU_DOWN = re.compile(r"你(?:们|市|县|区|局|委|办|单位|部|厅|镇|乡|处)")
_YOU_LEVEL = re.compile(r"贵(?:市|县|区|局|委|办|单位|部|厅|镇|乡|处|公司|校|院)")


@rule("address-up", "上行文不称“你局”“你们”", f"{RULES}第十五条", _PRACTICE, _WARNING)
def address_up(subject: Subject) -> Iterator[Spot]:
    """你局 to a superior."""
    if _is_up(subject):
        yield from _addressed(subject, _YOU_DOWN, f"{subject.document.kind}是上行文，“{{}}”请改为上级机关的名称。")


@rule("address-down", "下行文不称“贵局”“贵单位”", f"{RULES}第十六条", _PRACTICE, _WARNING)
def address_down(subject: Subject) -> Iterator[Spot]:
    """贵局 to a subordinate."""
    if subject.document.kind in _DOWN and subject.document.form in (Form.DOCUMENT, Form.LETTER):
        yield from _addressed(subject, _YOU_LEVEL, "下行文对下级机关称“你”，“{}”请改正；“贵”用于平行机关的函。")


def _addressed(subject: Subject, pattern: re.Pattern[str], message: str) -> Iterator[Spot]:
    for piece in subject.body:
        for found in pattern.finditer(_without_quotes(piece)):
            yield piece.spot(found.start(), found.end(), message.format(found[0]))


def _without_quotes(piece: Piece) -> str:
    return re.sub(r"《[^《》]*》|“[^“”]*”", lambda found: "　" * len(found[0]), piece.text)


@rule("order-up", "不向上级机关提执行要求", f"{RULES}第十五条", _PRACTICE, _WARNING)
def order_up(subject: Subject) -> Iterator[Spot]:
    """请认真贯彻执行 to a superior."""
    if not _is_up(subject):
        return
    for piece in subject.body[-2:]:
        if found := re.search("请[^。]{0,12}(?:贯彻执行|遵照执行|认真落实)", piece.text):
            message = f"{subject.document.kind}是上行文，不向上级提“{found[0]}”这样的要求，请删去。"
            yield piece.spot(found.start(), found.end(), message)


@rule("reply-request", "批复先引述来文", f"{RULES}第八条", _PRACTICE, _HINT)
def reply_request(subject: Subject) -> Iterator[Spot]:
    """A 批复 that does not say what it answers."""
    if subject.document.kind == "批复" and subject.body and not re.search("《|收悉", subject.body[0].text):
        yield subject.body[0].whole("批复开头一般先引述来文，如“你局《关于……的请示》（……号）收悉。”，请补上。")


@rule("signer-down", "签发人只标注于上行文", f"{RULES}第九条", _PRACTICE, _HINT)
def signer_down(subject: Subject) -> Iterator[Spot]:
    """签发人 on a paper that goes down."""
    if subject.document.signers and subject.document.kind in _DOWN:
        yield subject.on("signers", f"签发人标注在上行文上，{subject.document.kind}一般不标，请核对后删去。")
