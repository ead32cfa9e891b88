"""What people mean in a query, said in the query language: 去年 通知 → 年:2025-01-01..2025-12-31 通知, 我局 → 机关:….

Only words by themselves that are nothing else are taken so at once. What may as well stand in a text, 去年的通知, is
taken apart only where it stands in none; the same goes for 拼音.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from search.normal import normalise
from search.query.parse import is_number, tokens
from search.query.phrases import phrase

_OWN = re.compile("(?:我|本)(?:局|委|办|厅|部|院|校|镇|乡|街道|区|县|市|单位|机关|中心|公司)")
_LETTERS = re.compile("[a-z]{2,24}")

Spelt = Callable[[str], Sequence[str]]
"""The words that are read so, or whose syllables begin with these letters."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A query in the query language, and of each word that was taken for something else what it was taken for."""

    query: str
    told: tuple[str, ...] = ()


def at_once(query: str, today: date, own: str = "") -> Understood:
    """Words that are a time as a whole, and 我局 where it is known whose archive it is."""

    def meant(word: str) -> tuple[str, str] | None:
        found = phrase(word, today)
        if found is not None and found.end == len(word):
            return f"年:{found.span}", f"{word}：{_days(found.first, found.last)}"
        if own and _OWN.fullmatch(word):
            return f"机关:{own}", f"{word}：{own}"
        return None

    return _each(query, meant)


def further(query: str, today: date, own: str, spelt: Spelt) -> Understood:
    """Also a time, or 我局, at the beginning of a word, and 拼音: for a query that stands nowhere."""

    def meant(word: str) -> tuple[str, str] | None:
        found = phrase(word, today)
        if found is not None:
            return f"年:{found.span} {word[found.end :]}", f"{word[: found.end]}：{_days(found.first, found.last)}"
        mine = _OWN.match(word) if own else None
        if mine:
            rest = word[mine.end() :].removeprefix("的")
            return f"机关:{own} {rest}", f"{mine[0]}：{own}"
        if _LETTERS.fullmatch(word) and (words := spelt(word)):
            return words[0], f"{word}：{words[0]}"
        return None

    return _each(query, meant)


def told_of(understood: Sequence[str]) -> str:
    """What words were taken for, as one sentence to a person; "" where none were."""
    parts = (one.partition("：") for one in understood)
    said = "，".join(f"“{word}”按{meaning}" for word, _, meaning in parts)
    return f"{said}来查。" if said else ""


def literally(query: str, understood: Sequence[str]) -> str:
    """The query with the words that were taken for something else in quotes, so that they are words again."""
    taken = tuple(one.partition("：")[0] for one in understood)
    parts: list[str] = []
    for token in tokens(query):
        bare = not (token.field or token.excluded or token.quoted)
        mine = bare and bool(taken) and normalise(token.text).startswith(taken)
        parts.append(f'"{token.text}"' if mine else token.written)
    return " ".join(parts)


def _each(query: str, meant: Callable[[str], tuple[str, str] | None]) -> Understood:
    """The query with its bare words replaced by what they mean."""
    if is_number(query):
        return Understood(query)
    parts: list[str] = []
    told: list[str] = []
    for token in tokens(query):
        bare = not (token.field or token.excluded or token.quoted)
        found = meant(normalise(token.text)) if bare else None
        parts.append(found[0] if found else token.written)
        told += [found[1]] if found else []
    return Understood(" ".join(parts), tuple(told)) if told else Understood(query)


def _days(first: date, last: date) -> str:
    """A range as people say it."""
    if first == last:
        return _day(first)
    if first == date.min:
        return f"{_day(last)}以前"
    return f"{_day(first)}以来" if last == date.max else f"{_day(first)}至{_day(last)}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
