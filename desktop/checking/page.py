"""体检: drop a document, see what is wrong with it, put it right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QSplitter, QStackedWidget, QWidget

from desktop.checking.examine import Examined, examine_file, examine_text
from desktop.checking.findings import FindingsList
from desktop.checking.fixing import can_fix, fixed
from desktop.jobs.worker import URGENT, Latest
from desktop.pages_view.page_view import PageView
from desktop.shell.services import Services
from desktop.shell.widgets import Empty, button, column, frame, label, line, rule
from desktop.theme import tokens as t
from docgen.finding import Finding, Severity
from search.saving import save

SUFFIXES = (".md", ".docx", ".txt")


class CheckingPage(QWidget):
    """Findings at the left, the page with its marks at the right."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._services = services
        self._latest = Latest(services.worker, URGENT)
        self._path: Path | None = None
        self._before: list[str] = []
        self._ignored: set[tuple[str, int, str]] = set()
        self.examined: Examined | None = None
        self.findings = FindingsList()
        self.pages = PageView(services.worker)
        self._name: QLabel = label(role="lead")
        self._told: QLabel = label(role="second")
        self._clean: QLabel = label("没有发现问题。", "ok")
        self.fix_all = button("全部安全修复", self._fix_all, icon="checks", main=True)
        self.fix_one = button("修复这一处", self._fix_one, icon="check")
        self.ignore = button("忽略", self._ignore, quiet=True)
        self.undo = button("撤销", self._undo, icon="arrow-counter-clockwise", quiet=True)
        self.save_button = button("保存", self._save, icon="floppy-disk")
        self._open = button("选择文件…", self.choose_file, icon="folder-open", main=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._content())
        self.setLayout(column(self._stack, space=0))
        self.findings.chosen.connect(self._jump)

    def start_typing(self) -> None:
        """The first thing to do here is to choose a file."""
        (self._open if self._stack.currentIndex() == 0 else self.findings).setFocus()

    def choose_file(self) -> None:
        """Ask for a file."""
        path, _ = QFileDialog.getOpenFileName(self, "选择要体检的文件", "", "公文 (*.md *.docx *.txt)")
        if path:
            self.examine(Path(path))

    def examine(self, path: Path) -> None:
        """Examine a file."""
        self._path, self._before = path, []
        self._ignored.clear()
        self._told.setText("正在检查……")
        self._latest.submit(lambda: examine_file(path), self._show, self._services.fault)

    def examine_text(self, text: str, name: str) -> None:
        """Examine a source text."""
        self._path, self._before = None, []
        self._ignored.clear()
        self._again(text, name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be examined."""
        if any(_takes(url.toLocalFile()) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Examine the first file that can be."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if _takes(url.toLocalFile())]
        if paths:
            self.examine(Path(paths[0]))

    def _again(self, text: str, name: str) -> None:
        self._latest.submit(lambda: examine_text(text, name), self._show, self._services.fault)

    def _show(self, examined: Examined) -> None:
        first = self.examined is None or self.examined.name != examined.name
        self.examined = examined
        self._stack.setCurrentIndex(1)
        self._name.setText(examined.made.document.title or examined.name)
        self.pages.show_pages(examined.made.pages, keep_place=not first)
        self._refresh()
        if first:
            self.findings.choose_first()

    def _refresh(self) -> None:
        shown = self._shown()
        self.findings.show_findings(shown)
        self._clean.setVisible(not shown)
        counts = [
            f"{word} {sum(finding.severity is severity for finding in shown)}"
            for severity, word in ((Severity.ERROR, "必须改"), (Severity.WARNING, "建议改"), (Severity.HINT, "提示"))
        ]
        self._told.setText("　".join(counts) if shown else "")
        editable = self.examined is not None and self.examined.editable
        self.fix_all.setEnabled(editable and any(finding.fixable and can_fix(finding) for finding in shown))
        self.undo.setVisible(bool(self._before))
        self.save_button.setVisible(bool(self._before) and self._path is not None)
        self._choose_buttons(self.findings.current())

    def _shown(self) -> list[Finding]:
        findings = self.examined.findings if self.examined else ()
        return [finding for finding in findings if _key(finding) not in self._ignored]

    def _choose_buttons(self, finding: Finding | None) -> None:
        editable = self.examined is not None and self.examined.editable
        self.fix_one.setEnabled(editable and finding is not None and can_fix(finding))
        self.ignore.setEnabled(finding is not None)

    def _jump(self, finding: Finding) -> None:
        self._choose_buttons(finding)
        if self.examined and finding.paragraph:
            self.pages.set_marks(self.examined.made.spots(finding.paragraph, finding.start, finding.end))
        else:
            self.pages.set_marks(())

    def _fix_one(self) -> None:
        finding = self.findings.current()
        if finding:
            self._put([finding])

    def _fix_all(self) -> None:
        self._put([finding for finding in self._shown() if finding.fixable])

    def _put(self, findings: list[Finding]) -> None:
        if self.examined is None or not self.examined.editable:
            return
        text = fixed(self.examined.text, findings)
        if text != self.examined.text:
            self._before.append(self.examined.text)
            self._again(text, self.examined.name)

    def _undo(self) -> None:
        if self._before and self.examined:
            self._again(self._before.pop(), self.examined.name)

    def _ignore(self) -> None:
        finding = self.findings.current()
        if finding:
            self._ignored.add(_key(finding))
            self._refresh()

    def _save(self) -> None:
        if self._path is None or self.examined is None:
            return
        path, text = self._path, self.examined.text
        self._services.worker.submit(
            lambda: save(path, text.encode()),
            lambda _: self._services.notices.say(f"已保存“{path.name}”。"),
            self._services.fault,
        )

    def _empty(self) -> Empty:
        return Empty(
            "clipboard-text",
            "把文件拖到这里体检",
            "检查格式、文号、标点、数字和用词，指出出处和改法。可以放 Word 文档（.docx）、文本（.txt）或源文（.md）。",
            self._open,
        )

    def _content(self) -> QWidget:
        head = column(self._name, line(self._told, self._clean, None), space=t.XS, margins=(t.L, t.L, t.L, t.M))
        actions = line(self.fix_one, self.ignore, None, margins=(t.L, t.S, t.L, t.S))
        left = column(head, rule(), self.findings, frame("foot", actions), space=0)
        bar = line(
            button("换一个文件…", self.choose_file, icon="folder-open"),
            None,
            self.undo,
            self.save_button,
            self.fix_all,
            margins=(t.L, t.S, t.L, t.S),
        )
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(frame("surface", left))
        splitter.addWidget(self.pages)
        splitter.setSizes([480, 800])
        return frame("plain", column(frame("bar", bar), splitter, space=0))


def _takes(path: str) -> bool:
    return path.lower().endswith(SUFFIXES)


def _key(finding: Finding) -> tuple[str, int, str]:
    return (finding.rule, finding.paragraph, finding.text)
