"""Names of document kinds (文种) and how a title tells its kind."""

from __future__ import annotations

import re

STATUTORY = (
    *("决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知"),
    *("通报", "报告", "请示", "批复", "议案", "函", "纪要"),
)
"""The fifteen kinds of 党政机关公文处理工作条例 Art. 8; 命令（令） by both names."""

_OTHERS = """
政府工作报告 工作报告 实施方案 工作方案 行动方案 行动计划 应急预案 方案 预案 指导意见 实施意见 若干意见 会议纪要
会议记录 记录 评论员文章 新闻通稿 消息 政策文本 条例 办法 规定 细则 规则 规范 准则 制度 规程 规划 计划 纲要 要点
总结 讲话 讲话稿 答复 解释 批示 章程 标准 目录 清单 宪法 法典 令 法
倡议书 公开信 贺信 感谢信 慰问信 证明 安排 公示 建议书 判决书 裁定书 调解书 决定书 通知书 告知书 责任书 承诺书
委托书 意见书 任务书 协议书 协议 合同 说明书 发言 致辞 指南 手册 简报 专报 简历 台账
"""
_ENDINGS = tuple(sorted({*STATUTORY, *_OTHERS.split()}, key=len, reverse=True))
_BASES = (
    *STATUTORY,
    *("条例", "办法", "规定", "细则", "规则", "方案", "规划", "计划", "要点", "总结", "讲话", "章程", "制度", "预案"),
)
_CANONICAL = {"若干意见": "意见", "令": "命令", "会议纪要": "纪要", "宪法": "法", "法典": "法"}
_NO_KIND = re.compile(
    r"(?:方法|做法|看法|想法|说法|写法|用法|司法|执法|普法|立法|守法|书法|用函|信函|指令|法令|司令|号令)$"
)
"""Words that end like a kind and are none."""

_TAIL = re.compile(r"(?:[（(〔\[【][^（()）〔〕\[\]【】]{0,30}[）)〕\]】]|[》”’\"\s]|[一二三四五六七八九十]|全文)$")
_LONGEST_TAIL = 200  # characters: whatever the title, its end is found in no time


def kind_of(title: str) -> str:
    """The kind that a title ends with, "" where it ends with none. “（试行）” and closing quotes do not count."""
    plain = title.strip()[-_LONGEST_TAIL:]
    while found := _TAIL.search(plain):
        plain = plain[: found.start()]
    plain = re.sub(r"\s+", "", plain[-12:])  # 通　知 and 公 告 are letter-spaced
    if _NO_KIND.search(plain):
        return ""
    for ending in _ENDINGS:
        if plain.endswith(ending):
            return _CANONICAL.get(ending, ending)
    return ""


def base_kind(kind: str) -> str:
    """The kind that a paper of `kind` is filed under by the 条例: a 指导意见 is an 意见, an 实施方案 a 方案."""
    return next((base for base in sorted(_BASES, key=len, reverse=True) if kind.endswith(base)), kind)
