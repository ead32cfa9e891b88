"""Chinese column names of the registers and the fields they stand for: what `--set 字段=值` and the forms speak."""

from __future__ import annotations

from collections.abc import Mapping

from papers.dates import read_date
from papers.problem import Problem

INCOMING: Mapping[str, str] = {
    "收文日期": "received_on",
    "标题": "title",
    "来文机关": "issuer",
    "来文单位": "issuer",
    "来文字号": "document_number",
    "成文日期": "issue_date",
    "文种": "kind",
    "密级": "secrecy",
    "紧急程度": "urgency",
    "份号": "copy_number",
    "份数": "copies",
    "签收人": "signed_by",
    "承办单位": "lead",
    "办理时限": "due",
    "时限": "due",
    "拟办": "proposal",
    "拟办意见": "proposal",
    "批示": "instruction",
    "领导批示": "instruction",
    "办理结果": "result",
    "处理结果": "result",
    "办复": "result",
    "复文号": "reply_number",
    "传阅": "reader",
    "退回": "returned",
    "状态": "state",
}
OUTGOING: Mapping[str, str] = {
    "发文日期": "issued_on",
    "标题": "title",
    "密级": "secrecy",
    "紧急程度": "urgency",
    "份数": "copies",
    "附件": "attachments",
    "主送": "recipients",
    "发往机关": "recipients",
    "抄送": "copies_to",
    "签发人": "signer",
    "签发": "signer",
    "拟稿": "drafted_by",
    "签收人": "received_by",
    "核稿": "steps",
    "会签": "steps",
    "复核": "steps",
    "印制": "steps",
    "核发": "steps",
}
_DAYS = frozenset({"received_on", "issue_date", "due", "issued_on"})
_STATES = {"在办": "open", "open": "open", "办结": "closed", "已办结": "closed", "closed": "closed"}


class ColumnError(Problem):
    """A column that the register does not have, or a value that it cannot hold."""


def read_fields(values: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, str]:
    """Typed values by field; ColumnError for an unknown column and for what is no day."""
    found: dict[str, str] = {}
    for name, value in values.items():
        if name not in columns:
            raise ColumnError(f"登记簿没有“{name}”这一栏；有：{'、'.join(columns)}。")
        field = columns[name]
        text = _checked(name, field, value.strip())
        found[field] = (
            f"{found[field]}；{name}：{text}" if field in found else (f"{name}：{text}" if field == "steps" else text)
        )
    return found


def _checked(name: str, field: str, value: str) -> str:
    if field in _DAYS and value:
        day = read_date(value)
        if day is None:
            raise ColumnError(f"“{name}”的日期“{value}”不对，请写成 2026-05-31。")
        return day.isoformat()
    if field == "state":
        if value not in _STATES:
            raise ColumnError("“状态”只有在办、办结。")
        return _STATES[value]
    return value
