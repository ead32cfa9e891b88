"""Changing a template: its text, what is wrong with it, and what its example makes, all at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QSplitter, QWidget

from desktop.jobs.autosave import Autosave
from desktop.jobs.debounce import debounce
from desktop.jobs.worker import URGENT, Latest
from desktop.parts.making import Rendered, render
from desktop.parts.page import Autosaved
from desktop.parts.page_view import PageView
from desktop.parts.plain import shown
from desktop.parts.services import Services
from desktop.parts.source_editor import SourceEditor
from desktop.parts.widgets import button, column, frame, label, line
from desktop.theme import tokens as t
from docgen.finding import Finding
from docgen.templating import TemplateError, draft, example_answers, read_template, validate_text
from office.drafts import Draft, new_name

_PAUSE = 250
"""Milliseconds after the last change before the template is looked at."""
_LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Tried:
    """A template that was tried: what is wrong, and the pages of its example where there are any."""

    findings: tuple[Finding, ...]
    made: Rendered | None


def tried(text: str, path: Path) -> Tried:
    """Look at the text of a template. Runs on the pages worker."""
    findings = validate_text(text, path)
    try:
        template = read_template(text, path)
        return Tried(findings, render(draft(template, example_answers(template))))
    except TemplateError:
        return Tried(findings, None)


class TemplateEditor(QDialog, Autosaved):
    """The text at the left, the pages at the right. `keep` gets the text; it raises TemplateError to be told."""

    def __init__(
        self, services: Services, text: str, path: Path, keep: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("修改模板")
        self._services, self._path, self._keep = services, path, keep
        self.source = SourceEditor()
        self.source.setAccessibleName("模板文本")
        self.source.setPlainText(text)
        self.pages = PageView(services.worker)
        self.problems = QListWidget()
        self.problems.setAccessibleName("模板里的问题")
        self.problems.setMaximumHeight(120)
        self.problems.setWordWrap(True)
        self.problems.itemClicked.connect(self._go)
        self.problems.itemActivated.connect(self._go)
        self._told = label("", "second")
        self.save = button("保存", self.accept, icon="floppy-disk", main=True)
        self._latest = Latest(services.worker, URGENT)
        self._draft = new_name()
        self._autosave = Autosave(self, self._save_draft)
        self._timer = debounce(self, _PAUSE, self.look)
        left = frame("surface", column(self.source, self.problems, space=0))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.pages)
        splitter.setSizes([520, 520])
        foot = line(self._told, None, button("取消", self.reject), self.save, margins=(t.L, t.S, t.L, t.S))
        self.setLayout(column(splitter, frame("foot", foot), space=0))
        self.resize(1080, 760)
        self.source.textChanged.connect(self._timer.start)
        self.source.textChanged.connect(self._autosave.changed)
        self.look()

    def look(self) -> None:
        """Look at the text as it stands."""
        text, path = self.source.toPlainText(), self._path
        self._latest.submit(lambda: tried(text, path), self._show, self._services.fault)

    def accept(self) -> None:
        """Keep the template; where that is refused, say why and stay."""
        try:
            self._keep(self.source.toPlainText())
        except TemplateError as error:
            self._tell([(error.line, str(error))])
            return
        super().accept()

    def keep_now(self) -> None:
        """The window is locked or left: hand over what was changed since the last autosave."""
        if self._autosave.waiting:
            self._autosave.now()

    def done(self, result: int) -> None:
        """Saved or given up: what autosave has kept of it is no longer wanted."""
        self._autosave.stop()
        self._services.drafts.drop(self._draft)
        super().done(result)

    def _save_draft(self) -> None:
        """Autosave: as a draft, for it may not be a template yet."""
        title = f"没存的模板改动：{self._path.stem}"
        self._services.drafts.save(Draft(self._draft, title=title, text=self.source.toPlainText()))

    def _show(self, seen: Tried) -> None:
        self._tell([(finding.paragraph, finding.message) for finding in seen.findings])
        if seen.made is not None:
            self.pages.show_pages(seen.made.pages, keep_place=True)

    def _tell(self, problems: list[tuple[int, str]]) -> None:
        self.problems.clear()
        for number, message in problems:
            item = QListWidgetItem(shown(message))
            item.setData(_LINE, number)
            self.problems.addItem(item)
        self.problems.setVisible(bool(problems))
        self._told.setText(f"有 {len(problems)} 处问题，改好才能用。" if problems else "右边是按示例填出来的样子。")
        self.save.setEnabled(not problems)

    def _go(self, item: QListWidgetItem) -> None:
        if item.data(_LINE):
            self.source.go_to(item.data(_LINE))
