"""Forms of one thing are one: what is typed is found however it stands in the text, and nothing else is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.numerals import to_chinese
from search.normal import normalise
from search.query.forms import forms
from search.records import HIT_END, HIT_START, Metadata
from tests.search.query.library import Library, library

_TURNED = str.maketrans("0123456789", "０１２３４５６７８９")
_NOUGHTS = str.maketrans("0123456789", "〇一二三四五六七八九")
_Writings = list[str]
"""All the writings of one thing."""


def _days(chance: random.Random) -> _Writings:
    day = date(2011, 1, 1) + timedelta(days=chance.randrange(5000))
    year = str(day.year).translate(_NOUGHTS)
    month, number = to_chinese(day.month), to_chinese(day.day)
    return [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.year}年{day.month:02}月{day.day:02}日".translate(_TURNED),
        f"{year}年{month}月{number}日",
        f"{year.replace('〇', '○')}年{month}月{number}日",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
    ]


def _months(chance: random.Random) -> _Writings:
    year, month = chance.randrange(2000, 2030), chance.randrange(2, 13)
    spoken = str(year).translate(_NOUGHTS)
    return [
        f"{year}年{month}月",
        f"{year} 年 {month} 月",
        f"{spoken}年{to_chinese(month)}月",
        f"{spoken.replace('〇', '零')}年{to_chinese(month)}月",
        f"{spoken.replace('〇', '0')}年{to_chinese(month)}月",
    ]


def _years(chance: random.Random) -> _Writings:
    year = str(chance.randrange(1950, 2000))
    spoken = year.translate(_NOUGHTS)
    return [f"{year}年", f"{year} 年", f"{spoken}年", f"{year.translate(_TURNED)}年", f"{spoken.replace('〇', '○')}年"]


def _days_of_a_year(chance: random.Random) -> _Writings:
    month, day = chance.randrange(2, 13), chance.randrange(1, 29)
    return [
        f"{month}月{day}日",
        f"{month} 月 {day} 日",
        f"{to_chinese(month)}月{to_chinese(day)}日",
        f"{month}月{day}号",
    ]


def _shares(chance: random.Random) -> _Writings:
    share = chance.randrange(1, 100)
    return [f"{share}%", f"{share} %", f"{share}％".translate(_TURNED), f"百分之{to_chinese(share)}", f"百分之{share}"]


def _broken_shares(chance: random.Random) -> _Writings:
    whole, tenth = chance.randrange(1, 100), chance.randrange(1, 10)
    return [f"{whole}.{tenth}%", f"百分之{to_chinese(whole)}点{to_chinese(tenth)}", f"{whole}.{tenth} ％"]


def _counts(chance: random.Random) -> _Writings:
    count = chance.randrange(100, 9999)
    return [f"{count}户", f"{count} 户", f"{to_chinese(count)}户", f"{count}户".translate(_TURNED), f"{count:,}户"]


def _few(chance: random.Random) -> _Writings:
    count = chance.randrange(1, 99)
    return [f"{count}处", f"{count} 处", f"{to_chinese(count)}处", f"{count}处".translate(_TURNED)]


def _amounts(chance: random.Random) -> _Writings:
    whole, tenth = chance.randrange(1, 99), chance.randrange(1, 10)
    number = f"{whole}.{tenth}"
    return [
        f"{number}亿元",
        f"{number} 亿元",
        f"{number}亿元".translate(_TURNED),
        f"{whole}{tenth}000万元",
        f"{to_chinese(whole)}亿{to_chinese(tenth)}千万元",
    ]


def _ten_thousands(chance: random.Random) -> _Writings:
    count = chance.randrange(2, 99)
    return [
        f"{count}万人",
        f"{count} 万人",
        f"{count}0000人",
        f"{count}0,000人",
        f"{to_chinese(count)}万人",
    ]


def _articles(chance: random.Random) -> _Writings:
    number = chance.randrange(1, 120)
    return [f"第{number}条", f"第 {number} 条", f"第{to_chinese(number)}条"]


def _around(chance: random.Random, written: Callable[[str], _Writings]) -> _Writings:
    word = "".join(chance.sample("山水林田湖草沙冰风云雷电松竹梅兰", 3))
    return written(word)


def _quoted(chance: random.Random) -> _Writings:
    return _around(
        chance, lambda word: [f"深化“{word}”改革", f'深化"{word}"改革', f"深化「{word}」改革", f"深化＂{word}＂改革"]
    )


def _dashed(chance: random.Random) -> _Writings:
    return _around(
        chance, lambda word: [f"{word}—甲", f"{word}－甲", f"{word}-甲", f"{word}–甲", f"{word}——甲", f"{word}─甲"]
    )


def _dotted(chance: random.Random) -> _Writings:
    return _around(chance, lambda word: [f"{word}·乙", f"{word}•乙", f"{word}・乙", f"{word}‧乙", f"{word}･乙"])


def _spaced(chance: random.Random) -> _Writings:
    return _around(
        chance, lambda word: [f"{word}丙5G网", f"{word} 丙 5G 网", "　".join(word) + "丙5G网", f"{word}丙 ５Ｇ网"]
    )


_VARIANTS = [
    ("台湾产业", "臺灣產業"),
    ("群众诉求", "羣衆訴求"),
    ("峰会线路", "峯會綫路"),
    ("叙事周期", "敍事週期"),
    ("咨询证明", "諮詢證明"),
    ("布置游览", "佈置遊覽"),
    ("占用托管", "佔用託管"),
    ("志愿注册", "誌願註冊"),
]


def _characters(chance: random.Random) -> _Writings:
    return list(chance.choice(_VARIANTS))


_RADICALS = str.maketrans("青长西门车行文方人户水见页风马食", "⻘⻓⻄⻔⻋⾏⽂⽅⼈⼾⽔⻅⻚⻛⻢⻝")


def _radicals(chance: random.Random) -> _Writings:
    word = "".join(chance.sample("青长西门车行文方人户水见页风马食", 4))
    return [word, word.translate(_RADICALS)]


KINDS: dict[str, Callable[[random.Random], _Writings]] = {
    "days": _days,
    "months": _months,
    "years": _years,
    "days of a year": _days_of_a_year,
    "shares": _shares,
    "broken shares": _broken_shares,
    "counts": _counts,
    "few": _few,
    "amounts": _amounts,
    "ten thousands": _ten_thousands,
    "articles": _articles,
    "quotation marks": _quoted,
    "dashes": _dashed,
    "dots": _dotted,
    "blanks": _spaced,
    "variants": _characters,
    "radicals": _radicals,
}
_OF_EACH = 10  # things of each kind, in each half


def _things() -> Iterator[tuple[str, _Writings]]:
    """Things of every kind, no two of them the same; another half of all seeds is put aside by hash."""
    for kind, written in KINDS.items():
        known: set[str] = set()
        for seed in range(1000):
            writings = written(random.Random(f"{kind} {seed}"))
            if writings[0] not in known and len(known) < 2 * _OF_EACH:
                known.add(writings[0])
                yield kind, writings


def put_aside(writings: _Writings) -> bool:
    return blake2b(writings[0].encode(), digest_size=1).digest()[0] % 2 == 1


@pytest.fixture(scope="module", params=[False, True], ids=["tuned on", "put aside"])
def things(request: pytest.FixtureRequest) -> list[tuple[str, _Writings]]:
    return [(kind, writings) for kind, writings in _things() if put_aside(writings) is request.param]


@pytest.fixture(scope="module")
def written(things: list[tuple[str, _Writings]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Each writing of each thing in a paper of its own, ids in the order of things and their writings."""
    texts = [f"关于推进工作的情况\n到期为{writing}，请知悉。" for _, writings in things for writing in writings]
    with library(tmp_path_factory.mktemp("forms"), [(text, Metadata(title="情况")) for text in texts]) as made:
        yield made


