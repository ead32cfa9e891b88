"""Who gets how many copies (分发单), and which 份号 each of them bears."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

_BETWEEN = re.compile(r"[、，,；;\n]+")


@dataclass(frozen=True, slots=True)
class Share:
    """What one recipient gets."""

    recipient: str
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy on its way: `number` is its 份号 (six digits, 7.2.1), "" for none; `recipient` "" where it is open."""

    recipient: str
    number: str


def shares_of(*lists: str) -> tuple[Share, ...]:
    """One copy for each body named in 主送 and 抄送, in their order, nobody twice."""
    names = (name.strip(" 。：:") for text in lists for name in _BETWEEN.split(text))
    return tuple(Share(name) for name in dict.fromkeys(names) if name)


def copies_of(shares: Sequence[Share], first_number: int = 0) -> tuple[Copy, ...]:
    """Every single copy; numbered on from `first_number`, 0 for no 份号."""
    recipients = [share.recipient for share in shares for _ in range(share.copies)]
    return tuple(
        Copy(recipient, f"{first_number + place:06d}" if first_number else "")
        for place, recipient in enumerate(recipients)
    )


def told(copies: Iterable[Copy]) -> str:
    """The list as one line: who got how many, with their numbers; "" where nobody is named."""
    numbers: dict[str, list[str]] = {}
    for copy in copies:
        if copy.recipient:
            numbers.setdefault(copy.recipient, []).append(copy.number)
    return "；".join(f"{name} {len(own)} 份{_span(own)}" for name, own in numbers.items())


def dated(list_told: str) -> str:
    """The line that is kept with a record."""
    return f"{datetime.now().astimezone():%Y-%m-%d} 分发：{list_told}"


def _span(numbers: list[str]) -> str:
    if not numbers[0]:
        return ""
    return f"（{numbers[0]}）" if len(numbers) == 1 else f"（{numbers[0]}—{numbers[-1]}）"
