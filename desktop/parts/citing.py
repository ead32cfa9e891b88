"""How a paper is cited."""

from __future__ import annotations


def citation(title: str, number: str) -> str:
    """A paper as it is cited: 《title》（number）; marks inside a title become single ones (GB/T 15834—2011, 4.14)."""
    inner = title.replace("\n", "").replace("《", "〈").replace("》", "〉")
    return f"《{inner}》（{number}）" if number else f"《{inner}》"
