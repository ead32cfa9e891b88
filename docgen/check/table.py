"""The manual's table of rules, made from the registry: `python -m docgen.check.table` prints it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from docgen.check.registry import SECTIONS
from docgen.check.rule import Rule
from docgen.finding import Severity

_SEVERITIES = {Severity.ERROR: "必须改", Severity.WARNING: "建议改", Severity.HINT: "提示"}
_OPENING = """# 公文体检规则

本页由规则登记表生成（`python -m docgen.check.table`）。力度：规定、一般、推荐是条文自己的说法，
实务是没有条文的通行做法；只有“规定”才会列为“必须改”。标“可改”的，可以一键改正。早于标准施行日期的文件不按该标准检查。

"""


def manual_page(sections: Sequence[tuple[str, tuple[Rule, ...]]]) -> str:
    """The page, Markdown."""
    return _OPENING + "\n".join(_section(title, rules) for title, rules in sections)


def _section(title: str, rules: Sequence[Rule]) -> str:
    rows = "".join(
        f"| `{one.id}` | {one.title} | {one.clause} | {one.strength} | {_SEVERITIES[one.severity]} |"
        f" {'可改' if one.fixable else ''} |\n"
        for one in rules
    )
    return f"## {title}\n\n| 规则 | 要求 | 依据 | 力度 | 级别 | |\n|---|---|---|---|---|---|\n{rows}"


if __name__ == "__main__":
    sys.stdout.write(manual_page(SECTIONS))
