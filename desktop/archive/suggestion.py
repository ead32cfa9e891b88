"""您是不是要找: what a question that stands nowhere may have been meant to be, as a link that asks that instead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from desktop.jobs.store import Store
from desktop.jobs.worker import LATER, Latest
from desktop.parts.plain import entry, shown
from desktop.parts.widgets import button


class Suggestion(QObject):
    """Asks the archive when nothing was found word for word; `links` show the answer, and `search` gets it."""

    def __init__(self, store: Store, search: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._search = store, search
        self._latest = Latest(store.asking, LATER)
        self._words = ""
        self.links: list[QPushButton] = []

    def link(self) -> QPushButton:
        """One more place where it is shown."""
        made = button("", lambda: self._search(self._words))
        made.setProperty("link", True)
        made.hide()
        self.links.append(made)
        return made

    def ask(self, words: str) -> None:
        """Ask what `words` may have been meant to be; "" asks for nothing."""
        self._show("")
        self._latest.cancel()
        if words.strip():
            self._latest.submit(
                self._store.question(lambda archive: archive.search.suggestion(words)), self._show, lambda _: None
            )

    def _show(self, words: str) -> None:
        self._words = words
        told = f"您是不是要找：{words}"
        for link in self.links:
            link.setText(entry(told))
            link.setAccessibleName(shown(told))
            link.setVisible(bool(words))
