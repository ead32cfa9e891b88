"""Marks that come in pairs: “” ‘’ （） 《》 (GB/T 15834—2011 4.8, 4.9, 4.15)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.clauses import MARKS
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength

_PAIRS = {"“": "”", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}
_OPENERS = {close: opening for opening, close in _PAIRS.items()}
_MARK = re.compile("[“”《》〈〉（）〔〕【】]")
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
    """A half of a pair that stands alone. A quotation may run over paragraphs."""
    running = False
    for piece in subject.pieces:
        text = piece.text
        skip = 1 if _ITEM.match(text) else 0
        places = _unpaired(text)
        for place in places[skip:] if skip and places and text[places[0]] == "）" else places:
            if text[place] == "“" and _goes_on(piece, place, subject):
                running = True
            elif text[place] == "”" and running:
                running = False
            else:
                yield _spot(piece, place)


def _goes_on(piece: Piece, place: int, subject: Subject) -> bool:
    """Is the quotation opened here closed in a later paragraph?"""
    del place
    if piece.paragraph is None:
        return False
    following = subject.lines[piece.line : piece.line + 60]
    return any(_unpaired(line)[:1] and line[_unpaired(line)[0]] == "”" for line in following)


def _spot(piece: Piece, place: int) -> Spot:
    mark = piece.text[place]
    other = _PAIRS.get(mark) or _OPENERS[mark]
    return piece.spot(place, place + 1, f"“{mark}”没有与它成对的“{other}”，请补上或删去。")


@rule("nested-quotes", "引号中再用引号时，里面用单引号", f"{MARKS} 4.8", Strength.REQUIRED, Severity.ERROR)
def nested_quotes(subject: Subject) -> Iterator[Spot]:
    """“ inside “ ”."""
    yield from _nested(subject, "“", "”", "‘’")


@rule("nested-titles", "书名号中再用书名号时，里面用单书名号", f"{MARKS} 4.15", Strength.REQUIRED, Severity.WARNING)
def nested_titles(subject: Subject) -> Iterator[Spot]:
    """《 inside 《 》."""
    yield from _nested(subject, "《", "》", "〈〉")


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
                if depth == 2:
                    found = piece.text[start : place + 1]
                    wanted = inner[0] + found[1:-1] + inner[1]
                    message = f"“{opening}”里面再用时改用“{inner[0]}{inner[1]}”，“{found}”请改为“{wanted}”。"
                    yield piece.spot(start, place + 1, message, wanted)
                depth = max(depth - 1, 0)


@rule("straight-quotes", "引号用“”，不用直引号", f"{MARKS} 4.8", Strength.REQUIRED, Severity.ERROR, fixable=True)
def straight_quotes(subject: Subject) -> Iterator[Spot]:
    """Straight quotation marks around Chinese."""
    for piece in subject.prose:
        for found in _STRAIGHT.finditer(piece.text):
            wanted = f"“{found[1]}”"
            yield piece.spot(found.start(), found.end(), f"引号用“”，{found[0]}请改为{wanted}。", wanted)


_STRAIGHT = re.compile(r'["＂]([^"＂]{0,60}[\u4e00-\u9fff][^"＂]{0,60})["＂]')


@rule("wrong-way-quotes", "引号先左后右", f"{MARKS} 4.8", Strength.REQUIRED, Severity.ERROR, fixable=True)
def wrong_way_quotes(subject: Subject) -> Iterator[Spot]:
    """”……“ typed the wrong way round, with no other quotation mark in the paragraph."""
    for piece in subject.prose:
        if piece.text.count("”") == piece.text.count("“") == 1 and piece.text.find("”") < piece.text.find("“"):
            start, end = piece.text.find("”"), piece.text.find("“") + 1
            wanted = f"“{piece.text[start + 1 : end - 1]}”"
            yield piece.spot(start, end, "这对引号左右颠倒了，请改为先左后右。", wanted)
