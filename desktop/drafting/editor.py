"""Writing one document: the form or the source at the left, the page in the middle, the drawer at the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from desktop.drafting.basket import Basket
from desktop.drafting.drawer import Drawer
from desktop.drafting.form import Form
from desktop.drafting.frame import Actions, EditorFrame
from desktop.drafting.live import Live
from desktop.jobs.autosave import Autosave
from desktop.jobs.worker import LATER, Latest
from desktop.parts.examining import asked_by_window
from desktop.parts.finding_places import spots_of
from desktop.parts.making import Rendered
from desktop.parts.page import Autosaved
from desktop.parts.page_view import PageView
from desktop.parts.pdf_pages import Spot
from desktop.parts.services import Services
from desktop.parts.source_editor import SourceEditor, outline
from desktop.parts.widgets import column
from docgen.finding import Finding
from docgen.templating import Template, draft, example_answers
from office.archiving import with_head
from office.drafts import Draft, new_name
from office.examining import rendered_findings
from office.fixing import answer_with, field_in, fixed, fixed_answers, line_of
from office.sentences import sentence
from papers.problem import Problem


class DraftEditor(QWidget, Autosaved):
    """Form and source of one draft, with its pages. `left` asks to go back to the start."""

    left = Signal()
    form_left = Signal(object)  # the draft as it was

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.draft = Draft("")
        self.form: Form | None = None
        self.made: Rendered | None = None
        self.findings: tuple[Finding, ...] = ()
        self.source = SourceEditor()
        self.pages = PageView(services.worker)
        self.drawer = Drawer(services, Basket(services.store.folder / "basket.json", self, services.store.sealed_files))
        self._asked = asked_by_window(services.store)
        self.live = Live(services.worker, self)
        self._checks = Latest(services.worker, LATER)  # after the pages are drawn
        self._forms = QStackedWidget()
        self._writing = QStackedWidget()
        self._writing.addWidget(self._forms)
        self._writing.addWidget(self.source)
        self._last_control: QWidget = self.source
        self.frame = EditorFrame(
            services, Actions(self.left.emit, self.fill_example, self.show_source, self.pages.zoom)
        )
        middle = self.frame.splitter(self._writing, self.pages, self.drawer)
        self.setLayout(column(self.frame.bar, middle, self.frame.foot, space=0))
        self._autosave = Autosave(self, self.keep)
        self._connect()

    def begin(self, template: Template, kept: Draft | None = None) -> None:
        """A draft from a template: a new one, or one that was kept."""
        self._open(kept or Draft(new_name(), template=template.name), template.title)
        self._put_form(template)
        if kept and kept.answers and self.form:
            self.form.set_answers(kept.answers)
        self.show_source(False)
        self._remake()

    def begin_text(self, kept: Draft) -> None:
        """A draft that is written as source text."""
        self._open(kept, kept.title or "自由起草")
        self._drop_form()
        self._set_source(kept.text)
        self.show_source(True)
        self._remake()

    def start_typing(self) -> None:
        """Put the cursor where one begins."""
        if self.form is not None and not self.in_source:
            self.form.start_typing()
        else:
            self.source.setFocus()

    @property
    def in_source(self) -> bool:
        """Whether the source is being written rather than the form."""
        return self._writing.currentIndex() == 1

    def show_source(self, source: bool) -> None:
        """Show the source (True) or the form (False)."""
        self._writing.setCurrentIndex(1 if source else 0)
        self.frame.show_side(source=source, form=self.form is not None)

    def fill_example(self) -> None:
        """Fill the form with its examples."""
        if self.form:
            self.form.set_answers(example_answers(self.form.template))
            self.start_typing()

    def insert(self, words: str) -> None:
        """Put words where the cursor last was."""
        control = self._last_control
        if isinstance(control, QLineEdit):
            control.insert(words)
        elif isinstance(control, QPlainTextEdit):
            control.insertPlainText(words)
        control.setFocus()

    def keep_now(self) -> None:
        """Hand over what was typed since the last autosave."""
        if self._autosave.waiting:
            self.keep()

    def keep(self) -> None:
        """Save the draft now."""
        self._autosave.stop()
        if self.draft.name:
            self._services.drafts.save(self.state())

    def state(self) -> Draft:
        """The draft as it stands."""
        title = self.made.document.title if self.made else self.draft.title
        by_form = self.form is not None
        return Draft(
            self.draft.name,
            title or self.draft.title,
            self.form.template.name if self.form else "",
            self.form.answers() if self.form else {},
            "" if by_form else self.source.toPlainText(),
            matter=self.draft.matter,
        )

    def fix(self, findings: list[Finding]) -> None:
        """Put findings right: in the form's answers where they stand there, else in the source text."""
        text = self.made.text if self.made else self.source.toPlainText()
        if self.form is None:
            self._write(fixed(text, findings))
            return
        answers, rest = fixed_answers(text, self.form.answers(), findings)
        if answers != self.form.answers():
            self.form.set_answers(answers)
        elif rest:
            self._services.notices.ask(
                "这几个字在模板的固定文字里，要改就得转到源文里写。",
                "转到源文改",
                lambda: self.go_free(fixed(text, rest)),
            )

    def take(self, values: dict[str, str]) -> None:
        """Put elements of the head into the form or the source."""
        if self.form is None:
            self.source.replace_all(with_head(self.source.toPlainText(), values))
        else:
            self.form.set_answers(values)

    def go_free(self, text: str) -> None:
        """Go on in the source: from now on the text is what counts, the form is left behind."""
        if self.form is not None:
            self.form_left.emit(self.state())
        self._drop_form()
        self.show_source(True)
        self._write(text)

    def _write(self, text: str) -> None:
        """Put another text into the source, as one step that can be undone."""
        if text != self.source.toPlainText():
            self.source.blockSignals(True)
            self.source.replace_all(text)
            self.source.blockSignals(False)
            self._changed()

    def _connect(self) -> None:
        self.source.textChanged.connect(self._typed)
        self.source.line_entered.connect(self._follow)
        self._services.drafts.saved.connect(self._saved)
        self._services.drafts.refused.connect(self._refused)
        self.live.made.connect(self._show)
        self.live.failed.connect(self._show_problem)
        self.drawer.archive.insert.connect(self.insert)
        self.drawer.basket.insert.connect(self.insert)
        self.drawer.check.review.chosen.connect(self._jump)
        self.drawer.check.review.fix.connect(self.fix)
        self.drawer.check.review.changed.connect(self._tell_findings)
        self.drawer.go_to_line.connect(self._go_to_line)
        self.pages.clicked.connect(self._clicked)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note_focus)

    def _open(self, kept: Draft, title: str) -> None:
        self.draft = kept
        self.made = None
        self.pages.show_pages(None)
        self.frame.title.setText(title)
        self.frame.tell_saved(kept.changed)

    def _put_form(self, template: Template) -> None:
        self._drop_form()
        self.form = Form(template)
        self.form.changed.connect(self._changed)
        self._forms.addWidget(self.form)
        self._forms.setCurrentWidget(self.form)

    def _drop_form(self) -> None:
        if self.form is not None:
            self._last_control = self.source
            self._forms.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _set_source(self, text: str) -> None:
        if text != self.source.toPlainText():
            self.source.blockSignals(True)
            self.source.setPlainText(text)
            self.source.blockSignals(False)
            self.source.document().setModified(False)

    def _typed(self) -> None:
        """Typing in the source of a form's draft leaves the form behind."""
        if self.in_source and self.form is not None:
            self.form_left.emit(self.state())
            self._drop_form()
            self.frame.show_side(source=True, form=False)
        self._changed()

    def _changed(self) -> None:
        self._autosave.changed()
        self._remake()

    def _remake(self) -> None:
        """Make the pages of what stands there now; a form's answers become source text on the worker."""
        self._checks.cancel()
        if self.form is not None:
            template, answers = self.form.template, self.form.answers()
            self.live.later(lambda: draft(template, answers))
        else:
            text = self.source.toPlainText()
            self.live.later(lambda: text)

    def _show(self, made: Rendered) -> None:
        first = self.made is None
        self.made = made
        self.pages.show_pages(made.pages, keep_place=not first)
        if self.form is not None:
            self._set_source(made.text)
        if made.document.title:
            self.frame.title.setText(made.document.title)
        self.frame.tell_made(made)
        self.drawer.show_outline(outline(made.text))
        self._check(made)

    def _check(self, made: Rendered) -> None:
        self._checks.submit(lambda: rendered_findings(made, self._asked), self._checked, self._services.fault)

    def _checked(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        self.drawer.check.review.show_findings(findings)

    def _tell_findings(self) -> None:
        self.frame.tell_findings(len(self.drawer.check.review.shown()))

    def _show_problem(self, error: BaseException) -> None:
        if isinstance(error, Problem):
            self.frame.tell_problem(str(error))
        else:
            self._services.fault(error)

    def _saved(self, kept: Draft) -> None:
        if kept.name == self.draft.name:  # another draft may have been opened in the meantime
            self.draft = replace(kept, matter=self.draft.matter)
            self.frame.tell_saved(kept.changed)

    def _refused(self, name: str, error: BaseException) -> None:
        """Say that the text is not on the disk, as long as that is so, and try again."""
        if name == self.draft.name:
            self.frame.tell_not_saved(sentence(error))
            self._autosave.refused()

    def _follow(self, number: int) -> None:
        place = self.made.place_of(number) if self.made and number else None
        if place:
            self.pages.show_spot(Spot(place[0], QRectF(0, place[1], 10, 16)))

    def _jump(self, finding: Finding) -> None:
        if self.made and finding.paragraph:
            self.pages.set_marks(spots_of(self.made, finding))
            if self.in_source:
                self.source.go_to(finding.paragraph, finding.start, finding.end)
            elif self.form is not None:
                self.form.show_field(answer_with(self.made.text, self.form.answers(), finding))

    def _go_to_line(self, number: int) -> None:
        if self.in_source:
            self.source.go_to(number)
        self._follow(number)

    def _clicked(self, page: int, point: QPointF) -> None:
        number = self.made.line_at(page, point.y()) if self.made else 0
        if number and self.in_source:
            self.source.go_to(number)
        elif number and self.made and self.form is not None:
            self.form.show_field(field_in(self.made.text, self.form.answers(), number), focus=True)

    def _note_focus(self, _: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, (QLineEdit, QPlainTextEdit)) and self._writing.isAncestorOf(new):
            self._last_control = new
        if self.form is not None and self.made and not self.in_source and new is not None:
            name = self.form.field_of(new)
            self._follow(line_of(self.made.text, self.form.answers().get(name)))
