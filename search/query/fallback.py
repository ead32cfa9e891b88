"""相关结果: a question that stands nowhere word for word is answered by the texts with a passage about it.

The index gives the texts with the most of its words; those are read, and the best passage of each decides: BM25 over
words, pairs of characters and characters together, which found more than any one of them (docs/search.md).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log

from search.index.engine import Engine
from search.index.words import segment

READ = 300  # texts that are read
_MUCH = 500_000  # characters, after which no more are read: 0.1 s
_K1, _B = 2.0, 1.0
_WORDS, _PAIRS, _CHARACTERS = 1.3, 1.0, 0.5  # how much each says
_PASSAGE = 200  # characters: lines are joined up to this length
_LONGEST = 1200  # characters: a longer line is cut

# What makes a question of it and says nothing of its matter.
_ASKING = re.compile(
    "请问|怎么办|怎么样|怎么|怎样|如何|什么|哪些|哪个|哪里|哪种|是否|能否|可否|能不能|是不是|有没有|会不会|可不可以|要不要"
    "|应该|应当|可以|为何|为什么|多少|多久|需要|属于|我们|谁|吗|呢|我|该"
)
_EMPTY = frozenset(
    "的了吧啊是能你他她它们要会在和与或及对被把给向由从到就也都还又而等其之后时有无不这那若但因为以于几下"
) | {*("没有", "一个", "这个", "那个", "如果", "因为", "所以", "进行", "情况", "情形")}
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for in a passage and how much it is worth: words, and pieces of one or two characters."""

    words: Mapping[str, float]
    pieces: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    length: int  # characters, marks left out
    words: Counter[str]


def matter(question: str) -> tuple[str, ...]:
    """The words of a question that say what it is about, each once."""
    words = segment(_ASKING.sub(" ", question))
    return tuple(dict.fromkeys(word for word in words if word not in _EMPTY)) or tuple(dict.fromkeys(segment(question)))


def weighed(question: str, engine: Engine, documents: int) -> Question:
    """The question with the rarer words and pieces the heavier."""

    def rarity(frequency: int) -> float:
        return log(1 + (max(0, documents - frequency) + 0.5) / (frequency + 0.5))

    runs = _RUN.findall(_ASKING.sub(" ", question))
    pairs = {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
    weights = {**dict.fromkeys("".join(runs), _CHARACTERS), **dict.fromkeys(sorted(pairs), _PAIRS)}
    return Question(
        {word: _WORDS * rarity(engine.document_frequency(word)) for word in matter(question)},
        {piece: weight * rarity(engine.gram_frequency(piece)) for piece, weight in weights.items()},
    )


def rated(question: Question, texts: Iterable[tuple[int, str, str]]) -> dict[int, float]:
    """How well the best passage of each text (id, head, body) answers, as far as they are read."""
    best: dict[int, _Passage] = {}
    read = 0
    for number, head, body in texts:
        read += len(body)
        if best and read > _MUCH:
            break
        text = f"{head}\n{_best_passage(question.words, body)}"
        best[number] = _Passage(text, sum(map(len, _RUN.findall(text))), Counter(segment(text)))
    length = sum(passage.length for passage in best.values()) / max(1, len(best)) or 1.0
    words = sum(passage.words.total() for passage in best.values()) / max(1, len(best)) or 1.0
    return {
        number: _bm25(question.words, passage.words.__getitem__, passage.words.total() / words)
        + _bm25(question.pieces, passage.text.count, passage.length / length)
        for number, passage in best.items()
    }


def _bm25(wanted: Mapping[str, float], count: Callable[[str], int], length: float) -> float:
    slack = _K1 * (1 - _B + _B * length)
    counts = ((weight, count(term)) for term, weight in wanted.items())
    return sum(weight * times * (_K1 + 1) / (times + slack) for weight, times in counts if times)


def _best_passage(words: Mapping[str, float], body: str) -> str:
    """The first of the passages with the most of the words."""
    return max(passages(body), key=lambda passage: sum(weight for word, weight in words.items() if word in passage))


def passages(body: str) -> Iterator[str]:
    """`body` in pieces: lines, short ones joined, very long ones cut; at least one."""
    waiting = ""
    for line in body.split("\n"):
        waiting = f"{waiting}\n{line}" if waiting else line
        if len(waiting) >= _PASSAGE:
            yield from (waiting[at : at + _LONGEST] for at in range(0, len(waiting), _LONGEST))
            waiting = ""
    if waiting or len(body) < _PASSAGE:
        yield waiting
