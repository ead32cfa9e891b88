"""Field names of the elements of a paper and their Chinese labels: each stands here once."""

from __future__ import annotations

LABELS: dict[str, str] = {
    "form": "版式",
    "kind": "文种",
    "issuer": "发文机关",
    "issuer_mark": "发文机关标志",
    "joint_issuers": "联合发文机关",
    "document_number": "发文字号",
    "order_number": "令号",
    "issue_number": "期号",
    "copy_number": "份号",
    "secrecy": "密级",
    "secrecy_period": "保密期限",
    "urgency": "紧急程度",
    "signers": "签发人",
    "lead_title": "引题",
    "title": "标题",
    "subtitle": "副标题",
    "recipients": "主送机关",
    "attachment_list": "附件",
    "attachments": "附件",
    "dateline": "电头",
    "signature": "署名",
    "issue_date": "成文日期",
    "ending": "用印",
    "stamp_post": "签名章职务",
    "stamp_name": "签名章姓名",
    "note": "附注",
    "chair": "主持",
    "present": "出席",
    "absent": "请假",
    "observers": "列席",
    "recorder": "记录",
    "supplied_by": "供稿",
    "reviewed_by": "审核",
    "copies_to": "抄送机关",
    "printing_office": "印发机关",
    "printing_date": "印发日期",
    "attachments_apart": "附件另装",
    "preprinted": "套印",
    "reporter": "记者",
    "deadlines": "时限",
}
"""Field → label, as a source text's head, the window's details and every message call it."""


def label(field: str) -> str:
    """The Chinese label of a field. Raise KeyError for one that has none."""
    return LABELS[field]
