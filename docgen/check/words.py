"""Words: the tables of resources/words, doubled words, redundant and relative ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from docgen.check.clauses import ACCURACY
from docgen.check.rule import Wanted, pattern_rule, rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.check.wordlists import Word, shipped
from docgen.finding import Severity, Strength
from docgen.model import Form
from docgen.segmentation import are_borders

_REQUIRED, _PRACTICE = Strength.REQUIRED, Strength.PRACTICE
_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT


class Matcher:
    """Finds the words of a table in linear time: one scan for first characters, then the words that begin so."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._by_first: dict[str, list[Word]] = {}
        for word in sorted(words, key=lambda one: -len(one.word)):
            self._by_first.setdefault(word.word[0], []).append(word)
        firsts = "".join(map(re.escape, self._by_first))
        self._first = re.compile(f"[{firsts}]") if firsts else None

    def find(self, text: str) -> Iterator[tuple[int, Word]]:
        """Each place where an entry applies, the longest entry first; places do not overlap."""
        end = 0
        for found in self._first.finditer(text) if self._first else ():
            place = found.start()
            if place < end:
                continue
            for word in self._by_first[found[0]]:
                if text.startswith(word.word, place) and _applies(word, text, place):
                    yield place, word
                    end = place + len(word.word)
                    break


def _applies(word: Word, text: str, place: int) -> bool:
    end = place + len(word.word)
    if word.before and not any(_before(text, place, item) for item in word.before):
        return False
    if word.after and not any(_after(text, end, item) for item in word.after):
        return False
    return not any(_within(text, place, end, item) for item in word.exceptions)


_NUMERALS = frozenset("0123456789０１２３４５６７８９一二两三四五六七八九十百千万亿半几余多")


def _before(text: str, place: int, item: str) -> bool:
    return text[max(place - 1, 0) : place] in _NUMERALS if item == "数字" and place else text.endswith(item, 0, place)


def _after(text: str, end: int, item: str) -> bool:
    return text[end : end + 1].isdecimal() if item == "数字" else text.startswith(item, end)


def _within(text: str, place: int, end: int, item: str) -> bool:
    return item in text[max(place - len(item), 0) : end + len(item)]


@cache
def _matcher(level: str) -> Matcher:
    return Matcher([word for word in shipped() if word.level == level])


def _find(subject: Subject, level: str) -> Iterator[Spot]:
    for piece in subject.pieces:
        for place, word in _matcher(level).find(piece.text):
            uncut = sum(are_borders(piece.text, place, place + len(word.word)))
            if uncut and _holds(word, subject):
                spot = _spot(piece, place, word)
                sure = uncut == 2 or level != "必错"
                yield spot if sure else replace(spot, severity=_WARNING, safe=False)


def _holds(word: Word, subject: Subject) -> bool:
    """Is the entry for such papers, and in force when this one was made? A source text without a date is of today."""
    if word.form and word.form != subject.document.form:
        return False
    if word.since is None:
        return True
    return subject.day >= word.since if subject.day else subject.year >= word.since.year or subject.is_draft


def _spot(piece: Piece, place: int, word: Word) -> Spot:
    advice = f"请改为“{word.suggestion}”" if word.level == "必错" else f"请核对是否应为“{word.suggestion}”"
    note = f"（{word.note}）" if word.note else ""
    tail = advice if word.suggestion else "请核对"
    return piece.spot(place, place + len(word.word), f"“{word.word}”{note}，{tail}。", word.suggestion)


@rule("word-wrong", "没有错别字（词表“必错”）", ACCURACY, _REQUIRED, _ERROR, fixable=True)
def wrong(subject: Subject) -> Iterator[Spot]:
    """Words that are wrong wherever they stand.

    Characters of two words that happen to meet (解决｜义乌) are none; a hit that cuts one word is asked about.
    """
    yield from _find(subject, "必错")


@rule("word-doubtful", "易混词使用恰当（词表“疑似”）", ACCURACY, _PRACTICE, _WARNING)
def doubtful(subject: Subject) -> Iterator[Spot]:
    """Words that are probably wrong in their context."""
    yield from _find(subject, "疑似")


@rule("word-hint", "名称、用词规范（词表“提示”）", ACCURACY, _PRACTICE, _HINT)
def hinted(subject: Subject) -> Iterator[Spot]:
    """Words to think about: variants, names of bodies that have changed."""
    yield from _find(subject, "提示")


_NOT_DOUBLED = re.compile(r"对对[账比接照应方外内口联面手立]|和和美美|要要件|为为民|与与会|由由[上下]级")
_PARTICLES = re.compile(r"([的了和与及是对在为把将从向以由要也都就被而或等])\1")


