"""A rule of the check: one small function over a subject, with its clause, strength and severity."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

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
        """The findings of this rule on `subject`."""
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

    `suggest` makes the suggestion from a match; None: there is none. The place is group 1 where the pattern has one.
    """

    pattern: re.Pattern[str]
    message: str
    suggest: Callable[[re.Match[str]], str] | None = None
    titles: bool = False  # in titles and other elements too, not only in running text and cells


def pattern_rule(
    name: str, title: str, clause: str, strength: Strength, severity: Severity, wanted: Wanted, *, fixable: bool = False
) -> Rule:
    """A rule that is one regular expression."""

    def find(subject: Subject) -> Iterator[Spot]:
        for piece in subject.pieces if wanted.titles else subject.prose:
            for found in wanted.pattern.finditer(piece.text):
                yield _spot(piece, found, wanted)

    return Rule(name, title, clause, strength, severity, find, fixable, (wanted.pattern,))


def _spot(piece: Piece, found: re.Match[str], wanted: Wanted) -> Spot:
    group = 1 if found.re.groups else 0
    suggestion = wanted.suggest(found) if wanted.suggest else ""
    return piece.spot(found.start(group), found.end(group), wanted.message.format(found[group], suggestion), suggestion)
