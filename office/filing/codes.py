"""档号 of filed items: 全宗号-门类·年度-期限-机构(问题)-件号, as J001-WS·2026-Y-BGS-0001 (DA/T 13—2022)."""

from __future__ import annotations

import re

from papers.problem import Problem
from search.store.registers.filing import Series, Term

TERMS: dict[Term, str] = {"Y": "永久", "D30": "30年", "D10": "10年"}
"""The codes of 保管期限 and their names (国家档案局令第8号)."""

CODE = re.compile(r"[A-Z0-9]{4}-[A-Z]{2}(?:·[A-Z0-9]{2})?·\d{4}-(?:Y|D30|D10)(?:-[A-Z]{2,4})?-\d{4}")
_FONDS = re.compile(r"[A-Z0-9]{4}")
_CATEGORY = re.compile(r"[A-Z]{2}(?:·[A-Z0-9]{2})?")
_ORG = re.compile(r"(?:[A-Z]{2,4})?")
_LAST = 9999


class FilingError(Problem):
    """Wrong use of the filing, as a plain Chinese sentence."""


def code(series: Series, number: int) -> str:
    """The 档号 of the `number`-th item of a series; FilingError past 9999, the most that four digits say."""
    if number > _LAST:
        raise FilingError(f"{series.year} 年度这一期限的件号已经用到 {_LAST}，请按机构（问题）分开编号。")
    org = f"-{series.org}" if series.org else ""
    return f"{series.fonds}-{series.category}·{series.year}-{series.term}{org}-{number:04d}"


def checked(series: Series) -> Series:
    """The series, once its parts are found to be of the form that a 档号 asks for; FilingError otherwise."""
    if not _FONDS.fullmatch(series.fonds):
        raise FilingError(f"全宗号“{series.fonds}”不对，应是4位大写字母或数字，如 J001。")
    if not _CATEGORY.fullmatch(series.category):
        raise FilingError(f"门类“{series.category}”不对，应是2位大写字母，如 WS（文书）。")
    if not _ORG.fullmatch(series.org):
        raise FilingError(f"机构（问题）代码“{series.org}”不对，应是2至4位大写字母，如 BGS。")
    if series.term not in TERMS:
        raise FilingError(f"保管期限“{series.term}”不对，只有 Y（永久）、D30（30年）、D10（10年）。")
    return series
