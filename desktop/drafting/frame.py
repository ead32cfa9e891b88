"""What stands around the editor: the bar above with the main action, the line of facts below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QSplitter, QToolButton, QWidget

from desktop.parts.making import Rendered
from desktop.parts.plain import MOST_OF_AN_ENTRY
from desktop.parts.services import Services
from desktop.parts.widgets import button, column, frame, label, line, set_property, tool
from desktop.theme import tokens as t

EXPORTS = (
    "export-docx",
    "export-pdf",
    "export-source",
    "",
    "print",
    "file-draft",
    "",
    "tasks",
    "tasks-sheet",
    "",
    "several",
    "keep-version",
    "show-versions",
)
"""The commands of the export menu, "" for a line."""


@dataclass(frozen=True, slots=True)
class Actions:
    """What the buttons of the bar do."""

    leave: Callable[[], object]
    fill_example: Callable[[], object]
    show_source: Callable[[bool], object]
    zoom: Callable[[int], object]


class EditorFrame:
    """Bar and foot of one editor."""

    def __init__(self, services: Services, actions: Actions) -> None:
        self._services = services
        self.title: QLabel = label(role="lead", most=MOST_OF_AN_ENTRY)
        self._count: QLabel = label(role="second")
        self._pages: QLabel = label(role="second")
        self._saved: QLabel = label(role="second")
        self._findings: QLabel = label(role="second")
        self._problem: QLabel = label(role="error")
        self._example = button("填入示例", actions.fill_example, quiet=True)
        self.form_side, self.source_side = _segments(actions)
        self._sides = frame("segments", line(self.form_side, self.source_side, space=0, margins=(2, 2, 2, 2)))
        self.export: QPushButton = self._make_export()
        self.bar: QFrame = self._make_bar(actions)
        self.foot: QFrame = frame(
            "foot",
            line(
                self._count,
                self._pages,
                self._saved,
                self._findings,
                self._problem,
                None,
                space=t.XL,
                margins=(t.L, t.S, t.L, t.S),
            ),
        )

    def splitter(self, *sides: QWidget) -> QSplitter:
        """Writing, page, drawer."""
        made = QSplitter(Qt.Orientation.Horizontal)
        made.setHandleWidth(1)
        made.setChildrenCollapsible(False)
        for side, width in zip(sides, (420, 560, 300), strict=True):
            framed = frame("surface", column(side, space=0))
            framed.setMinimumWidth(280)
            made.addWidget(framed)
            made.setStretchFactor(made.count() - 1, width)
        made.setSizes([420, 560, 300])
        return made

    def show_side(self, *, source: bool, form: bool) -> None:
        """Light the side that is shown; without a form there is only one."""
        (self.source_side if source else self.form_side).setChecked(True)
        self._sides.setVisible(form)
        self._example.setVisible(form)

    def tell_made(self, made: Rendered) -> None:
        """Characters and pages."""
        self._problem.setText("")
        self._count.setText(f"{sum('一' <= character <= '鿿' for character in made.text):,} 字")
        self._pages.setText(f"{len(made.layout.pages)} 页")
        self.export.setEnabled(True)
        if made.layout.missing_glyphs:
            self._problem.setText(f"字体里没有这些字：{'、'.join(made.layout.missing_glyphs[:5])}")

    def tell_findings(self, count: int) -> None:
        """How many findings there are."""
        self._findings.setText(f"体检 {count}" if count else "体检通过")

    def tell_not_saved(self, why: str) -> None:
        """The text is not on the disk, and why."""
        self._saved.setText(f"还没有保存：{why}")
        set_property(self._saved, "role", "error")

    def tell_saved(self, changed: str) -> None:
        """When the draft was written down."""
        set_property(self._saved, "role", "second")
        self._saved.setText(f"已保存 {datetime.fromisoformat(changed):%H:%M}" if changed else "")

    @property
    def saved_told(self) -> str:
        """What is told of saving."""
        return self._saved.text()

    def tell_problem(self, text: str) -> None:
        """Why there is no page."""
        self._problem.setText(text)

    def _make_bar(self, actions: Actions) -> QFrame:
        return frame(
            "bar",
            line(
                tool("arrow-left", "回到起草首页", actions.leave),
                self._sides,
                t.S,
                self.title,
                None,
                self._example,
                tool("magnifying-glass-minus", "缩小页面", lambda: actions.zoom(-1)),
                tool("magnifying-glass-plus", "放大页面", lambda: actions.zoom(1)),
                self.export,
                margins=(t.S, t.S, t.L, t.S),
            ),
        )

    def _make_export(self) -> QPushButton:
        made = button("导出", lambda: None, icon="export", main=True)
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        made.setMenu(menu)
        made.setEnabled(False)
        return made

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for name in EXPORTS:
            if name:
                menu.addAction(self._services.commands.action(name))
            else:
                menu.addSeparator()


def _segments(actions: Actions) -> tuple[QToolButton, QToolButton]:
    made: list[QToolButton] = []
    for name, source in (("表单", False), ("源文", True)):
        segment = QToolButton()
        segment.setText(name)
        segment.setAccessibleName(f"用{name}写")
        segment.setCheckable(True)
        segment.setProperty("segment", True)
        segment.clicked.connect(lambda _=False, source=source: actions.show_source(source))
        segment.setAutoExclusive(True)
        made.append(segment)
    return made[0], made[1]
