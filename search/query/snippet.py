"""Snippets: the passage of the original text where most of the query's words stand together, the words lit up."""

from __future__ import annotations

from collections.abc import Sequence

from search.normal import original_place
from search.records import HIT_END, HIT_START
from search.store.values import Stored

WIDTH = 90  # characters
_BEFORE = 24  # characters shown before the first lit place
_PLACES = 40  # occurrences of each word that are looked at
_SENTENCE_ENDS = "。；！？\n"

Span = tuple[int, int]


def places(body: str, words: Sequence[str], limit: int = _PLACES) -> list[Span]:
    """Where `words` stand in the normalised text, sorted, overlaps joined."""
    found: list[Span] = []
    for word in filter(None, words):
        at = body.find(word)
        count = 0
        while at >= 0 and count < limit:
            found.append((at, at + len(word)))
            count += 1
            at = body.find(word, at + len(word))
    return _joined(sorted(found))


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def hit_places(texts: Stored, words: Sequence[str], limit: int = 1000) -> tuple[Span, ...]:
    """Where `words` stand in the original text: for lighting them up in the reading view."""
    return tuple(_in_original(texts, span) for span in places(texts.body, words, limit))


def snippet(texts: Stored, words: Sequence[str]) -> str:
    """A passage of the original text, on one line, hits between HIT_START and HIT_END; the beginning without a hit."""
    spans = places(texts.body, words)
    start = _begin(texts.body, _best(spans, texts.body, words)) if spans else 0
    end = start + WIDTH
    inside = [_in_original(texts, span) for span in spans if start <= span[0] and span[1] <= end + WIDTH // 2]
    first, last = original_place(texts.breaks, start), original_place(texts.breaks, min(end, len(texts.body)))
    last = max([last, *(stop for _, stop in inside if stop <= last + WIDTH // 2)])
    return _lit(texts.text, first, last, [span for span in inside if span[1] <= last])


def _in_original(texts: Stored, span: Span) -> Span:
    return original_place(texts.breaks, span[0]), original_place(texts.breaks, span[1] - 1) + 1


def _best(spans: list[Span], body: str, words: Sequence[str]) -> int:
    """Where the passage with the most different words starts; among equals the one with the most places, the first."""

    def worth(span: Span) -> tuple[int, int, int]:
        stop = span[0] + WIDTH
        here = [body[start:end] for start, end in spans if span[0] <= start < stop]
        return sum(any(word in piece for piece in here) for word in words), len(here), -span[0]

    return max(spans[:_PLACES], key=worth)[0]


def _begin(body: str, hit: int) -> int:
    """Where to start so that `hit` is shown: at the start of its sentence when that is near."""
    low = max(0, hit - _BEFORE)
    ends = [body.rfind(mark, low, hit) + 1 for mark in _SENTENCE_ENDS]
    return max([low, *ends])


def _lit(text: str, first: int, last: int, spans: list[Span]) -> str:
    parts: list[str] = ["…"] if text[:first].strip() else []
    done = first
    for start, end in spans:
        parts += [_line(text[done:start]), HIT_START, _line(text[start:end]), HIT_END]
        done = end
    parts.append(_line(text[done:last]))
    if last < len(text.rstrip()):
        parts.append("…")
    return "".join(parts).strip()


def _line(text: str) -> str:
    """On one line, and without the marks that mean a hit."""
    return " ".join(text.replace(HIT_START, "").replace(HIT_END, "").split("\n"))
