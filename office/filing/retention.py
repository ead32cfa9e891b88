"""保管期限 by a retention table: the line that says how long a paper is kept, or that it is not filed.

The table that ships follows 国家档案局令第8号 (2006) in short; an office loads its own approved one instead.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from office.filing.codes import TERMS, FilingError
from papers.kinds import base_kind, kind_of
from resources import resource

NATIONAL = resource("registers", "保管期限表.csv")
COLUMNS = ("条款", "来源", "文种", "题名含", "期限", "说明")
_RANKS = (
    (5, re.compile(r"国务院|中共中央|中央|全国人|全国政协|最高人民|^国家|^中华人民共和国|^(?:.{2,8})部$")),
    (4, re.compile(r"省|自治区|^(?:北京|上海|天津|重庆)市")),
    (3, re.compile(r"(?<![城都])市(?![场政容民长])|自治州|地区|盟")),
    (2, re.compile(r"区|县|旗")),
    (1, re.compile(r"乡|镇|街道|村|社区")),
)
"""Words in the name of a body that tell its rank, 5 the highest; the first that is found counts."""
_PLACE = re.compile(r".{2,8}?(?:新区|示范区|开发区|高新区|自治区|区|县|旗|市|州|盟|省|镇|乡|街道)(?!办事处)")
"""The place that a body's name begins with: who shares it stands on the same level, or below."""
_GOVERNING = re.compile(r"(?:人民政府|管理委员会|管委会|委员会|党工委|党委)$")


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """A line of the table: for papers of `source` (本机关 上级 下级 其他 任何), of `kinds`, whose title has a word."""

    clause: str
    source: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    term: str
    why: str

    def fits(self, source: str, kind: str, title: str) -> bool:
        """Whether the line is for such a paper."""
        return (
            self.source in ("任何", source)
            and (not self.kinds or kind in self.kinds or base_kind(kind) in self.kinds)
            and (not self.words or any(word in title for word in self.words))
        )


@cache
def national_table() -> tuple[RetentionRule, ...]:
    """The table that ships."""
    return read_table(NATIONAL.read_text(encoding="utf-8"))


def read_table(text: str) -> tuple[RetentionRule, ...]:
    """A table of COLUMNS as .csv; FilingError for one that cannot be used, with the line."""
    rows = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise FilingError(f"保管期限表的第一行应当是：{','.join(COLUMNS)}。")
    return tuple(_rule(row, number) for number, row in enumerate(rows, 2))


def _rule(row: dict[str, str], number: int) -> RetentionRule:
    term = (row["期限"] or "").strip()
    if term and term not in TERMS:
        raise FilingError(f"保管期限表第 {number} 行的期限“{term}”不对，只有 Y、D30、D10，不归档的留空。")
    return RetentionRule(
        row["条款"].strip(), row["来源"].strip(), _words(row["文种"]), _words(row["题名含"]), term, row["说明"].strip()
    )


def _words(cell: str | None) -> tuple[str, ...]:
    return tuple(word for word in (cell or "").split("|") if word)


def retention(
    title: str, kind: str, issuer: str, own: str, table: Sequence[RetentionRule] | None = None
) -> RetentionRule | None:
    """The first line of the table for a paper; None where no line fits. `own` is the office's 机关, "" if unknown."""
    source = source_of(issuer, own)
    known = kind or kind_of(title)
    return next((rule for rule in table or national_table() if rule.fits(source, known, title)), None)


def source_of(issuer: str, own: str) -> str:
    """Where a paper comes from, seen from `own`: 本机关, 上级, 下级 or 其他; 本机关 where nothing is known."""
    if not issuer or not own or _is_own(issuer, own):
        return "本机关"
    place = _PLACE.match(own)
    theirs, ours = (0, 0) if place and issuer.startswith(place[0]) else (_rank(issuer), _rank(own))
    if theirs != ours and theirs and ours:
        return "上级" if theirs > ours else "下级"
    return "下级" if _GOVERNING.search(own) and not _GOVERNING.search(issuer) else "其他"


def _is_own(issuer: str, own: str) -> bool:
    """The body itself and its offices: 青澜新区管理委员会办公室 is one of 青澜新区管理委员会."""
    rest = issuer.removeprefix(own)
    return rest != issuer and (not rest or rest.startswith(("办公室", "办公厅", "党组", "机关", "综合", "秘书")))


def _rank(name: str) -> int:
    return next((rank for rank, words in _RANKS if words.search(name)), 0)


def office_table(path: Path | None) -> tuple[RetentionRule, ...]:
    """The office's own table where it has loaded one, else the national one."""
    return read_table(path.read_text(encoding="utf-8-sig")) if path and path.is_file() else national_table()
