"""体检: drop a document, see what is wrong with it, put it right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QSplitter, QStackedWidget, QWidget

from desktop.jobs.worker import URGENT, Latest
from desktop.parts.commands import Command
from desktop.parts.examining import Examined, asked_by_window, examine_file, examine_text
from desktop.parts.finding_places import spots_of
from desktop.parts.page import Page
from desktop.parts.page_view import PageView
from desktop.parts.review import Review
from desktop.parts.services import Services
from desktop.parts.widgets import Empty, button, column, frame, label, line, rule
from desktop.theme import tokens as t
from docgen.finding import Finding, Severity
from docgen.source import write
from office.drafts import Draft, new_name
from office.fixing import fixed
from office.foreign import read_foreign, why_not_laid_out
from office.reading import readable, suffixes
from office.relaying import relay_to
from office.task_table import TaskPaper
from papers.problem import Problem
from search.saving import save

_COUNTED = ((Severity.ERROR, "必须改"), (Severity.WARNING, "建议改"), (Severity.HINT, "提示"))


class CheckingPage(Page):
    """Findings at the left, the page with its marks at the right."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._services = services
        self._asked = asked_by_window(services.store)
        self._latest = Latest(services.worker, URGENT)
        self._path: Path | None = None
        self._before: list[str] = []
        self._unsaved = False
        self.examined: Examined | None = None
        self.review = Review(services)
        self.pages = PageView(services.worker)
        self._name: QLabel = label(role="lead", wrap=True)
        self._told: QLabel = label(role="second", wrap=True)
        self.fix_all = button("全部安全修复", self._fix_all, icon="checks", main=True)
        self.undo = button("撤消", self._undo, icon="arrow-counter-clockwise", quiet=True)
        self.save_button = button("保存", self._save, icon="floppy-disk")
        self.relay = button("照国标重排，另存…", self.ask_relay, icon="file-text", main=True)
        self.edit = button("转到起草", self._edit, icon="note-pencil")
        self.tasks = button("任务分解表", lambda: None, icon="file-text")
        self.tasks.setMenu(self._tasks_menu())
        self._open = button("选择文件…", self.choose_file, icon="folder-open", main=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._content())
        self.setLayout(column(self._stack, space=0))
        self.review.chosen.connect(self._jump)
        self.review.fix.connect(self.put)
        self.review.changed.connect(self._refresh)

    def commands(self) -> Sequence[Command]:
        """Going through the findings; the tasks of what is examined."""
        where = "体检"

        def shown() -> bool:
            return self.examined is not None

        return (
            Command("next-finding", "下一处问题", self.next_finding, "F8", "caret-down", where, shown),
            Command(
                "previous-finding", "上一处问题", lambda: self.next_finding(-1), "Shift+F8", "caret-up", where, shown
            ),
            Command("tasks", "提取任务分解表，放进附件", self._put_tasks, "", "file-plus", where, shown),
            Command("tasks-sheet", "任务分解表另存为 .xlsx…", self._save_tasks, "", "export", where, shown),
        )

    def _put_tasks(self) -> None:
        if self.paper is not None:
            self._services.pages.put_tasks(self.paper)

    def _save_tasks(self) -> None:
        if self.paper is not None:
            self._services.pages.save_tasks(self.paper)

    def start_typing(self) -> None:
        """The first thing to do here is to choose a file."""
        (self._open if self._stack.currentIndex() == 0 else self.review.list).setFocus()

    @property
    def paper(self) -> TaskPaper | None:
        """What is under examination, for its tasks; None where nothing is."""
        examined = self.examined
        if examined is None:
            return None
        return TaskPaper(examined.document, examined.text if examined.editable else write(examined.document))

    def next_finding(self, step: int = 1) -> None:
        """Go to the next finding."""
        self.review.next(step)

    def previous_finding(self) -> None:
        """Go to the finding before."""
        self.review.next(-1)

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = " ".join(f"*{suffix}" for suffix in suffixes())
        path, _ = QFileDialog.getOpenFileName(self, "选择要体检的文件", "", f"公文 ({kinds})")
        if path:
            self.examine(Path(path))

    def examine(self, path: Path) -> None:
        """Examine a file."""
        self._begin(path)
        self._told.setText("正在检查……")
        self._latest.submit(lambda: examine_file(path, self._asked), self._show, self._services.fault)

    def examine_text(self, text: str, name: str) -> None:
        """Examine a source text."""
        self._begin(None)
        self._again(text, name)

    def put(self, findings: list[Finding]) -> None:
        """Put findings right in the text."""
        if self.examined is None or not self.examined.editable:
            return
        text = fixed(self.examined.text, findings)
        if text != self.examined.text:
            self._unsaved = True
            self._before.append(self.examined.text)
            self._again(text, self.examined.name)

    def ask_relay(self) -> None:
        """Say why the .docx can't be laid out anew; where it can, ask where to, then do it."""
        path = self._path
        if path is not None:
            self._latest.submit(
                lambda: why_not_laid_out(read_foreign(path)),
                lambda why: self._services.fault(Problem(why)) if why else self._ask_where(path),
                self._services.fault,
            )

    def _ask_where(self, path: Path) -> None:
        start = path.with_name(f"{path.stem}（重排）.docx")
        chosen, _ = QFileDialog.getSaveFileName(self, "重排后另存为", str(start), "Word 文档 (*.docx)")
        if chosen and path == self._path:
            self.relay_to(Path(chosen))

    def relay_to(self, target: Path) -> None:
        """Lay the .docx out to the standard and save it as `target`; its words stay."""
        path = self._path
        if path is not None:
            self._services.worker.submit(
                lambda: relay_to(path, target),
                lambda made: self._services.notices.say(_relaid(target, made.dropped)),
                self._services.fault,
            )

    def keep_now(self) -> None:
        """The window is locked or left: what was put right and not saved yet is kept as a draft."""
        if self._unsaved and self.examined is not None:
            self._unsaved = False
            title = f"体检时改过的：{self._name.text()}"
            self._services.drafts.save(Draft(new_name(), title=title, text=self.examined.text))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be examined."""
        if any(_takes(url.toLocalFile()) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Examine the first file that can be."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if _takes(url.toLocalFile())]
        if paths:
            self.examine(Path(paths[0]))

    def _begin(self, path: Path | None) -> None:
        self._path, self._before, self.examined = path, [], None
        self._unsaved = False
        self.review.ignored.forget()

    def _again(self, text: str, name: str) -> None:
        self._latest.submit(lambda: examine_text(text, name, None, self._asked), self._show, self._services.fault)

    def _show(self, examined: Examined) -> None:
        first = self.examined is None
        self.examined = examined
        self._stack.setCurrentIndex(1)
        self._name.setText(examined.made.document.title.replace("\n", "") or examined.name)
        self.pages.show_pages(examined.made.pages, keep_place=not first)
        self.review.show_findings(examined.findings, editable=examined.editable)
        if first:
            self.review.list.choose_first()
            if self.isVisible():
                self.review.list.setFocus()

    def _refresh(self) -> None:
        shown = self.review.shown()
        counts = [
            f"{word} {sum(finding.severity is severity for finding in shown)}" for severity, word in _COUNTED if shown
        ]
        self._told.setText("　".join(counts))
        self._told.setVisible(bool(counts))
        editable = self.examined is not None and self.examined.editable
        self.fix_all.setVisible(editable)
        self.fix_all.setEnabled(bool(self.review.safe()))
        self.relay.setVisible(not editable and self._path is not None and self._path.suffix.lower() == ".docx")
        self.edit.setVisible(self.examined is not None)
        self.tasks.setVisible(self.examined is not None)
        self.undo.setVisible(bool(self._before))
        self.save_button.setVisible(bool(self._before) and self._path is not None)

    def _jump(self, finding: Finding) -> None:
        self.pages.set_marks(spots_of(self.examined.made, finding) if self.examined else ())

    def _fix_all(self) -> None:
        self.put(self.review.safe())

    def _undo(self) -> None:
        if self._before and self.examined:
            self._again(self._before.pop(), self.examined.name)

    def _edit(self) -> None:
        if self.examined:
            self._services.pages.begin_text(self.examined.text, self._name.text())

    def _save(self) -> None:
        if self._path is None or self.examined is None:
            return
        path, text = self._path, self.examined.text
        self._unsaved = False
        self._services.worker.submit(
            lambda: save(path, text.encode()),
            lambda _: self._services.notices.say(f"已保存“{path.name}”。"),
            self._services.fault,
        )

    def _tasks_menu(self) -> QMenu:
        """Filled when it opens: the commands are registered after the page is made."""
        made = QMenu(self)

        def fill() -> None:
            made.clear()
            made.addActions([self._services.commands.action(name) for name in ("tasks", "tasks-sheet")])

        made.aboutToShow.connect(fill)
        return made

    def _empty(self) -> Empty:
        return Empty(
            "clipboard-text",
            "把文件拖到这里体检",
            "检查格式、文号、标点、数字和用词，指出出处和改法。档案库能收的文件（Word、PDF、OFD、文本等）都可以放。",
            self._open,
        )

    def _content(self) -> QWidget:
        head = column(self._name, self._told, space=t.XS, margins=(t.L, t.L, t.L, t.M))
        left = column(head, rule(), self.review, space=0)
        bar = line(
            button("换一个文件…", self.choose_file, icon="folder-open"),
            None,
            self.undo,
            self.tasks,
            self.edit,
            self.save_button,
            self.fix_all,
            self.relay,
            margins=(t.L, t.S, t.L, t.S),
        )
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        side = frame("surface", left)
        side.setMinimumWidth(340)
        splitter.addWidget(side)
        splitter.addWidget(self.pages)
        splitter.setSizes([460, 820])
        splitter.setStretchFactor(1, 1)
        return frame("plain", column(frame("bar", bar), splitter, space=0))


def _takes(path: str) -> bool:
    return readable(Path(path))


def _relaid(target: Path, lost: tuple[str, ...]) -> str:
    names = "、".join(lost)
    return f"已按国标版式重排，另存为“{target.name}”。" + (f"没有保留：{names}。" if lost else "")
