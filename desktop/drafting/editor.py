"""Writing one document: the form or the source at the left, the page at the right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QMenu, QSplitter, QStackedWidget, QToolButton, QWidget

from desktop.drafting import export
from desktop.drafting.form import Form
from desktop.drafting.live import Live
from desktop.drafting.source_editor import SourceEditor
from desktop.pages_view.making import Rendered
from desktop.pages_view.page_view import PageView
from desktop.pages_view.pdf_pages import Spot
from desktop.shell.services import Services
from desktop.shell.widgets import button, column, frame, label, line, tool
from desktop.theme import tokens as t
from docgen.templating import Template, TemplateError, draft, example_answers


class DraftEditor(QWidget):
    """Form and source of one draft, with its pages. `left` asks to go back to the start."""

    left = Signal()
    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.form: Form | None = None
        self.made: Rendered | None = None
        self.source = SourceEditor()
        self.pages = PageView(services.worker)
        self.live = Live(services.worker, self)
        self._forms = QStackedWidget()
        self._left = QStackedWidget()
        self._left.addWidget(self._forms)
        self._left.addWidget(self.source)
        self._title: QLabel = label(role="lead")
        self._state: QLabel = label(role="second")
        self._pages_told: QLabel = label(role="second")
        self._problem: QLabel = label(role="error")
        self._segments = self._make_segments()
        self.export_button = self._make_export()
        self.setLayout(column(self._bar(), self._make_splitter(), self._foot(), space=0))
        self.source.textChanged.connect(self._typed)
        self.source.line_entered.connect(self._follow)
        self.live.made.connect(self._show)
        self.live.failed.connect(self._show_problem)

    def begin(self, template: Template, answers: Mapping[str, object] | None = None) -> None:
        """A new draft from a template, with the answers known already."""
        self._put_form(template)
        if answers:
            assert self.form is not None  # noqa: S101  just put
            self.form.set_answers(answers)
        self.show_source(False)
        self._title.setText(template.title)
        self._remake()

    def begin_text(self, text: str, title: str = "自由起草") -> None:
        """A draft that is written as source text."""
        self._drop_form()
        self.source.blockSignals(True)
        self.source.setPlainText(text)
        self.source.blockSignals(False)
        self.show_source(True)
        self._title.setText(title)
        self._remake()

    def start_typing(self) -> None:
        """Put the cursor where one begins."""
        if self.form is not None and self._left.currentIndex() == 0:
            self.form.start_typing()
        else:
            self.source.setFocus()

    def show_source(self, source: bool) -> None:
        """Show the source (True) or the form (False)."""
        self._left.setCurrentIndex(1 if source else 0)
        self._segments[1 if source else 0].setChecked(True)

    def fill_example(self) -> None:
        """Fill the form with its examples."""
        if self.form:
            self.form.set_answers(example_answers(self.form.template))

    def export(self, suffix: str, target: Path | None = None) -> None:
        """Export as .docx, .pdf or .md; ask where to unless told."""
        made = self.made
        if made is None:
            return
        place = target or export.ask_target(self, export.file_name(made), suffix)
        if place is None:
            return

        def work() -> Path:
            data = {".pdf": lambda: made.pdf, ".md": made.text.encode, ".docx": lambda: export.docx_bytes(made)}
            return export.write(place, data[suffix]())

        self._services.worker.submit(work, self._exported, self._services.fault)

    def _exported(self, path: Path) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        self._services.notices.say(
            f"已导出“{path.name}”。", "打开", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        )

    def _put_form(self, template: Template) -> None:
        self._drop_form()
        self.form = Form(template)
        self.form.changed.connect(self._answered)
        self._forms.addWidget(self.form)
        self._forms.setCurrentWidget(self.form)
        for segment in self._segments:
            segment.setVisible(True)

    def _drop_form(self) -> None:
        if self.form is not None:
            self._forms.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        for segment in self._segments:
            segment.setVisible(False)

    def _answered(self) -> None:
        self.changed.emit()
        self._remake()

    def _typed(self) -> None:
        self.changed.emit()
        self._remake()

    def _remake(self) -> None:
        """Make the pages of what stands there now; a form's answers become source text on the worker."""
        self._state.setText("正在排版……")
        if self.form is not None and self._left.currentIndex() == 0:
            template, answers = self.form.template, self.form.answers()
            self.live.later(lambda: draft(template, answers))
        else:
            text = self.source.toPlainText()
            self.live.later(lambda: text)

    def _show(self, made: Rendered) -> None:
        first = self.made is None
        self.made = made
        self._problem.setText("")
        self.pages.show_pages(made.pages, keep_place=not first)
        if self._left.currentIndex() == 0:
            self.source.blockSignals(True)
            self.source.setPlainText(made.text)
            self.source.blockSignals(False)
        count = sum(1 for character in made.text if "一" <= character <= "鿿")
        self._state.setText(f"{count:,} 字")
        self._pages_told.setText(f"{self.pages.page_count} 页")
        self.export_button.setEnabled(True)

    def _show_problem(self, error: BaseException) -> None:
        self._state.setText("")
        if isinstance(error, (TemplateError, RuntimeError)):
            self._problem.setText(str(error))
        else:
            self._services.fault(error)

    def _follow(self, number: int) -> None:
        place = self.made.place_of(number) if self.made else None
        if place:
            self.pages.show_spot(Spot(place[0], QRectF(0, place[1], 10, 16)))

    def _bar(self) -> QWidget:
        segments = frame("segments", line(*self._segments, space=0, margins=(2, 2, 2, 2)))
        return frame(
            "bar",
            line(
                tool("arrow-left", "回到起草首页", self.left.emit),
                self._title,
                t.M,
                segments,
                None,
                button("填入示例", self.fill_example, quiet=True),
                tool("magnifying-glass-minus", "缩小页面", lambda: self.pages.zoom(-1)),
                tool("magnifying-glass-plus", "放大页面", lambda: self.pages.zoom(1)),
                self.export_button,
                margins=(t.S, t.S, t.L, t.S),
            ),
        )

    def _foot(self) -> QWidget:
        return frame(
            "foot", line(self._state, self._pages_told, self._problem, None, space=t.L, margins=(t.L, t.XS, t.L, t.XS))
        )

    def _make_splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(frame("surface", column(self._left, space=0)))
        splitter.addWidget(self.pages)
        splitter.setStretchFactor(0, 5)
        splitter.setStretchFactor(1, 6)
        self._left.setMinimumWidth(360)
        self.pages.setMinimumWidth(320)
        return splitter

    def _make_segments(self) -> tuple[QToolButton, QToolButton]:
        group = QButtonGroup(self)
        made: list[QToolButton] = []
        for name, source in (("表单", False), ("源文", True)):
            segment = QToolButton()
            segment.setText(name)
            segment.setAccessibleName(f"用{name}写")
            segment.setCheckable(True)
            segment.setProperty("segment", True)
            segment.clicked.connect(lambda _=False, source=source: self.show_source(source))
            group.addButton(segment)
            made.append(segment)
        return made[0], made[1]

    def _make_export(self) -> QWidget:
        made = button("导出", lambda: None, icon="export", main=True)
        menu = QMenu(made)
        menu.addAction("Word 文档（.docx）", lambda: self.export(".docx"))
        menu.addAction("PDF 文档", lambda: self.export(".pdf"))
        menu.addAction("源文（.md）", lambda: self.export(".md"))
        menu.addSeparator()
        menu.addAction("打印…", lambda: self._services.commands.run("print"))
        made.setMenu(menu)
        made.setEnabled(False)
        return made
