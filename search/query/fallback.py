"""相关结果: a question that stands nowhere word for word is answered by the texts that have most of its words."""

from __future__ import annotations

from collections.abc import Sequence

from search.index.engine import Engine
from search.index.words import segment


def related(engine: Engine, texts: Sequence[str]) -> tuple[dict[int, float], tuple[str, ...]]:
    """Documents with a score each, and the words to light up in them."""
    words = [word for text in texts for word in segment(text)]
    if not words:
        return {}, ()
    return engine.candidates((), words), tuple(dict.fromkeys(words))
