"""Work that pauses on its way, so that others get their turn in between and it can be ended there."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeVar

_Result = TypeVar("_Result")


def finished(steps: Generator[Any, None, _Result]) -> _Result:
    """The result, without the pauses."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
