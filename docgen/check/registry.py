"""All rules, in the order of the manual's table."""

from __future__ import annotations

from docgen.check import (
    citations,
    consistency,
    dates,
    duties,
    elements,
    figures,
    grammar,
    laws,
    layout,
    names,
    numbers,
    pairs,
    parties,
    punctuation,
    routing,
    structure,
    timeline,
    titles,
    totals,
    words,
)
from docgen.check.rule import Rule

_ROOMS = (
    ("层次与序号", structure),
    ("公文要素", elements),
    ("标题与附件", titles),
    ("文种与行文", routing),
    ("标点符号", punctuation),
    ("成对的标点", pairs),
    ("数字用法", numbers),
    ("日期", dates),
    ("起止与年份", timeline),
    ("词语", words),
    ("语法", grammar),
    ("数字前后一致", figures),
    ("表格合计", totals),
    ("重复", consistency),
    ("姓名与机关名称", names),
    ("前后一致", parties),
    ("引用文件", citations),
    ("法律法规", laws),
    ("任务落实", duties),
    ("版面（.docx）", layout),
)

SECTIONS: tuple[tuple[str, tuple[Rule, ...]], ...] = tuple(
    (title, tuple(value for value in vars(room).values() if isinstance(value, Rule))) for title, room in _ROOMS
)
RULES: tuple[Rule, ...] = tuple(rule for _, section in SECTIONS for rule in section)