@rule("word-doubled", "没有重复的字词", ACCURACY, _PRACTICE, _WARNING, fixable=True)
def doubled_particle(subject: Subject) -> Iterator[Spot]:
    """的的, 了了: both of them words by themselves, unlike 目的｜的, 参与｜与其, 对｜对账单."""
    for piece in subject.pieces:
        for found in _PARTICLES.finditer(piece.text):
            if _NOT_DOUBLED.match(piece.text, found.start()):
                continue
            if all(are_borders(piece.text, found.start(), found.start() + 1, found.end())):
                yield piece.spot(found.start(), found.end(), f"“{found[0]}”重复，请删去一个字。", found[1])


_PHRASE = re.compile(r"(?=([\u4e00-\u9fff]{2,8}?)\1)")
_REPEATABLE = re.compile(
    r"^(?:研究|讨论|商量|考虑|沟通|了解|参考|学习|商议|探讨|交流|很多|许多|非常|十分|一个|一项|一件|一户|一批|某|一.$|人人|家家|"
    r"户户|层层|年年|天天|事事)|(.)\1$|^[一二三四五六七八九十百千万亿零〇两几]+$"
)
_GOES_ON = re.compile(r"[\u4e00-\u9fff]")
_THING_AND_DEED = frozenset(("规定", "决定", "计划", "规划", "要求", "出租", "批复", "报告", "决议", "年度", "通知"))
"""Words that name a thing and what is done with it: 本规定｜规定的程序, 上一年度｜年度报告."""


@rule("phrase-doubled", "没有重复的词语", ACCURACY, _PRACTICE, _WARNING)
def doubled_phrase(subject: Subject) -> Iterator[Spot]:
    """认真认真, 工作工作: typed or pasted twice, both times as whole words."""
    for piece in subject.prose:
        for found in _PHRASE.finditer(piece.text):
            phrase, start = found[1], found.start()
            if _REPEATABLE.search(phrase) or (
                phrase in _THING_AND_DEED and _GOES_ON.match(piece.text, start + 2 * len(phrase))
            ):
                continue
            middle, end = start + len(phrase), start + 2 * len(phrase)
            whole = are_borders(piece.text, start, middle, end)
            begins_one = not any(are_borders(piece.text, *range(middle + 1, end)))  # 认真｜认真落实
            if whole[0] and whole[1] and (whole[2] or begins_one):
                yield piece.spot(start, end, f"“{phrase}”连着出现了两次，请核对后删去一个。", phrase)


_REDUNDANT = re.compile(
    r"(?:约|大约|大概)[\u4e00-\u9fff]{0,3}[\d.]{1,12}[万亿]?[\u4e00-\u9fff]{0,4}(?:左右|上下)|(?:近|将近)[\d.]{1,12}(?:多|余)[\u4e00-\u9fff]|"
    r"(?:超过|超)[\u4e00-\u9fff]{0,2}[\d.]{1,12}[万亿]?[\u4e00-\u9fff]{0,3}以上|(?:至少|最少)[\u4e00-\u9fff]{0,3}[\d.]{1,12}[万亿]?[\u4e00-\u9fff]{0,3}以上|"
    r"(?:最多|至多)[\d.]{1,12}[万亿]?[\u4e00-\u9fff]{0,3}以下|目前现状|过去的历史|凯旋归来|非常十分|原因是因为|的原因是由于|"
    r"平均每[\u4e00-\u9fff]平均|全部[^，。]{0,6}都全部",
    re.ASCII,
)


redundant = pattern_rule(
    "word-redundant",
    "用语不重复累赘（“约……左右”）",
    ACCURACY,
    _PRACTICE,
    _HINT,
    Wanted(_REDUNDANT, "“{0}”语意重复，请删去其中一个。"),
)

_RELATIVE = re.compile(r"日前|近日|前不久|昨天|前天|(?<![\d今])去年(?!同期)|上个月|上周|下周|本周内|明天|后天")


@rule("time-relative", "时间写明年月日，不用“日前”“去年”", ACCURACY, _PRACTICE, _HINT)
def relative(subject: Subject) -> Iterator[Spot]:
    """The first relative time of each sort; a press text may say 日前."""
    if subject.document.form is Form.PRESS:
        return
    known: set[str] = set()
    for piece in subject.paragraphs:
        for found in _RELATIVE.finditer(piece.text):
            if found[0] not in known and not _part_of_word(piece.text, found):
                known.add(found[0])
                message = f"“{found[0]}”过后就说不清是哪一天，公文中请写明年、月、日。"
                yield piece.spot(found.start(), found.end(), message)


def _part_of_word(text: str, found: re.Match[str]) -> bool:
    """“5月31日前” has no 日前 in it."""
    before = text[max(found.start() - 1, 0) : found.start()]
    return (
        found[0] == "日前" and bool(before) and (before.isdigit() or before in "一二三四五六七八九十作节假到期工每当")
    )