def test_each_writing_finds_all_the_others_and_nothing_else(
    written: Library, things: list[tuple[str, _Writings]], engine: str
) -> None:
    """Not counted as wrong is what holds the very characters that were typed: 5处 stands in 15处."""
    owners = [(kind, writings[0]) for kind, writings in things for _ in writings]
    pairs, wrong = 0, list[tuple[str, str, set[int]]]()
    for kind, writings in things:
        own = {number for number, owner in enumerate(owners, 1) if owner == (kind, writings[0])}
        others = {number for number, owner in enumerate(owners, 1) if owner[0] == kind} - own
        for typed in writings:
            literal = normalise(typed)
            others = {number for number in others if literal not in written.texts[number - 1][1]}
            found = set(written.ids(engine, f"“{typed}”"))
            pairs += len(own)
            if own - found or found & others:
                wrong.append((kind, typed, (own - found) | (found & others)))
    assert wrong == []
    assert pairs >= 300


def test_the_words_are_lit_up_as_they_stand(tmp_path: Path) -> None:
    text = "关于停车的通知\n到 二○二六 年 十二 月 三十一 日，增长百分之五。"
    with library(tmp_path, [(text, Metadata(title="通知"))]) as made:
        snippet = made.ask("whoosh", "2026年12月31日 5%").hits[0].snippet
    assert f"{HIT_START}二○二六 年 十二 月 三十一 日{HIT_END}" in snippet
    assert f"{HIT_START}百分之五{HIT_END}" in snippet


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("5%", "百分之五十"),
        ("5%", "百分之五点五"),
        ("1200", "一千二百三十"),
        ("1200个", "三万一千二百个"),
        ("2026年1月", "二〇二六年十一月"),
        ("2026年4月", "2026.45"),
        ("统一战线", "统1战线"),
        ("十四五规划", "15规划"),
        ("三个", "十三个"),
    ],
)
def test_a_piece_of_another_number_is_not_found(tmp_path: Path, typed: str, other: str) -> None:
    with library(
        tmp_path, [(f"情况\n已达{other}左右", Metadata(title="情况")), ("甲\n乙", Metadata(title="甲"))]
    ) as made:
        assert made.ids("whoosh", typed) == ([1] if typed in other else [])


def test_what_is_typed_comes_first_and_is_never_lost() -> None:
    for typed in ("5%", "2026年4月15日", "统一战线", "二千", "1,200", ""):
        assert forms(normalise(typed))[0].text == normalise(typed)


@given(st.text(alphabet="0123456789.,%-/年月日号第条百分之一二三十千万亿点两廿元〇至~个", max_size=60))
def test_any_number_has_a_few_forms_each_once(typed: str) -> None:
    found = forms(normalise(typed))
    assert 1 <= len(found) <= 28
    assert len({form.text for form in found}) == len(found)
