"""Marks that come in pairs: “” ‘’ （） 《》 (GB/T 15834—2011 4.8, 4.9, 4.15)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.check.clauses import MARKS
from docgen.check.rule import Wanted, pattern_rule, rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength

_PAIRS = {"“": "”", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}
_OPENERS = {close: opening for opening, close in _PAIRS.items()}
_MARK = re.compile("[“”〈〉（）〔〕【】]|(?<!《)《(?!《)|(?<!》)》(?!》)")  # 《《 and 》》 are arrows of a web page
_STRAIGHT = re.compile(
    r'["＂][^"＂“”]{0,60}[\u4e00-\u9fff][^"＂“”]{0,60}["＂]|“[^"＂“”]{1,80}["＂]|["＂][^"＂“”]{1,80}”'
)
"""Straight quotation marks around Chinese, on one side or both."""
_INCHES = re.compile(r'\d".*\d"', re.ASCII)
_ITEM = re.compile(r"^(?:[0-9]{1,2}|[a-zA-Z]|[①-⑳]|[一二三四五六七八九十]{1,2})）")


def _unpaired(text: str) -> list[int]:
    """Offsets of marks without their other half, in order."""
    open_marks: list[int] = []
    stray: list[int] = []
    for found in _MARK.finditer(text):
        if found[0] in _PAIRS:
            open_marks.append(found.start())
        elif open_marks and text[open_marks[-1]] == _OPENERS[found[0]]:
            open_marks.pop()
        elif any(text[place] == _OPENERS[found[0]] for place in open_marks[-4:]):
            while text[open_marks[-1]] != _OPENERS[found[0]]:
                stray.append(open_marks.pop())
            open_marks.pop()
        else:
            stray.append(found.start())
    return sorted(stray + open_marks)


@rule("unpaired", "括号、引号、书名号成对", f"{MARKS} 4.8、4.9、4.15", Strength.REQUIRED, Severity.ERROR)
def unpaired(subject: Subject) -> Iterator[Spot]:
    """A half of a pair that stands alone. A quotation may run over paragraphs, a bracket over lines of foreign text."""
    lines = subject.lines
    for piece in subject.pieces:
        text = _with_full_marks(piece.text)
        places = _unpaired(text)
        if places and text[places[0]] == "）" and _ITEM.match(text):
            places = places[1:]
        for place in places:
            embraces = place in (0, len(text) - 1)  # （…… over several paragraphs ……）
            reach = 60 if text[place] in "“”" else 30 if embraces else 0 if subject.source else 6
            if not _goes_on(text[place], lines, piece.line, reach):
                yield _spot(piece, place)


def _goes_on(mark: str, lines: Sequence[str], number: int, reach: int) -> bool:
    """Does the other half stand alone in one of the lines after (or, for a closing mark, before) line `number`?"""
    if mark in _PAIRS:
        near, other = lines[number : number + reach], _PAIRS[mark]
    else:
        near, other = lines[max(number - 1 - reach, 0) : max(number - 1, 0)], _OPENERS[mark]
    halves = (other, _HALVES.get(other, other))
    return any(_alone(line, other) for line in near if any(half in line for half in halves))


def _alone(line: str, mark: str) -> bool:
    """Does `mark` stand in a line without its other half?

    A “ at the head of a paragraph may only open again what an earlier one opened (GB/T 15834—2011 4.8.3.5): then the
    ” at the end of the line is without its half.
    """
    text = _with_full_marks(line)
    alone = any(text[place] == mark for place in _unpaired(text))
    again = mark == "”" and text.lstrip().startswith("“") and bool(_CLOSED.search(text))
    return alone or (again and text.count("“") == text.count("”"))


_HALVES = {"（": "(", "）": ")"}
_CLOSED = re.compile(r"”[，。；！？]?\s*$")


def _with_full_marks(text: str) -> str:
    """`text` with straight quotation marks as “” and half-width brackets as （）, place for place.

    What is wrong with those is said by straight-quotes, brackets-mixed and brackets-half-width, not twice.
    """
    text = text.replace("(", "（").replace(")", "）")
    if not re.search('["＂]', text):
        return text
    return _STRAIGHT.sub(lambda found: f"“{found[0][1:-1]}”", text)


def _spot(piece: Piece, place: int) -> Spot:
    mark = piece.text[place]
    full = _with_full_marks(mark)
    other = _PAIRS.get(full) or _OPENERS[full]
    return piece.spot(place, place + 1, f"“{mark}”没有与它成对的“{other}”，请补上或删去。")


@rule("nested-quotes", "引号中再用引号时，里面用单引号", f"{MARKS} 4.8", Strength.REQUIRED, Severity.ERROR)
def nested_quotes(subject: Subject) -> Iterator[Spot]:
    """“ inside “ ”."""
    yield from _nested(subject, "“", "”", "‘’")


@rule("nested-titles", "书名号中再用书名号时，里面用单书名号", f"{MARKS} 4.15", Strength.REQUIRED, Severity.WARNING)
def nested_titles(subject: Subject) -> Iterator[Spot]:
    """《 inside 《 》."""
    yield from _nested(subject, "《", "》", "〈〉")


def _between(text: str, place: int, inner: str) -> bool:
    """Does the inner pair stand open at `place`? The third level takes the outer marks again."""
    return text.rfind(inner[0], 0, place) > text.rfind(inner[1], 0, place)


def _nested(subject: Subject, opening: str, close: str, inner: str) -> Iterator[Spot]:
    for piece in subject.pieces:
        depth, start = 0, 0
        if piece.text.count(opening) != piece.text.count(close):
            continue
        for place, character in enumerate(piece.text):
            if character == opening:
                depth += 1
                start = place if depth == 2 else start
            elif character == close:
                if depth == 2 and not _between(piece.text, start, inner):
                    found = piece.text[start : place + 1]
                    wanted = inner[0] + found[1:-1] + inner[1]
                    message = f"“{opening}”里面再用时改用“{inner[0]}{inner[1]}”，“{found}”请改为“{wanted}”。"
                    yield piece.spot(start, place + 1, message, wanted)
                depth = max(depth - 1, 0)


straight_quotes = pattern_rule(
    "straight-quotes",
    "引号用“”，不用直引号",
    f"{MARKS} 4.8",
    Strength.REQUIRED,
    Severity.ERROR,
    Wanted(
        _STRAIGHT,
        "引号用“”，{0}请改为{1}。",
        lambda found: f"“{found[0][1:-1]}”",
        right=lambda found: bool(_INCHES.fullmatch(found.string, max(found.start() - 1, 0), found.end())),
        asks=lambda found: len(re.findall('["＂“”]', found.string)) % 2 == 1,  # which one is missing?
        titles=True,
    ),
    fixable=True,
)


@rule("wrong-way-quotes", "引号先左后右", f"{MARKS} 4.8", Strength.REQUIRED, Severity.ERROR, fixable=True)
def wrong_way_quotes(subject: Subject) -> Iterator[Spot]:
    """”……“ typed the wrong way round, with no other quotation mark in the paragraph."""
    for piece in subject.prose:
        if piece.text.count("”") == piece.text.count("“") == 1 and piece.text.find("”") < piece.text.find("“"):
            start, end = piece.text.find("”"), piece.text.find("“") + 1
            wanted = f"“{piece.text[start + 1 : end - 1]}”"
            yield piece.spot(start, end, "这对引号左右颠倒了，请改为先左后右。", wanted)
