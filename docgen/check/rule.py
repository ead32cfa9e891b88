"""A rule of the check: one small function over a subject, with its clause, strength and severity."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docgen.check.clauses import in_force
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Finding, Severity, Strength

Find = Callable[[Subject], Iterable[Spot]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `title` says what is asked, as the manual's table shows it; `find` yields the places that fail.

    Only what a clause requires may be an error: anything weaker raises ValueError here.
    `patterns` are the regular expressions that it runs over whole lines.
    """

    id: str
    title: str
    clause: str
    strength: Strength
    severity: Severity
    find: Find
    fixable: bool = False
    patterns: tuple[re.Pattern[str], ...] = ()

    def __post_init__(self) -> None:
        if self.severity is Severity.ERROR and self.strength is not Strength.REQUIRED:
            raise ValueError(f"rule {self.id}: only a requirement can be an error")

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """The findings of this rule on `subject`; none where its standard was not in force when the paper was made."""
        if subject.year and subject.year < in_force(self.clause).year:
            return
        for spot in self.find(subject):
            yield Finding(
                self.id,
                spot.severity or self.severity,
                spot.message,
                self.clause,
                self.strength,
                spot.line,
                spot.start,
                spot.end,
                spot.text,
                spot.suggestion,
                self.fixable and bool(spot.text) and spot.safe,
            )


def rule(
    name: str, title: str, clause: str, strength: Strength, severity: Severity, *, fixable: bool = False
) -> Callable[[Find], Rule]:
    """Make a function over a subject into a rule."""
    return lambda find: Rule(name, title, clause, strength, severity, find, fixable)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pattern rule asks of the text: `message` gets the text found as {0} and the suggestion as {1}.

    `suggest` makes the suggestion from a match; None: there is none. The place is the group that matched, if any.
    `right` tells matches that are no fault, `asks` those that a person has to look at: no fix unseen.
    """

    pattern: re.Pattern[str]
    message: str
    suggest: Callable[[re.Match[str]], str] | None = None
    right: Callable[[re.Match[str]], bool] | None = None
    asks: Callable[[re.Match[str]], bool] | None = None
    titles: bool = False  # in titles and other elements too, not only in running text and cells


def pattern_rule(
    name: str, title: str, clause: str, strength: Strength, severity: Severity, wanted: Wanted, *, fixable: bool = False
) -> Rule:
    """A rule that is one regular expression."""

    def find(subject: Subject) -> Iterator[Spot]:
        for piece in subject.pieces if wanted.titles else subject.prose:
            found = [one for one in wanted.pattern.finditer(piece.text) if not (wanted.right and wanted.right(one))]
            if len(found) >= _MANY and fixable:
                yield together(piece, [_spot(piece, one, wanted) for one in found])
            else:
                yield from (_spot(piece, one, wanted) for one in found)

    return Rule(name, title, clause, strength, severity, find, fixable, (wanted.pattern,))


_MANY = 3
"""From so many places in one paragraph on they are told and put right as one: nobody reads them twelve times."""


def together(piece: Piece, spots: Sequence[Spot]) -> Spot:
    """Places of one rule in one paragraph, in order and apart, as one place from the first to the last."""
    text, begin = "", spots[0].start - piece.start
    place = begin
    for spot in spots:
        start, end = spot.start - piece.start, spot.end - piece.start
        text += piece.text[place:start] + (spot.suggestion or spot.text)
        place = end
    message = f"{spots[0].message.removesuffix('。')}；这一段这样的地方共有 {len(spots)} 处。"
    safe = all(spot.safe and spot.suggestion for spot in spots)
    return replace(piece.spot(begin, place, message, text), safe=safe)


def _spot(piece: Piece, found: re.Match[str], wanted: Wanted) -> Spot:
    group = found.lastindex or 0
    suggestion = wanted.suggest(found) if wanted.suggest else ""
    spot = piece.spot(found.start(group), found.end(group), wanted.message.format(found[group], suggestion), suggestion)
    return replace(spot, safe=False) if wanted.asks and wanted.asks(found) else spot
