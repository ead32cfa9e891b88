"""Short names of offices: 教育局 = 区教育局 = 青澜新区教育局, 发改委 = 发展和改革委员会."""

from __future__ import annotations

_SHORTEST = 3  # characters of a name that may stand for a longer one
_ENDS = {"委": ("委员会", "委"), "办": ("办公室", "办"), "府": ("政府",), "院": ("院",), "局": ("局",), "厅": ("厅",)}
"""What the last character of a short name stands for."""


def is_end_of(name: str, full: str) -> bool:
    """Whether `name` is `full` without its place: 教育局 of 青澜新区教育局."""
    return len(name) >= _SHORTEST and full.endswith(name)


def is_short_for(short: str, full: str) -> bool:
    """Whether `short` picks characters out of `full`, in order, to its end: 人社局 of 青澜新区人力资源和社会保障局."""
    ends = _ENDS.get(short[-1:], ())
    end = next((end for end in ends if full.endswith(end)), "")
    if len(short) < _SHORTEST or not end:
        return False
    rest = iter(full.removesuffix(end))
    return all(character in rest for character in short[:-1])
