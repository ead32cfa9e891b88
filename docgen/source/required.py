"""Which elements a document of a given form and kind cannot do without."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.finding import Finding, Severity, Strength
from docgen.model import Document, Form
from docgen.source.head import Head
from docgen.source.keys import KEYS

# field → clause of GB/T 9704—2012 and its strength (7.2.4 … as in the standard's order)
_CLAUSES = {
    "issuer_mark": "GB/T 9704—2012 7.2.4",
    "document_number": "GB/T 9704—2012 7.2.5",
    "signers": "GB/T 9704—2012 7.2.6",
    "title": "GB/T 9704—2012 7.3.1",
    "recipients": "GB/T 9704—2012 7.3.2",
    "signature": "GB/T 9704—2012 7.3.5",
    "issue_date": "GB/T 9704—2012 7.3.5.4",
    "order_number": "GB/T 9704—2012 10.2",
    "present": "GB/T 9704—2012 10.3",
}
_BY_FORM: dict[Form, tuple[str, ...]] = {
    Form.DOCUMENT: ("issuer_mark", "document_number", "title", "signature", "issue_date"),
    Form.LETTER: ("issuer_mark", "document_number", "title", "recipients", "signature", "issue_date"),
    Form.ORDER: ("issuer_mark", "order_number", "issue_date"),
    Form.MINUTES: ("issuer_mark", "issue_date", "present"),
    Form.PLAIN: ("title",),
    Form.PRESS: ("title",),
}
# Kinds that always go to somebody; 决定 公告 通告 公报 决议 通报 may go to all.
_ADDRESSED = ("通知", "请示", "报告", "批复", "函", "议案")
UPWARD = ("请示", "报告", "议案")  # 条例第九条: 上行文 names its 签发人
_LABELS = {key.field: key.name for key in KEYS}


def missing(document: Document, head: Head) -> list[Finding]:
    """One finding for each element that is missing, at the line of 文种 or where the head begins."""
    line = next((entry.line for entry in head.entries if entry.name == "文种"), head.line)
    return [_finding(name, document, line) for name in _needed(document) if not getattr(document, name)]


def incomplete(document: Document, head: Head) -> list[Finding]:
    """What is announced and not there: a text at all, each attachment that the list names, each name of one there."""
    if not document.body and not document.attachments:
        message = "文稿里没有正文，请在文件头之后写正文。" if head.end else "文稿是空的，请写上标题和正文。"
        return [Finding("text-empty", Severity.ERROR, message, paragraph=head.end)]
    return _attachments(document)


def _attachments(document: Document) -> list[Finding]:
    """One finding where the list of attachments and the attachments are not as many (7.3.4, 7.3.7)."""
    listed, there = document.attachment_list, document.attachments
    if len(listed) == len(there):
        return []
    place = document.place("attachment_list")
    line = place.line if listed else there[0].line
    if not there:
        message = f"附件说明列有“{listed[0][:30]}”，文后没有附件；请补上“::: 附件 {listed[0][:30]}”，或者另附。"
        return [Finding("attachment-absent", Severity.HINT, message, _LIST, Strength.REQUIRED, line)]
    message = f"附件说明列了 {len(listed)} 个附件，文后却有 {len(there)} 个，请补齐或删去。"
    return [Finding("attachment-count", Severity.ERROR, message, _LIST, Strength.REQUIRED, line)]


_LIST = "GB/T 9704—2012 7.3.7"


def _needed(document: Document) -> Iterator[str]:
    needed = dict.fromkeys(_by_form(document))
    if document.attachments_apart and document.attachments:  # their first lines begin with it (7.3.7)
        needed["document_number"] = None
    yield from needed


def _by_form(document: Document) -> Iterator[str]:
    joint = bool(document.issuer and document.joint_issuers)  # their names are mark and signatures (7.2.4)
    given = {"issuer_mark", "signature"} if joint else set[str]()
    yield from (name for name in _BY_FORM[document.form] if name not in given)
    if document.form is Form.DOCUMENT:
        if document.kind in _ADDRESSED:
            yield "recipients"
        if document.kind in UPWARD:
            yield "signers"


def _finding(name: str, document: Document, line: int) -> Finding:
    label = _LABELS[name]
    what = f"“{document.form}”版式" + (f"的{document.kind}" if document.kind else "")
    # A number is given last, when the paper is registered: until then its absence is no fault of the draft.
    severity = Severity.WARNING if name == "document_number" else Severity.ERROR
    message = f"{what}缺少“{label}”，请在文件头加一行“{label}: ……”。"
    return Finding("head-missing", severity, message, _CLAUSES.get(name, ""), Strength.REQUIRED, line)
