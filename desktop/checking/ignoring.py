"""What a person does not want to be told: this once, or never again."""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import QSettings

from docgen.finding import Finding

_KEY = "check/ignored"


class Ignored:
    """忽略 holds for this document at this place, 不再提示 for this rule and this text everywhere."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        self._once: set[tuple[str, int, str]] = set()

    def without(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are to be shown."""
        always = self._always()
        return tuple(
            finding
            for finding in findings
            if _place(finding) not in self._once and [finding.rule, finding.text] not in always
        )

    def once(self, finding: Finding) -> None:
        """Not this one."""
        self._once.add(_place(finding))

    def for_good(self, finding: Finding) -> None:
        """Nothing of this kind about this text any more."""
        self._settings.setValue(_KEY, json.dumps([*self._always(), [finding.rule, finding.text]], ensure_ascii=False))

    def back(self, finding: Finding) -> None:
        """Undo both."""
        self._once.discard(_place(finding))
        rest = [pair for pair in self._always() if pair != [finding.rule, finding.text]]
        self._settings.setValue(_KEY, json.dumps(rest, ensure_ascii=False))

    def forget(self) -> None:
        """Another document: what was ignored once is told again."""
        self._once.clear()

    def _always(self) -> list[list[str]]:
        try:
            value = json.loads(str(self._settings.value(_KEY, "[]")))
        except ValueError:
            return []
        return value if isinstance(value, list) else []


def _place(finding: Finding) -> tuple[str, int, str]:
    return (finding.rule, finding.paragraph, finding.text)
