"""Rules silenced (不再提示) so often that an office may want to switch them off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from docgen.check.registry import RULES
from docgen.finding import Finding

OFTEN = 3
"""From so many texts on, for which one rule was silenced, it offers to be switched off (issue 14, 体检 11)."""


def offered(silenced: Iterable[tuple[str, str]], off: Collection[str] = ()) -> tuple[str, ...]:
    """The ids of rules to be offered for switching off, in the order of the manual's table.

    `silenced` are pairs of rule and text, as 不再提示 notes them; the same pair twice counts once. Rules that are `off`
    already, and findings that are no rule's (the parser's), are not offered.
    """
    often = Counter(rule for rule, _text in set(silenced))
    return tuple(rule.id for rule in RULES if often[rule.id] >= OFTEN and rule.id not in off)


def offer_text(rule: str) -> str:
    """The question to a person: what the rule asks, how often it was silenced, what switching off means."""
    often = f"“{title_of(rule)}”这一条已经有 {OFTEN} 处以上不再提示"
    return f"{often}，要关掉它吗？关掉以后各篇都不再查这一条，随时可以再打开。"


def title_of(rule: str) -> str:
    """What a rule asks, as the manual's table says it."""
    return next((one.title for one in RULES if one.id == rule), rule)


def switched_on(findings: Iterable[Finding], off: Collection[str]) -> tuple[Finding, ...]:
    """`findings` without those of rules that are `off`."""
    return tuple(finding for finding in findings if finding.rule not in off)
