"""What is odd in an article: repeats, parts out of order, a part that lost its number. Told, never mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from papers.numerals import from_chinese

_PART = re.compile(r"^([一二三四五六七八九十]{1,3})、")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_LONG = 20  # characters from which the same words again are no chance


def faults(body: Sequence[str], subtitle: str = "") -> tuple[str, ...]:
    """Sentences on what a reader should look at; paragraphs are counted from 1."""
    return (*_repeats(body), *_disorder(body), *_unnumbered(body, subtitle))


def _repeats(body: Sequence[str]) -> Iterator[str]:
    first: dict[str, int] = {}
    sentences: dict[str, int] = {}
    for number, text in enumerate(body, start=1):
        if len(text) >= _LONG and text in first:
            yield f"第{number}段与第{first[text]}段完全重复。"
            continue
        first.setdefault(text, number)
        whole = [part for part in _SENTENCE.findall(text) if len(part) > _LONG and part[-1] in "。！？"]
        earlier = {sentences[part] for part in whole if part in sentences}
        for other in sorted(earlier - {number}):
            yield f"第{number}段有整句与第{other}段重复。"
        for part in whole:
            sentences.setdefault(part, number)


def _disorder(body: Sequence[str]) -> Iterator[str]:
    parts = [match[1] for text in body if (match := _PART.match(text))]
    numbers = [from_chinese(part) or 0 for part in parts]
    if numbers != sorted(numbers):
        yield f"各部分的次序是{'、'.join(parts)}，与序号不符。"


def _unnumbered(body: Sequence[str], subtitle: str) -> Iterator[str]:
    """A part that the subtitle announces and that stands in the text without a number."""
    announced = subtitle.split()
    numbered = [text for text in body if _PART.match(text)]
    if len(announced) < 2 or not numbered:
        return
    for place, name in enumerate(announced, start=1):
        if any(name in text for text in numbered):
            continue
        found = next((index for index, text in enumerate(body, start=1) if text.startswith(name)), 0)
        if found:
            yield f"第{found}段“{name}”像是第{place}部分，但没有序号。"
