"""The source text, lit by what its lines are: head, the four levels, attachments, placeholders."""

from __future__ import annotations

import re

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from desktop.theme import tokens as t
from desktop.theme.look import look
from papers.numbering import recognise

_KEY = re.compile(r"^([^\s:：#\-][^:：]*)(:|：)")
_PENDING = re.compile(r"【待补[^】]*】|×{2,}")
_MARK = re.compile(r"^(#{1,4})\s")
HEAD, TEXT = 1, 2


class Highlighter(QSyntaxHighlighter):
    """Colours each line by what it is."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        look().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """One line; the state tells whether it stands in the head."""
        previous = self.previousBlockState()
        fence = text.strip() == "---"
        inside = previous == HEAD
        if fence and (self.currentBlock().blockNumber() == 0 or inside):
            self.setCurrentBlockState(TEXT if inside else HEAD)
            self.setFormat(0, len(text), _format(look().colours.second))
        elif inside:
            self.setCurrentBlockState(HEAD)
            self._head(text)
        else:
            self.setCurrentBlockState(TEXT)
            self._body(text)
        for found in _PENDING.finditer(text):
            self.setFormat(found.start(), len(found[0]), _format(look().colours.accent))

    def _head(self, text: str) -> None:
        found = _KEY.match(text)
        if found:
            self.setFormat(0, found.end(), _format(look().colours.second))

    def _body(self, text: str) -> None:
        colours = look().colours
        if text.startswith(":::"):
            self.setFormat(0, len(text), _format(colours.accent))
        elif text.startswith(("|", "![")):
            self.setFormat(0, len(text), _format(colours.second))
        elif level := level_of(text):
            heading = text.find("。") + 1 or len(text)  # text may run on in the line of its heading
            self.setFormat(0, heading, _format(colours.ink, bold=level <= 2))


def level_of(text: str) -> int:
    """The level of a heading line, 0 for running text."""
    found = _MARK.match(text)
    if found:
        return len(found[1])
    number = recognise(text.strip())
    return number.level if number else 0


def outline(text: str) -> list[tuple[int, int, str]]:
    """The headings of a source text: (line from 1, level, heading)."""
    lines = text.split("\n")
    closing = [place for place, line in enumerate(lines) if line.strip() == "---"]
    start = closing[1] + 1 if len(closing) > 1 and closing[0] == 0 else 0
    found: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines[start:], start + 1):
        if line.startswith("::: "):
            found.append((number, 1, line[4:].strip()))
        elif level := level_of(line):
            bare = _MARK.sub("", line.strip())
            found.append((number, level, re.split("[。：]", bare, maxsplit=1)[0][:28]))
    return found


def _format(colour: str, *, bold: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    return made


class SourceEditor(QPlainTextEdit):
    """The editor. `line_entered` tells the line (from 1) that the cursor went to."""

    line_entered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("source")
        self.setAccessibleName("源文")
        self.setTabChangesFocus(False)
        font = self.font()
        font.setPixelSize(t.BODY + 1)
        self.setFont(font)
        self._highlighter = Highlighter(self.document())
        self._line = 0
        self.cursorPositionChanged.connect(self._moved)

    def go_to(self, line: int, start: int = 0, end: int = 0) -> None:
        """Put the cursor on a line (from 1), selecting from `start` to `end` within it."""
        block = self.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(start, block.length() - 1))
        if end > start:
            cursor.setPosition(block.position() + min(end, block.length() - 1), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    def replace_all(self, text: str) -> None:
        """Put another text in, as one step that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def find_text(self, words: str) -> bool:
        """Go to the next place of `words`, from the top again at the end."""
        if self.find(words):
            return True
        self.moveCursor(QTextCursor.MoveOperation.Start)
        return self.find(QRegularExpression(QRegularExpression.escape(words)))

    def _moved(self) -> None:
        line = self.textCursor().blockNumber() + 1
        if line != self._line:
            self._line = line
            self.line_entered.emit(line)
