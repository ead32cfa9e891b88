"""Walks over every widget of every page and says what is wrong with it: python -m tests.desktop.window.walking FOLDER

A process of its own, since QT_SCALE_FACTOR is read once. Prints one problem a line; none is good.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QObject,
    QSettings,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from desktop.parts.asking import Ask, Confirm
from desktop.parts.errors import FaultDialog
from desktop.parts.palette import Palette
from desktop.theme.look import Scheme, start_look
from desktop.theme.tokens import contrast
from desktop.window.cheat_sheet import CheatSheet
from desktop.window.window import Window
from docgen.templating import example_answers, load_templates
from tests.desktop.window.settling import given
from tests.desktop.window.writing_scenes import writing_scenes

CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: text against its ground."""
TABS = 600
"""Presses of Tab after which every widget must have had its turn."""

SPEAKING = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractItemView,
    QPlainTextEdit,
    QTextEdit,
    QAbstractSpinBox,
    QTabBar,
)
"""What a screen reader reads out: it must have a name."""


def main(archive: str) -> int:
    """Walk in light and dark, in the scale that the environment sets."""
    problems: list[str] = []

    def told(kind: QtMsgType, _: QMessageLogContext, message: str | None) -> None:
        if kind != QtMsgType.QtDebugMsg and not (message or "").startswith("This plugin does not support"):
            problems.append(f"Qt says: {message}")

    qInstallMessageHandler(told)
    application = QApplication(sys.argv[:1])
    flashes = Flashes(problems)
    application.installEventFilter(flashes)
    look = start_look(application, Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        window = Window(Path(archive), QSettings(f"{folder}/window.ini", QSettings.Format.IniFormat))
        window.resize(1280, 800)
        window.show()
        settle(window)
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            look.use(scheme)
            for name, (show, top) in scenes(window).items():
                show()
                top().window().activateWindow()
                settle(window)
                problems += [f"{name}, {scheme.name.lower()}: {problem}" for problem in faults(top())]
                for dialog in (widget for widget in application.topLevelWidgets() if widget is not window):
                    dialog.close()
        window.close()
    sys.stdout.write("".join(f"{problem}\n" for problem in dict.fromkeys(problems)))
    return 1 if problems else 0


class Flashes(QObject):
    """Notes what is shown as a window of its own and is none: for a moment it takes the keyboard from the window."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__()
        self._problems = problems

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Look at everything that is shown."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._strange(watched):
            self._problems.append(f"{told_as(watched)} flashes as a window of its own")
        return False

    def _strange(self, shown: QWidget) -> bool:
        usual = isinstance(shown, QMainWindow | QDialog)
        return shown.isWindow() and shown.windowType() == Qt.WindowType.Window and not usual


Scene = tuple[Callable[[], object], Callable[[], QWidget]]


def scenes(window: Window) -> dict[str, Scene]:
    """Every page and dialog: how to show it, and its top widget."""
    archive, drafting = window.pages.archive, window.pages.drafting
    template = next(template for template in load_templates() if template.name == "意见")

    def begin() -> None:
        window.pages.begin(template)
        given(drafting.editor.form).set_answers(example_answers(template))

    def top() -> QWidget:
        return window

    def dialog() -> QWidget:
        return next(widget for widget in QApplication.topLevelWidgets() if widget is not window and widget.isVisible())

    def hits(words: str) -> Callable[[], None]:
        return lambda: (window.go_to("archive"), archive.search(words), archive.preview.show_as(0))[-1]

    return {
        "档案": (hits("亮化工程"), top),
        "没有找到": (hits("绝无此词乎哉"), top),
        "您是不是要找": (hits("防讯工作"), top),
        "信息": (lambda: (hits("纪要")(), archive.preview.show_as(2)), top),
        "起草": (lambda: (window.go_to("drafting"), drafting.show_start()), top),
        "写": (begin, top),
        "体检": (lambda: window.pages.check("---\n版式: 文件\n文种: 通知\n---\n一、做好工作,\n", "草稿"), top),
        "模板": (lambda: window.go_to("templates"), top),
        "设置": (lambda: window.go_to("settings"), top),
        "命令": (lambda: Palette(window.services.commands, window).open_above(window), dialog),
        "快捷键": (lambda: CheatSheet(window.services.commands, window).show(), dialog),
        "提问": (lambda: Ask(window, "加标签", "一个标签几个字就够。", "加上", print).show(), dialog),
        "确认": (lambda: Confirm(window, "《关于城区亮化工程的通知》将彻底删除。", "彻底删除", print).show(), dialog),
        "出错": (lambda: FaultDialog(ValueError("不能这样。"), window).show(), dialog),
        **writing_scenes(window, begin, dialog),
    }


def settle(window: Window) -> None:
    """Let the window live until no work is left."""
    for _ in range(400):
        wait(25)
        if window.settled:
            break
    wait(50)


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def faults(top: QWidget) -> Iterator[str]:
    """What is wrong with what can be seen."""
    seen = [widget for widget in top.findChildren(QWidget) if widget.isVisibleTo(top) and not widget.isHidden()]
    seen = [widget for widget in seen if widget.isVisible() and not widget.visibleRegion().isEmpty()]
    for widget in seen:
        if isinstance(widget, SPEAKING) and not own_part(widget) and not name_of(widget):
            yield f"{told_as(widget)} has no accessible name"
        if isinstance(widget, QPlainTextEdit | QTextEdit) and keeps_tab(widget):
            yield f"{told_as(widget)} keeps Tab to itself"
        if isinstance(widget, QLabel | QAbstractButton) and clipped(widget):
            yield f"{told_as(widget)} is clipped: {widget.size().toTuple()} for {widget.sizeHint().toTuple()}"
    yield from unreachable(top, seen)
    picture = top.grab().toImage()
    for widget in seen:
        if isinstance(widget, QLabel | QAbstractButton) and widget.isEnabled() and wholly_seen(widget):
            ratio = contrast_on(picture, top, widget)
            if ratio < CONTRAST:
                yield f"{told_as(widget)} has a contrast of {ratio:.1f}"


def together(widget: QWidget, other: QWidget | None) -> bool:
    """Whether both are choices of one, among which one moves by the arrow keys."""
    if not isinstance(widget, QAbstractButton) or not isinstance(other, QAbstractButton):
        return False
    return widget.isCheckable() and other.isCheckable() and widget.parent() is other.parent()


def keeps_tab(widget: QPlainTextEdit | QTextEdit) -> bool:
    """Whether Tab writes into it, so that the keyboard never gets out; the source editor says how it does."""
    return not (widget.tabChangesFocus() or widget.isReadOnly() or widget.objectName() == "source")


def wholly_seen(widget: QLabel | QAbstractButton) -> bool:
    """Whether it has a text and no scroll area hides a part of it."""
    return bool(widget.text().strip()) and widget.visibleRegion().boundingRect() == widget.rect()


def own_part(widget: QWidget) -> bool:
    """Whether it is a part that Qt made for one of its own widgets."""
    return widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox | QAbstractSpinBox | QTabBar)


def name_of(widget: QWidget) -> str:
    """What a screen reader says."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def told_as(widget: QWidget) -> str:
    """How a person would find it."""
    text = widget.text()[:20] if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or text or widget.objectName()!r}"


