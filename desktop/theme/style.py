"""The style sheet and the palette, made from the tokens."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from desktop.theme import tokens as t
from desktop.theme.tokens import Colours
from resources import resource

_ICONS = resource("icons")


def style_sheet(c: Colours) -> str:
    """The one style sheet of the program."""
    return "\n".join((_base(c), _buttons(c), _links(c), _inputs(c), _lists(c), _frames(c), _bars(c)))


def palette(c: Colours) -> QPalette:
    """The palette that Fusion paints with where the style sheet is silent."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, c.ground),
        (role.WindowText, c.ink),
        (role.Base, c.surface),
        (role.AlternateBase, c.ground),
        (role.ToolTipBase, c.raised),
        (role.ToolTipText, c.ink),
        (role.Text, c.ink),
        (role.PlaceholderText, c.second),
        (role.Button, c.surface),
        (role.ButtonText, c.ink),
        (role.BrightText, c.accent),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.Link, c.accent),
        (role.LinkVisited, c.accent),
        (role.Accent, c.accent),
        (role.Mid, c.line),
        (role.Light, c.raised),
        (role.Dark, c.line),
    ):
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(c.faint))
    return made


def _base(c: Colours) -> str:
    return f"""
QWidget {{ color: {c.ink}; font-size: {t.BODY}px; }}
QMainWindow, QDialog, #page {{ background: {c.ground}; }}
QToolTip {{ background: {c.raised}; color: {c.ink}; border: 1px solid {c.line}; padding: {t.XS}px {t.S}px; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {t.TITLE}px; }}
QLabel[role="lead"] {{ font-size: {t.LEAD}px; }}
QLabel[role="second"] {{ color: {c.second}; font-size: {t.SMALL}px; }}
QLabel[role="section"] {{ color: {c.second}; font-size: {t.SMALL}px; }}
QLabel[role="error"] {{ color: {c.error}; font-size: {t.SMALL}px; }}
QLabel[role="ok"] {{ color: {c.ok}; font-size: {t.SMALL}px; }}
QLabel[role="chip"] {{ color: {c.second}; font-size: {t.SMALL}px; border: 1px solid {c.line};
    border-radius: {t.RADIUS}px; padding: 2px {t.S}px; }}
"""


def _buttons(c: Colours) -> str:
    return f"""
QPushButton, QToolButton {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {t.RADIUS}px;
    padding: 5px {t.M}px; min-height: 20px; }}
QPushButton:hover, QToolButton:hover {{ background: {c.hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c.wash}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; padding: 4px {t.M - 1}px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.faint}; }}
QPushButton[main="true"], QToolButton[main="true"] {{ background: {c.accent}; color: {c.on_accent};
    border-color: {c.accent}; }}
QPushButton[main="true"]:focus, QToolButton[main="true"]:focus {{ border: 2px solid {c.ink}; }}
QPushButton[main="true"]:disabled, QToolButton[main="true"]:disabled {{ background: {c.line}; color: {c.second};
    border-color: {c.line}; }}
QToolButton[quiet="true"], QPushButton[quiet="true"] {{ background: transparent; border: 2px solid transparent;
    padding: {t.XS}px {t.S}px; }}
QToolButton[small="true"] {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QToolButton[small="true"]:hover {{ background: {c.hover}; }}
QToolButton[quiet="true"]:hover, QPushButton[quiet="true"]:hover {{ background: {c.hover}; }}
QToolButton[quiet="true"]:focus, QPushButton[quiet="true"]:focus {{ border: 2px solid {c.accent}; }}
QToolButton[quiet="true"]:checked {{ background: {c.wash}; color: {c.accent}; }}
QToolButton[chip="true"] {{ padding: {t.XS}px {t.M}px; color: {c.second}; font-size: {t.SMALL}px; }}
QToolButton[chip="true"][set="true"] {{ background: {c.wash}; color: {c.accent}; border-color: {c.accent}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QToolButton[segment="true"] {{ background: transparent; border: 2px solid transparent; color: {c.second};
    padding: 3px {t.M}px; font-size: {t.SMALL}px; }}
QToolButton[segment="true"]:checked {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line};
    padding: {t.XS}px {t.M + 1}px; }}
QToolButton[segment="true"]:focus {{ border: 2px solid {c.accent}; padding: 3px {t.M}px; }}
QFrame#rail QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: {t.RADIUS}px;
    color: {c.second}; font-size: {t.SMALL}px; padding: {t.XS}px 0; }}
QFrame#rail QToolButton:hover {{ background: {c.hover}; }}
QFrame#rail QToolButton:checked {{ background: {c.wash}; color: {c.accent}; }}
QFrame#rail QToolButton:focus {{ border: 2px solid {c.accent}; }}
QCheckBox {{ spacing: {t.S}px; min-height: 24px; }}
QCheckBox:focus {{ color: {c.accent}; }}
"""


