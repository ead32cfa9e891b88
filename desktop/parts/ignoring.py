"""What a person does not want to be told: this once, or never again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSettings

from docgen.finding import Finding
from fence.plain_json import load
from office.sealed_files import UNREADABLE, SealedFiles

NAME = "ignored.json"
_KEY = "check/ignored"
"""Where versions before this one kept it, in the clear settings of the window."""
_OFF = "check/off"
"""The ids of rules that are switched off, in the settings of the window: they quote nothing."""


class Ignored:
    """忽略 holds for this document at this place, 不再提示 for this rule and this text everywhere.

    The latter is kept beside the archive, for it quotes documents. A rule that is `off` is not told of at all.
    """

    def __init__(self, path: Path, files: SealedFiles, settings: QSettings) -> None:
        self._path, self._files, self._settings = path, files, settings
        if settings.contains(_KEY):
            self._keep([*self._always(), *_pairs(str(settings.value(_KEY)))])
            settings.remove(_KEY)
        self._once: set[tuple[str, int, str]] = set()

    def without(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are to be shown."""
        from docgen.check.silencing import switched_on

        always = self._always()
        return tuple(
            finding
            for finding in switched_on(findings, self.off)
            if _place(finding) not in self._once and [finding.rule, finding.text] not in always
        )

    def once(self, finding: Finding) -> None:
        """Not this one."""
        self._once.add(_place(finding))

    def for_good(self, finding: Finding) -> None:
        """Nothing of this kind about this text any more."""
        self._keep([*self._always(), [finding.rule, finding.text]])

    def back(self, finding: Finding) -> None:
        """Undo both."""
        self._once.discard(_place(finding))
        self._keep([pair for pair in self._always() if pair != [finding.rule, finding.text]])

    @property
    def off(self) -> tuple[str, ...]:
        """The ids of the rules that are switched off."""
        return tuple(filter(None, str(self._settings.value(_OFF, "")).split(",")))

    def switch(self, rule: str, *, on: bool) -> None:
        """Switch a rule off for all texts, or on again."""
        others = [one for one in self.off if one != rule]
        self._settings.setValue(_OFF, ",".join(others if on else [*others, rule]))

    def often(self, rule: str) -> bool:
        """Whether a rule was silenced so often that switching it off is to be offered."""
        from docgen.check.silencing import offered

        return rule in offered([(silenced, text) for silenced, text in self._always()], self.off)

    def forget(self) -> None:
        """Another document: what was ignored once is told again."""
        self._once.clear()

    def _always(self) -> list[list[str]]:
        try:
            return _pairs(self._files.read(self._path))
        except UNREADABLE:
            return []

    def _keep(self, pairs: Sequence[list[str]]) -> None:
        self._files.write(self._path, json.dumps(pairs, ensure_ascii=False).encode())


def _pairs(text: str | bytes) -> list[list[str]]:
    """Rule and text of each; none where it is something else."""
    try:
        value = load(text)
    except ValueError:
        return []
    found = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("list[str]", pair) for pair in found if _is_pair(pair)]


def _is_pair(value: object) -> bool:
    parts = cast("list[object]", value) if isinstance(value, list) else []
    return len(parts) == 2 and all(isinstance(part, str) for part in parts)


def _place(finding: Finding) -> tuple[str, int, str]:
    return (finding.rule, finding.paragraph, finding.text)
