"""The one registry of commands: menu, palette, tool bar and shortcuts all read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6 import QtGui
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from desktop.parts.plain import entry


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done. `available` says whether it makes sense now; `where` groups the cheat sheet.

    With `typing` its keys belong to a text that is being written, where that has something to undo or redo itself.
    """

    name: str
    title: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    where: str = "通用"
    available: Callable[[], bool] = lambda: True
    typing: bool = False


def _has_own_undo(widget: QObject) -> bool:
    """Whether a text that is being written has something of its own to undo or redo; a search box has not."""
    if isinstance(widget, QLineEdit):
        return widget.objectName() != "search" and (widget.isUndoAvailable() or widget.isRedoAvailable())
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return False


class _CommandsFirst(QObject):
    """Lets a shortcut reach its command while a text has the focus: Qt's Ctrl+K and Ctrl+E edit lines on X11."""

    def __init__(
        self, window: QWidget, actions: Callable[[], Iterable[QtGui.QAction]], owner: Callable[[str], Command]
    ) -> None:
        super().__init__(window)
        self._actions, self._owner = actions, owner
        application = QCoreApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Listen where the keyboard is and nowhere else: a filter sees every event there is."""
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take from a text widget the offer to keep a key for itself."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QtGui.QKeyEvent):
            pressed = QtGui.QKeySequence(event.keyCombination())
            for action in self._actions():
                if any(pressed == shortcut for shortcut in action.shortcuts()):
                    return self._take(self._owner(action.objectName()), watched, event)
        return super().eventFilter(watched, event)

    def _take(self, command: Command, watched: QObject, event: QEvent) -> bool:
        """Whether the key is the command's rather than the text's."""
        if command.typing and (_has_own_undo(watched) or not command.available()):
            return False
        event.ignore()
        return True


class Commands:
    """The registry of all commands of one window, by name. Several pages may have one of a name: what is shown runs."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._commands: dict[str, list[Command]] = {}
        self._actions: dict[str, QtGui.QAction] = {}
        self._first = _CommandsFirst(window, self._actions.values, self.__getitem__)

    def __iter__(self) -> Iterator[Command]:
        return iter([self[name] for name in self._commands])

    def __contains__(self, name: object) -> bool:
        return name in self._commands

    def __getitem__(self, name: str) -> Command:
        """The command of a name that makes sense now, else the first."""
        given = self._commands[name]
        return next((command for command in given if command.available()), given[0])

    def add(self, command: Command) -> None:
        """Register a command; its shortcut works in the whole window."""
        self._commands.setdefault(command.name, []).append(command)
        if command.name not in self._actions:
            self._actions[command.name] = self._action(command)

    def add_of(self, page: QWidget, commands: Iterable[Command]) -> None:
        """Register the commands of a page: none of them does anything while another page is shown."""
        for command in commands:
            self.add(replace(command, available=partial(_shown_and, page, command.available)))

    def retitle(self, name: str, title: str) -> None:
        """Give a command another title, as what it does depends on what was done before."""
        if name in self._commands:
            self._commands[name] = [replace(command, title=title) for command in self._commands[name]]
            self._actions[name].setText(entry(title))

    def action(self, name: str) -> QtGui.QAction:
        """The action of a command, for menus and buttons."""
        return self._actions[name]

    def run(self, name: str) -> bool:
        """Do it if it makes sense now; return whether it did."""
        command = self[name]
        if not command.available():
            return False
        command.run()
        return True

    def matching(self, typed: str) -> list[Command]:
        """The commands whose title holds what was typed, as Chinese, as full 拼音 or as its initials; best first."""
        wanted = typed.strip().lower().replace(" ", "")
        ranked = [(rank, command) for command in self if (rank := _rank(command, wanted)) is not None]
        return [command for _, command in sorted(ranked, key=lambda pair: (pair[0], pair[1].title))]

    def _action(self, command: Command) -> QtGui.QAction:
        action = QtGui.QAction(command.title, self._window)
        action.setObjectName(command.name)
        if command.shortcut:
            action.setShortcut(QtGui.QKeySequence(command.shortcut))
        action.triggered.connect(lambda: self.run(command.name))
        self._window.addAction(action)
        return action


def _shown_and(page: QWidget, available: Callable[[], bool]) -> bool:
    return page.isVisible() and available()


def _rank(command: Command, wanted: str) -> int | None:
    if not command.available():
        return None
    if not wanted:
        return 0
    title = command.title.lower().replace(" ", "")
    for rank, text in enumerate((title, *_pinyin(command.title))):
        place = text.find(wanted)
        if place >= 0:
            return rank * 2 + (place > 0)
    return None


_PINYIN: dict[str, tuple[str, str]] = {}


def _pinyin(title: str) -> tuple[str, str]:
    """The initials and the full 拼音 of a title."""
    if title not in _PINYIN:
        from pypinyin import Style, lazy_pinyin

        initials = "".join(lazy_pinyin(title, style=Style.FIRST_LETTER)).lower()
        _PINYIN[title] = (initials, "".join(lazy_pinyin(title)).lower())
    return _PINYIN[title]
