"""The names that a head may use, in the order in which they are written, and what each takes."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from docgen.model import Ending, Form


class Value(StrEnum):
    """What stands after a name in the head."""

    TEXT = "一行文字"
    LIST = "列表"
    DATE = "日期"
    CHOICE = "选项"
    FLAG = "是或否"


@dataclass(frozen=True, slots=True)
class Key:
    """One name of the head, the field of `Document` that it fills, its type and, for an option, what may be chosen."""

    name: str
    field: str
    value: Value = Value.TEXT
    choices: type[StrEnum] | None = None


KEYS: tuple[Key, ...] = (
    Key("版式", "form", Value.CHOICE, Form),
    Key("文种", "kind"),
    Key("发文机关", "issuer"),
    Key("发文机关标志", "issuer_mark"),
    Key("联合发文机关", "joint_issuers", Value.LIST),
    Key("发文字号", "document_number"),
    Key("令号", "order_number"),
    Key("期号", "issue_number"),
    Key("份号", "copy_number"),
    Key("密级", "secrecy"),
    Key("保密期限", "secrecy_period"),
    Key("紧急程度", "urgency"),
    Key("签发人", "signers", Value.LIST),
    Key("引题", "lead_title"),
    Key("标题", "title"),
    Key("副标题", "subtitle"),
    Key("主送机关", "recipients"),
    Key("附件", "attachment_list", Value.LIST),
    Key("电头", "dateline"),
    Key("署名", "signature"),
    Key("成文日期", "issue_date", Value.DATE),
    Key("用印", "ending", Value.CHOICE, Ending),
    Key("签名章职务", "stamp_post"),
    Key("签名章姓名", "stamp_name"),
    Key("附注", "note"),
    Key("主持", "chair"),
    Key("出席", "present"),
    Key("请假", "absent"),
    Key("列席", "observers"),
    Key("记录", "recorder"),
    Key("供稿", "supplied_by"),
    Key("审核", "reviewed_by"),
    Key("抄送机关", "copies_to"),
    Key("印发机关", "printing_office"),
    Key("印发日期", "printing_date", Value.DATE),
    Key("附件另装", "attachments_apart", Value.FLAG),
    Key("套印", "preprinted", Value.FLAG),
)
BY_NAME: dict[str, Key] = {key.name: key for key in KEYS}

# What people write instead; the finding names the right one.
_SYNONYMS = {
    "公文版式": "版式",
    "公文种类": "文种",
    "机关标志": "发文机关标志",
    "红头": "发文机关标志",
    "联合发文": "联合发文机关",
    "文号": "发文字号",
    "字号": "发文字号",
    "发文号": "发文字号",
    "命令号": "令号",
    "期数": "期号",
    "份数": "份号",
    "密级和保密期限": "密级",
    "缓急": "紧急程度",
    "签发": "签发人",
    "肩题": "引题",
    "题目": "标题",
    "主题": "标题",
    "副题": "副标题",
    "主送": "主送机关",
    "收文机关": "主送机关",
    "附件说明": "附件",
    "附件分装": "附件另装",
    "附件另订": "附件另装",
    "落款": "署名",
    "发文机关署名": "署名",
    "日期": "成文日期",
    "发文日期": "成文日期",
    "签发日期": "成文日期",
    "备注": "附注",
    "主持人": "主持",
    "出席人员": "出席",
    "参加人员": "出席",
    "请假人员": "请假",
    "缺席": "请假",
    "列席人员": "列席",
    "记录人": "记录",
    "供稿单位": "供稿",
    "审核人": "审核",
    "抄送": "抄送机关",
    "抄报": "抄送机关",
    "印发单位": "印发机关",
    "印发": "印发机关",
    "印发时间": "印发日期",
}


def nearest(name: str) -> str:
    """The known name that was probably meant by `name`, "" for none."""
    if name in _SYNONYMS:
        return _SYNONYMS[name]
    close = get_close_matches(name[:20], BY_NAME, n=1, cutoff=0.5)
    return close[0] if close else ""
