"""Foreign text in every field that a file can set: shown as it is, never as HTML, as a key, turned round or endless."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.archive.arranging import Arranging
from desktop.archive.preview import DETAILS
from desktop.jobs.changes import Changes
from desktop.parts.card import Card
from desktop.parts.plain import MOST, MOST_OF_A_TIP, entry, shown, tip
from desktop.window.actions import SAMPLES
from desktop.window.window import Window
from search.archive import Archive
from tests.desktop.window.settling import settle

EVIL = '<img src="file:///dev/zero"><a href="x">点</a> 甲&乙 \u202egnp.exe\u2066 &lt;b&gt; '
ENDLESS = EVIL + "长" * 10_000
PAGES = ("archive", "drafting", "checking", "templates", "settings")
FIELDS = ("title", "issuer", "document_number", "secrecy", "kind")
TURNING = ("\u202e", "\u2066")


@pytest.mark.parametrize("text", [EVIL, ENDLESS, "\x1b[31m红", "一\u2028二", "a\x00b"])
def test_a_text_is_made_safe_for_every_place_of_qt(text: str) -> None:
    assert len(shown(text)) <= MOST
    assert "<img" not in tip(text)
    assert len(shown(text, MOST_OF_A_TIP)) <= MOST_OF_A_TIP
    assert entry(text).replace("&&", "").count("&") == 0
    for made in (shown(text), tip(text), entry(text)):
        assert not set(made) & {"\x00", "\x1b", "\u202e", "\u2028"}


@pytest.mark.parametrize("text", ["关于印发《方案》的通知", "A < B", "甲\n乙", "“双引号”（括号）〔2026〕15号", "𫖯䶮"])
def test_an_honest_text_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


def spoil(archive: Archive) -> None:
    """Put hostile text wherever a paper, a person or a folder may bring it in."""
    for number, text in ((1, EVIL), (2, ENDLESS)):
        for field in FIELDS:
            archive.records.update(number, field, text)
        archive.shelves.tag(number, text[:200])
        archive.shelves.put_into_collection(text[:200], number)
        archive.records.set_note(number, text)
    archive.shelves.save_search(EVIL, EVIL)
    archive.shelves.watch("监视 " + EVIL[:40].replace("/", ""))


@pytest.fixture
def spoilt(qtbot: QtBot, empty_window: Window) -> Window:
    window = empty_window
    (window.archives.folder / "templates").mkdir()
    template = f"---\n名称: 坏\n标题: '{EVIL}'\n文种: 通知\n分组: '{EVIL}'\n说明: '{EVIL}'\n字段: []\n---\n正文\n"
    (window.archives.folder / "templates" / "坏.md").write_text(template, encoding="utf-8")
    window.pages.archive.import_paths(sorted(SAMPLES.glob("*.md"))[:3])
    settle(qtbot, window)
    window.services.store.change(spoil, Changes(many=True, shelves=True, folders=True))
    window.pages.put_by(EVIL, ENDLESS)
    window.pages.begin_text(f"---\n标题: '{EVIL}'\n主送机关: '{EVIL}'\n---\n一、{ENDLESS}\n", EVIL)
    settle(qtbot, window)
    window.pages.check(f"---\n标题: '{EVIL}'\n---\n一、{EVIL},\n", EVIL)
    settle(qtbot, window)
    window.services.notices.say(EVIL, EVIL, lambda: None)
    return window


def faults(top: QWidget) -> Iterator[str]:
    """Where something of the text would be obeyed."""
    for widget in top.findChildren(QWidget):
        told = f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()[:20]}"
        if "<img" in widget.toolTip():
            yield f"{told}: its tooltip is HTML"
        if isinstance(widget, QLabel) and "<img" in widget.text() and is_html(widget):
            yield f"{told}: a label that is HTML"
        if isinstance(widget, QLabel) and len(widget.text()) > MOST + 200:
            yield f"{told}: a label without end"
        if isinstance(widget, QLabel | QAbstractButton) and any(mark in widget.text() for mark in TURNING):
            yield f"{told}: turned round"
        if isinstance(widget, QAbstractButton) and not isinstance(widget, Card) and has_key(widget.text()):
            yield f"{told}: a key from a text"
        if isinstance(widget, QAbstractItemView) and not isinstance(widget.parent(), QComboBox):
            yield from (f"{told}: {problem}" for problem in rows(widget))


def is_html(label: QLabel) -> bool:
    return label.textFormat() != Qt.TextFormat.PlainText


def has_key(text: str) -> bool:
    """Whether an & marks a key; a card, which paints its text itself, has none."""
    return "&" in text.replace("&&", "")


def rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(min(model.rowCount(QModelIndex()), 50)):
        index = model.index(row, 0)
        if "<img" in str(index.data(Qt.ItemDataRole.ToolTipRole) or ""):
            yield "the tooltip of a row is HTML"
        if any(mark in str(index.data(Qt.ItemDataRole.DisplayRole) or "") for mark in TURNING):
            yield "a row is turned round"


def menus(top: QWidget) -> Iterator[str]:
    for menu in top.findChildren(QMenu):
        menu.aboutToShow.emit()
        for action in menu.actions():
            if has_key(action.text()) or any(mark in action.text() for mark in TURNING):
                yield f"menu: {action.text()[:40]}"


def hover(top: QWidget) -> Iterator[str]:
    """What a tooltip says as HTML, at every widget."""
    for widget in top.findChildren(QWidget):
        if widget.isVisible():
            place = QPoint(widget.width() // 2, min(widget.height() // 2, 60))
            QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
            if "<img" in QToolTip.text():
                yield f"{type(widget).__name__} {widget.accessibleName()[:20]}: hovering shows HTML"
            QToolTip.hideText()


def test_no_widget_of_any_page_obeys_what_a_file_says(qtbot: QtBot, spoilt: Window) -> None:
    problems: list[str] = []
    for name in PAGES:
        spoilt.go_to(name)
        for side in (0, 1, DETAILS) if name == "archive" else (0,):
            spoilt.pages.archive.preview.show_as(side)
            settle(qtbot, spoilt)
            problems += [f"{name}: {problem}" for problem in (*faults(spoilt), *menus(spoilt), *hover(spoilt))]
    assert list(dict.fromkeys(problems)) == []


def test_no_question_obeys_what_a_file_says(qtbot: QtBot, spoilt: Window) -> None:
    spoilt.go_to("archive")
    settle(qtbot, spoilt)
    arranging: Arranging = spoilt.pages.archive.arranging
    record = spoilt.pages.archive.preview.record
    assert record is not None
    for ask in (arranging.tag, arranging.collect, arranging.purge):
        ask(record)
    spoilt.services.commands.run("correct")
    assert list(faults(spoilt)) == []
