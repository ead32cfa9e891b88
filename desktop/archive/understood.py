"""What words of a question were taken for (去年: a span of time), told quietly, and a link that asks for the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QPushButton

from desktop.parts.widgets import button, frame, label, line
from desktop.theme import tokens as t

_LITERAL = "改为逐字查找"


class Understood:
    """`told` stands above the hits, `link` where there are none; `search` gets the words in quotes (literal search)."""

    def __init__(self, search: Callable[[str], object]) -> None:
        self._search = search
        self._query, self._meant, self.sentence = "", (), ""
        self._sentence = label(role="second", wrap=True)
        self._sentence.setAccessibleName("查询的理解")
        row = line(self._sentence, self._made(_LITERAL), margins=(t.L, 0, t.L, t.S))
        row.setStretch(0, 1)
        self.told: QFrame = frame("plain", row)
        self.link: QPushButton = self._made(_LITERAL)
        self.show("", ())

    def show(self, query: str, meant: Sequence[str]) -> None:
        """Tell what words of `query` were taken for; nothing hides it."""
        from search.query.understanding import told_of

        self._query, self._meant = query, tuple(meant)
        self.sentence = told_of(meant)
        self._sentence.setText(self.sentence)
        for part in (self.told, self.link):
            part.setVisible(bool(self.sentence))

    def _made(self, text: str) -> QPushButton:
        made = button(text, self._ask)
        made.setProperty("link", True)
        return made

    def _ask(self) -> None:
        from search.query.understanding import literally

        self._search(literally(self._query, self._meant))
