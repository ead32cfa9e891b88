"""What a document must fulfil, as an index can tell: the terms of its text, its metadata, and all that made of these.

Both engines know just these conditions; what a query means in them is worked out once, in search.query.evaluate.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grams:
    """Has all of these characters and pairs of neighbouring characters; with `in_title` in its title."""

    grams: tuple[str, ...]
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Has at least one of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Valued:
    """Its `field`, "kind" or "issuer", is one of these."""

    field: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dated:
    """Its date lies between these days, both included, as papers.dates.day_number gives them; 0 is no date."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Among:
    """Is one of these records."""

    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Except:
    """Does not fulfil this."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """Fulfils all of these."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Fulfils at least one of these."""

    parts: tuple[Condition, ...]


Condition = Grams | Words | Valued | Dated | Among | Except | AllOf | AnyOf

EVERY = AllOf(())
NONE = AnyOf(())


def all_of(*parts: Condition) -> Condition:
    """All of `parts`, as plainly as it can be said."""
    told = tuple(part for part in parts if part != EVERY)
    if NONE in told:
        return NONE
    return told[0] if len(told) == 1 else AllOf(told)


def any_of(*parts: Condition) -> Condition:
    """At least one of `parts`, as plainly as it can be said."""
    told = tuple(part for part in parts if part != NONE)
    if EVERY in told:
        return EVERY
    return told[0] if len(told) == 1 else AnyOf(told)


def excluding(part: Condition) -> Condition:
    """Not `part`, as plainly as it can be said."""
    return NONE if part == EVERY else EVERY if part == NONE else Except(part)