def clipped(widget: QLabel | QAbstractButton) -> bool:
    """Whether its text needs more room than it has."""
    if not widget.text() and not (isinstance(widget, QToolButton)):
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    hint = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
    return hint.width() > widget.width() + 1 or hint.height() > widget.height() + 1


def unreachable(top: QWidget, seen: list[QWidget]) -> Iterator[str]:
    """Widgets that take the keyboard and to which Tab never comes; of an exclusive group one is enough."""
    wanted = {
        widget
        for widget in seen
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and not widget.focusProxy()
    }
    window = top.window()
    begin = QApplication.focusWidget()
    visited: set[QWidget | None] = {begin}
    for _ in range(TABS):
        window.focusNextPrevChild(True)  # what Tab does
        focused = QApplication.focusWidget()
        visited.add(focused)
        if focused is begin:
            break
    for widget in wanted - visited:
        if not own_part(widget) and not any(together(widget, other) for other in visited):
            yield f"{told_as(widget)} is out of Tab's reach"


def contrast_on(picture: QImage, top: QWidget, widget: QWidget) -> float:
    """The contrast of the two colours that stand farthest apart within a widget, its commonest being the ground."""
    scale = picture.devicePixelRatio()
    corner = widget.mapTo(top, widget.visibleRegion().boundingRect().topLeft())
    size = widget.visibleRegion().boundingRect().size()
    inset = 4  # within the border
    left, top_edge = (round((place + inset) * scale) for place in corner.toTuple())
    width, height = (max(0, round((length - 2 * inset) * scale)) for length in size.toTuple())
    if not width or not height:
        return 21.0
    part = picture.copy(left, top_edge, width, height).convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(part.constBits()).cast("I"))
    ground = f"#{counts.most_common(1)[0][0] & 0xFFFFFF:06x}"
    return max(contrast(ground, f"#{colour & 0xFFFFFF:06x}") for colour in counts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
