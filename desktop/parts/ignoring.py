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


class Ignored:
    """忽略 holds for this document at this place, 不再提示 for this rule and this text everywhere.

    The latter is kept beside the archive, for it quotes documents.
    """

    def __init__(self, path: Path, files: SealedFiles, settings: QSettings) -> None:
        self._path, self._files = path, files
        if settings.contains(_KEY):
            self._keep([*self._always(), *_pairs(str(settings.value(_KEY)))])
            settings.remove(_KEY)
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
        self._keep([*self._always(), [finding.rule, finding.text]])

    def back(self, finding: Finding) -> None:
        """Undo both."""
        self._once.discard(_place(finding))
        self._keep([pair for pair in self._always() if pair != [finding.rule, finding.text]])

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
    return cast("list[list[str]]", value) if isinstance(value, list) else []


def _place(finding: Finding) -> tuple[str, int, str]:
    return (finding.rule, finding.paragraph, finding.text)
