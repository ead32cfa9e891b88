"""The kinds of official documents (条例第八条) and how a title tells its kind."""

from __future__ import annotations

import re

STATUTORY = (
    *("决议", "决定", "命令", "令", "公报", "公告", "通告", "意见"),
    *("通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要"),
)
"""法定文种, 命令（令） by both names."""

_OTHERS = (
    *("条例", "办法", "规定", "细则", "规则", "方案", "规划"),
    *("计划", "要点", "总结", "讲话", "章程", "制度", "预案"),
)
_TAIL = re.compile(r"[（(][^（）()]{1,14}[）)]$")


def kind_of(title: str) -> str:
    """The kind that a title ends with, "" for none: “关于……的通知（试行）” is a 通知."""
    bare = _TAIL.sub("", title.strip())
    return next((kind for kind in sorted((*STATUTORY, *_OTHERS), key=len, reverse=True) if bare.endswith(kind)), "")
