"""The form of a template: one editor a field, with its help and what is wrong below it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from desktop.drafting.fields import Editor, make_editor
from desktop.parts.widgets import column, label, line, set_property
from desktop.theme import tokens as t
from docgen.templating import Field, Template, unanswered
from papers.dates import read_date


class FormRow(QWidget):
    """A field: label, editor, help or error."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.editor: Editor = make_editor(field)
        name = label("" if field.type == "bool" else field.label)
        name.setBuddy(self.editor.control())
        self.needed = label("必填" if field.required else "", "second")
        self.below: QLabel = label(field.help, "second", wrap=True)
        if not field.help:  # hidden, never shown by hand: that would open a window of its own for a moment
            self.below.hide()
        head = line(name, self.needed, None)
        parts = [self.editor, self.below] if field.type == "bool" else [head, self.editor, self.below]
        self.setLayout(column(*parts, space=t.XS))

    def tell_shared(self, shared: bool) -> None:
        """Say that this fact is the same in other drafts of the matter."""
        words = ("必填" if self.field.required else "", "多稿同步" if shared else "")
        self.needed.setText(" · ".join(filter(None, words)))

    def tell(self, wrong: str) -> None:
        """Say what is wrong below the editor; "" for nothing."""
        self.below.setText(wrong or self.field.help)
        self.below.setVisible(bool(wrong or self.field.help))
        set_property(self.below, "role", "error" if wrong else "second")
        set_property(self.editor.control(), "wrong", bool(wrong))


class Form(QScrollArea):
    """All fields of a template. `changed` tells every change of an answer, `entered` the field that got the focus."""

    changed = Signal()

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.template = template
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows = {field.name: FormRow(field) for field in template.fields}
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setLayout(column(*self.rows.values(), None, space=t.L, margins=(t.L, t.L, t.L, t.XL)))
        self.setWidget(inside)
        for row in self.rows.values():
            row.editor.changed.connect(self._edited)

    def answers(self) -> dict[str, object]:
        """What was filled in, by field name."""
        return {name: row.editor.answer() for name, row in self.rows.items()}

    def set_answers(self, answers: Mapping[str, object]) -> None:
        """Fill the form; fields that `answers` does not have stay as they are."""
        self.blockSignals(True)
        for name, value in answers.items():
            if name in self.rows:
                self.rows[name].editor.set_answer(value)
        self.blockSignals(False)
        self._edited()

    def mark_shared(self, names: Collection[str]) -> None:
        """Mark the fields whose facts stand in other drafts too."""
        for name, row in self.rows.items():
            row.tell_shared(name in names)

    def missing(self) -> tuple[Field, ...]:
        """The required fields that are empty."""
        return unanswered(self.template, self.answers())

    def show_missing(self) -> None:
        """Mark the required fields that are empty and go to the first."""
        missing = {field.name for field in self.missing()}
        for name, row in self.rows.items():
            row.tell("这一项要填。" if name in missing else self._wrong(row))
        if missing:
            first = next(row for name, row in self.rows.items() if name in missing)
            first.editor.control().setFocus()
            self.ensureWidgetVisible(first)

    def field_of(self, widget: QWidget) -> str:
        """The name of the field that a widget belongs to, "" for none."""
        return next((name for name, row in self.rows.items() if row.isAncestorOf(widget)), "")

    def show_field(self, name: str, *, focus: bool = False) -> None:
        """Bring a field into sight, with `focus` the cursor into it."""
        row = self.rows.get(name)
        if row is not None:
            self.ensureWidgetVisible(row)
            if focus:
                row.editor.control().setFocus()

    def start_typing(self) -> None:
        """Put the cursor into the first field."""
        first = next(iter(self.rows.values()), None)
        if first:
            first.editor.control().setFocus()

    def _edited(self) -> None:
        for row in self.rows.values():
            row.tell(self._wrong(row))
        self.changed.emit()

    def _wrong(self, row: FormRow) -> str:
        answer = row.editor.answer()
        if row.field.type == "date" and answer and read_date(str(answer)) is None:
            return "这不是一个日期，请写成 2026-04-20 或 2026年4月20日。"
        return ""