def _links(c: Colours) -> str:
    """After the buttons, which links are too."""
    return f"""
QPushButton[link="true"] {{ background: transparent; border: 2px solid transparent; padding: 2px {t.XS}px;
    color: {c.accent}; font-size: {t.SMALL}px; text-decoration: underline; min-height: 0; }}
QPushButton[link="true"]:hover {{ background: {c.hover}; }}
QPushButton[link="true"]:focus {{ border: 2px solid {c.accent}; }}
"""


def _inputs(c: Colours) -> str:
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox {{ background: {c.surface};
    border: 1px solid {c.line}; border-radius: {t.RADIUS}px; padding: 5px {t.S}px;
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit, QComboBox, QDateEdit, QSpinBox {{ min-height: 20px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {{
    border: 2px solid {c.accent}; padding: 4px {t.S - 1}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{ border-color: {c.error}; }}
QSpinBox QLineEdit {{ border: none; background: transparent; padding: 0 {t.S}px; min-height: 0; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; height: 0; border: none; }}
QSpinBox:disabled, QLineEdit:disabled {{ color: {c.faint}; }}
QLineEdit#search {{ font-size: {t.LEAD}px; padding: 0 36px; min-height: 38px; max-height: 38px; }}
QLineEdit#search:focus {{ padding: 0 35px; min-height: 36px; max-height: 36px; }}
QPlainTextEdit#source {{ border: none; border-radius: 0; padding: {t.M}px {t.L}px; background: {c.surface}; }}
QTextBrowser#reading {{ border: none; border-radius: 0; padding: {t.S}px {t.L}px; background: {c.surface}; }}
QComboBox::drop-down {{ border: none; width: {t.XXL}px; }}
QComboBox::down-arrow {{ image: url("{_caret(c)}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {c.raised}; border: 1px solid {c.line}; outline: none;
    selection-background-color: {c.wash}; selection-color: {c.ink}; }}
"""


def _caret(c: Colours) -> str:
    return (_ICONS / f"caret-{'dark' if c.dark else 'light'}.svg").as_posix()


def _lists(c: Colours) -> str:
    return f"""
QListView, QTreeView, QTableView, QTableWidget {{ background: {c.surface}; border: none; outline: none;
    alternate-background-color: {c.ground}; gridline-color: {c.line};
    selection-background-color: {c.wash}; selection-color: {c.ink}; }}
QListView#quiet, QTreeView#quiet {{ background: transparent; }}
QListView::item, QTreeView::item {{ min-height: 28px; padding: 0 {t.XS}px; border-radius: {t.RADIUS}px; }}
QListView::item:hover, QTreeView::item:hover {{ background: {c.hover}; }}
QListView::item:selected, QTreeView::item:selected {{ background: {c.wash}; color: {c.ink}; }}
QTableView, QTableWidget {{ border: 1px solid {c.line}; border-radius: {t.RADIUS}px; }}
QTableView:focus, QTableWidget:focus {{ border: 2px solid {c.accent}; }}
QHeaderView::section {{ background: {c.ground}; color: {c.second}; border: none;
    border-right: 1px solid {c.line}; border-bottom: 1px solid {c.line}; padding: {t.XS}px {t.S}px;
    font-size: {t.SMALL}px; text-align: left; }}
QTableView QLineEdit, QTableWidget QLineEdit {{ border: none; border-radius: 0; padding: 0 {t.XS}px; min-height: 0; }}
"""


def _frames(c: Colours) -> str:
    return f"""
QFrame#rail {{ background: {c.ground}; border: none; border-right: 1px solid {c.line}; }}
QFrame#bar {{ background: {c.ground}; border: none; border-bottom: 1px solid {c.line}; }}
QFrame#foot {{ background: {c.ground}; border: none; border-top: 1px solid {c.line}; }}
QFrame#surface, QWidget#surface {{ background: {c.surface}; border: none; }}
QFrame#card {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: {t.RADIUS}px; }}
QFrame#notice {{ background: {c.ink}; border: none; border-radius: {t.RADIUS}px; }}
QFrame#notice QLabel {{ color: {c.ground}; }}
QFrame#notice QPushButton {{ background: transparent; border: none; color: {c.ground}; text-decoration: underline; }}
QFrame#segments {{ background: {c.hover}; border: none; border-radius: {t.RADIUS}px; }}
QFrame#rule {{ background: {c.line}; border: none; }}
PageView {{ background: {c.ground}; border: none; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget#plain {{ background: transparent; }}
QSplitter::handle {{ background: {c.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
"""


def _bars(c: Colours) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {c.faint}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {c.raised}; border: 1px solid {c.line}; padding: {t.XS}px; }}
QMenu::item {{ padding: 6px {t.XL}px 6px {t.M}px; border-radius: {t.XS}px; }}
QMenu::item:selected {{ background: {c.wash}; color: {c.ink}; }}
QMenu::item:disabled {{ color: {c.faint}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: {t.XS}px {t.S}px; }}
QProgressBar {{ background: {c.line}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 2px; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {c.second}; padding: {t.S}px {t.M}px; border: none;
    border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {c.ink}; border-bottom: 2px solid {c.accent}; }}
QTabBar::tab:focus {{ color: {c.accent}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; }}
"""
