"""Laws that a paper names: repealed ones and ones that there are not, by the editable table of resources/words/法规."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from docgen.check.clauses import ACCURACY
from docgen.check.rule import rule
from docgen.check.subject import Spot, Subject
from docgen.check.wordlists import WordTableError
from docgen.finding import Severity, Strength
from resources import resource

_TABLE = resource("words/法规/法规效力.tsv")
_COLUMNS = ["名称", "状态", "日期", "现行", "来源"]
_CITED = re.compile(r"《([^《》]{2,60})》")
_SPOKEN_OF = re.compile(r"废止|原《|失效|修改|修订|替代|代替|取代|有关历史|当时")


@dataclass(frozen=True, slots=True)
class Law:
    """One line of the table: `since` None for a law that never was; `now` is what holds instead, "" for nothing."""

    name: str
    since: date | None
    now: str
    source: str


@cache
def laws() -> dict[str, Law]:
    """The table by name. Raise WordTableError for a wrong line."""
    lines = _TABLE.read_text(encoding="utf-8-sig").splitlines()
    kept = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    return {law.name: law for law in (_law(number, line) for number, line in kept[1:])}


def _law(number: int, line: str) -> Law:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != len(_COLUMNS) or cells[1] not in ("废止", "没有"):
        raise WordTableError(f"“{_TABLE.name}”第 {number} 行要有{'、'.join(_COLUMNS)}五栏，状态填“废止”或“没有”。")
    try:
        since = date.fromisoformat(cells[2]) if cells[2] else None
    except ValueError:
        raise WordTableError(f"“{_TABLE.name}”第 {number} 行的日期请写成 2021-01-01 的样子。") from None
    return Law(cells[0], since, cells[3], cells[4])


@rule("law-repealed", "引用的法律法规现行有效", ACCURACY, Strength.REQUIRED, Severity.WARNING)
def repealed(subject: Subject) -> Iterator[Spot]:
    """《中华人民共和国合同法》 in a paper of 2026; a law that there is not at all."""
    known = laws()
    for piece in subject.prose:
        for found in _CITED.finditer(piece.text):
            law = known.get(re.sub(r"\s", "", found[1]))
            if law is None or _SPOKEN_OF.search(piece.text[max(found.start() - 16, 0) : found.end() + 24]):
                continue
            if law.since is None:
                yield piece.spot(
                    found.start(1), found.end(1), f"没有《{law.name}》这部法律{_instead(law, '，是否应为')}。", law.now
                )
            elif subject.day >= law.since if subject.day else subject.is_draft:
                ended = f"{law.since.year}年{law.since.month}月{law.since.day}日"
                message = f"《{law.name}》已于{ended}废止{_instead(law, '，现行的是')}（{law.source}）。"
                spot = piece.spot(found.start(1), found.end(1), message, law.now)
                yield spot if law.now else replace(spot, suggestion="")


def _instead(law: Law, words: str) -> str:
    return f"{words}《{law.now}》" if law.now else ""
