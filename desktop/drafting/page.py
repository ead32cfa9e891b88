"""起草: choose what to write or go on with a draft, then write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from desktop.drafting import export
from desktop.drafting.editor import DraftEditor
from desktop.drafting.filing import FilingDialog
from desktop.drafting.several import SeveralDialog
from desktop.drafting.start import Start
from desktop.drafting.tasks import TaskTable
from desktop.jobs.changes import Changes
from desktop.parts.asking import Ask
from desktop.parts.commands import Command
from desktop.parts.page import Page
from desktop.parts.services import Services
from desktop.parts.system_open import open_with_system
from desktop.parts.widgets import column
from docgen.finding import Severity
from docgen.templating import Template, draft, load_templates
from office.archiving import file_draft, with_head
from office.basket import Material
from office.drafts import Draft, new_name
from office.matters import begun, follow, new_matter, shared_names, siblings
from office.task_table import TaskPaper, text_with

if TYPE_CHECKING:
    from desktop.printing.dialog import PrintDialog

BLANK = """---
版式: 文件
文种: 通知
发文机关:
发文机关标志:
发文字号:
标题:
主送机关:
署名:
成文日期:
---

"""


class DraftingPage(Page):
    """The start with its templates and drafts, and the editor."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.drafts = services.drafts.folder
        self.templates: tuple[Template, ...] = ()
        self.editor = DraftEditor(services)
        self.tasks = TaskTable(services, self.editor, self)
        self.start = Start(services.worker)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.editor)
        self.setLayout(column(self._stack, space=0))
        self.editor.left.connect(self.show_start)
        services.drafts.follow_with(self._follow)
        services.drafts.saved.connect(self._list_drafts)
        self.editor.form_left.connect(self._keep_form)
        self.start.begin.connect(self.begin)
        self.start.free.connect(self.begin_text)
        self.start.go_on.connect(self.go_on)
        self.start.drop.connect(self._drop)
        self._load_templates()
        self._list_drafts()

    def commands(self) -> Sequence[Command]:
        """What can be done with the draft that is open."""
        rows = (
            ("export-docx", "导出 Word 文档…", self.export_docx, "Ctrl+E", "file-text"),
            ("export-pdf", "导出 PDF…", self.export_pdf, "Ctrl+Shift+E", "file-pdf"),
            ("export-source", "导出源文…", self.export_source, "", "file"),
            ("print", "打印…", self.print, "Ctrl+P", "printer"),
            ("file-draft", "存档", self.file, "Ctrl+Shift+S", "archive"),
            ("keep-draft", "保存草稿", self.editor.keep, "Ctrl+S", "floppy-disk"),
            ("keep-version", "留一个版本…", self.ask_version, "", "git-branch"),
            ("show-versions", "看以前的版本…", self.show_versions, "", "clock-counter-clockwise"),
            ("several", "一事多稿…", self.several, "", "copy"),
            ("check-draft", "体检这份草稿", self.check, "F7", "clipboard-text"),
            ("next-finding", "下一处问题", self.next_finding, "F8", "caret-down"),
            ("previous-finding", "上一处问题", lambda: self.next_finding(-1), "Shift+F8", "caret-up"),
            ("tasks", "提取任务分解表，放进附件", lambda: self._with_paper(self.put_tasks), "", "file-plus"),
            ("tasks-sheet", "任务分解表另存为 .xlsx…", lambda: self._with_paper(self.tasks.save), "", "export"),
        )
        return [
            Command(name, title, run, shortcut, icon, "起草", lambda: self.writing)
            for name, title, run, shortcut, icon in rows
        ]

    def _with_paper(self, act: Callable[[TaskPaper], object]) -> None:
        paper = self.paper
        if paper is not None:
            act(paper)

    @property
    def writing(self) -> bool:
        """Whether a draft is open with its pages made."""
        return self._stack.currentWidget() is self.editor and self.editor.made is not None

    @property
    def paper(self) -> TaskPaper | None:
        """The draft, for its tasks; None where none is open."""
        made = self.editor.made if self.writing else None
        return TaskPaper(made.document, made.text) if made else None

    def put_tasks(self, paper: TaskPaper) -> None:
        """Put the 任务分解表 of `paper` into the open draft; where none is open, begin one with its text."""
        if not self.writing and paper.tasks:
            self.begin_text(text_with(paper.text, paper.tasks), paper.document.title.replace("\n", ""))
        else:
            self.tasks.put(paper)

    def start_typing(self) -> None:
        """Put the cursor where one begins."""
        if self._stack.currentWidget() is self.editor:
            self.editor.start_typing()
        else:
            self._load_templates()
            self.start.start_typing()

    def show_start(self) -> None:
        """Back to the choice; the draft is kept."""
        self.editor.keep()
        self._stack.setCurrentWidget(self.start)
        self.start.start_typing()

    def begin(self, template: Template) -> None:
        """Begin a draft from a template."""
        self.editor.begin(template)
        self._show_editor()

    def begin_text(self, text: str = "", title: str = "") -> None:
        """Begin a draft that is written freely."""
        self.editor.begin_text(Draft(new_name(), title=title, text=text or BLANK))
        self._show_editor()

    def go_on(self, kept: Draft) -> None:
        """Go on with a draft."""
        template = next((one for one in self.templates if one.name == kept.template), None)
        if template is not None:
            self.editor.begin(template, kept)
            self._mark_shared(template, kept)
        else:
            self.editor.begin_text(kept)
        self._show_editor()

    def _mark_shared(self, template: Template, kept: Draft) -> None:
        others = {other.template for other in siblings(self.drafts, kept)}
        targets = [one for one in self.templates if one.name in others]
        if self.editor.form is not None:
            self.editor.form.mark_shared(shared_names(template, targets, kept.answers))

    def _follow(self, before: Draft | None, after: Draft) -> None:
        """A draft was saved: the others of its matter follow. On the thread of the drafts."""
        if before and after.matter:
            follow(self.drafts, self.templates, before, after)

    def export_docx(self) -> None:
        """Export as .docx."""
        self.export(".docx")

    def export_pdf(self) -> None:
        """Export as PDF."""
        self.export(".pdf")

    def export_source(self) -> None:
        """Export the source text."""
        self.export(".md")

    def put_by(self, source: str, passage: str) -> None:
        """Put a passage with where it comes from, or that alone, into the basket."""
        self.editor.drawer.basket.basket.add(Material(source, passage))
        self._services.notices.say("已放进素材篮，起草时在右边的“素材”里。")

    def next_finding(self, step: int = 1) -> None:
        """Go to the next finding of the draft."""
        self.editor.drawer.next_finding(step)

    def check(self) -> None:
        """Examine the draft on the page 体检."""
        if self.editor.made:
            self._services.pages.check(self.editor.made.text, self.editor.made.document.title or "草稿")

    def several(self) -> None:
        """Write further papers of the same matter, with the facts that this draft knows."""
        form = self.editor.form
        if form is None:
            self._services.notices.say("自由起草的稿子没有栏目可带；请从模板（如会议记录）开始，再一事多稿。")
            return
        SeveralDialog(self.templates, form.template.name, self.begin_several, self).open()

    def begin_several(self, targets: Sequence[Template]) -> None:
        """Begin a draft for each template, all of one matter; go on with the first."""
        form = self.editor.form
        if form is None:
            return
        matter = self.editor.draft.matter or new_matter()
        self.editor.draft = replace(self.editor.draft, matter=matter)
        self.editor.keep()
        made = begun(form.template, form.answers(), targets, matter)

        def keep() -> None:
            for begun_draft in made:
                self.drafts.keep(begun_draft)

        def kept(_: object) -> None:
            self._list_drafts()
            if (
                self.editor.draft.name == made[0].name
            ):  # what it shares with the others is known now that they lie there
                self._mark_shared(targets[0], made[0])

        self._services.drafts.worker.submit(keep, kept, self._services.fault)
        self.go_on(made[0])
        names = "、".join(one.title for one in made)
        self._services.notices.say(f"已起草 {len(made)} 稿：{names}。共有的内容改一处，各稿跟着改。")

    def export(self, suffix: str, target: Path | None = None) -> None:
        """Export as .docx, .pdf or .md; ask where to unless told."""
        made = self.editor.made
        if made is None:
            return
        if self.editor.form is not None and self.editor.form.missing():
            names = "、".join(field.label for field in self.editor.form.missing()[:4])
            self._services.notices.ask(
                f"还有必填的没填：{names}。文件里先写作【待补】。", "去填", self.editor.form.show_missing
            )
        place = target or export.ask_target(self, export.file_name(made), suffix)
        if place is not None:
            self._services.worker.submit(
                lambda: export.write(place, export.data_of(made, suffix)), self._exported, self._services.fault
            )

    def file(self) -> None:
        """Put the final copy into the archive; its number and date are asked for."""
        made = self.editor.made
        if made is None:
            return
        problems = sum(finding.severity is Severity.ERROR for finding in self.editor.findings)
        FilingDialog(made.document, problems, self.file_as, self).open()

    def file_as(self, values: dict[str, str]) -> None:
        """Put the draft into the archive with these elements of its head; the draft gets them too."""
        made, name = self.editor.made, self.editor.draft.name
        if made is None:
            return
        text = with_head(made.text, values)
        self.editor.take(values)
        file = f"{export.file_name(made)}.md"
        self._services.store.change(
            lambda archive: file_draft(archive, file, text, self.drafts.notes(name)),
            Changes(many=True),
            self._filed,
            self._services.fault,
        )

    def ask_version(self) -> None:
        """Ask for a name and keep the present state under it."""
        Ask(self, "留一个版本", "给眼下这一稿起个名字，如：送审稿、会签稿。", "留下", self.keep_version).open()

    def keep_version(self, name: str) -> None:
        """Keep the present state under a name."""
        state = self.editor.state()
        self._services.drafts.worker.submit(
            lambda: self.drafts.keep_version(state, name),
            lambda _: self._services.notices.say(f"已留版本“{name}”。"),
            self._services.fault,
        )

    def _keep_form(self, draft_left: Draft) -> None:
        """The form is left behind for the source: what it held can be brought back."""
        self._services.drafts.worker.submit(
            lambda: self.drafts.keep_version(draft_left, "转到源文之前"), None, self._services.fault
        )

    def print(self) -> None:
        """Print the draft; each copy can have its 份号."""
        if self.editor.made is not None:
            self.print_dialog().open()

    def print_dialog(self) -> PrintDialog:
        """The print dialog of the draft, which has pages; who got it is noted with the draft."""
        from desktop.printing.dialog import PrintDialog
        from desktop.printing.reading import document_paper
        from office.distribution import dated, shares_of

        made, name = self.editor.made, self.editor.draft.name
        assert made is not None  # noqa: S101  asked for once there are pages
        return PrintDialog(
            self._services,
            (document_paper(made.document, made.pdf),),
            shares_of(made.document.recipients, made.document.copies_to),
            lambda told: self.drafts.note(name, dated(told)),
            self,
        )

    def show_versions(self) -> None:
        """Show the versions of the draft."""
        from desktop.drafting.versions import VersionsDialog

        name = self.editor.draft.name
        VersionsDialog(self._services, self.drafts, name, self.text_of, self.bring_back, self).open()

    def text_of(self, kept: Draft) -> str:
        """The source text of a kept draft; of the present one where it has no name."""
        if not kept.name:
            return self.editor.made.text if self.editor.made else ""
        template = next((one for one in self.templates if one.name == kept.template), None)
        return draft(template, kept.answers) if template else kept.text

    def bring_back(self, kept: Draft) -> None:
        """Go on from a version; what stood there before is kept as one too."""
        self.keep_version("恢复以前的版本之前")
        self.go_on(kept)
        self.editor.keep()

    def _exported(self, path: Path) -> None:
        def show() -> None:
            if not open_with_system(path):
                self._services.notices.say(f"没有程序能打开“{path.name}”；文件在“{path.parent}”。")

        self._services.notices.say(f"已导出“{path.name}”。", "打开", show)

    def _filed(self, told: str) -> None:
        self._services.notices.say(told, "去看", lambda: self._services.pages.go_to("archive"))

    def _show_editor(self) -> None:
        self._stack.setCurrentWidget(self.editor)
        self.editor.start_typing()

    def _load_templates(self) -> None:
        """The shipped templates and one's own, which may have changed since."""
        own = self._services.store.folder / "templates"
        self._services.worker.submit(lambda: load_templates((own,)), self._got_templates, self._services.fault)

    def _got_templates(self, templates: tuple[Template, ...]) -> None:
        if templates != self.templates:
            self.templates = templates
            self.start.show_templates(templates)

    def _list_drafts(self) -> None:
        self._services.drafts.worker.submit(self.drafts.all, self.start.show_drafts, self._services.fault)

    def _drop(self, kept: Draft) -> None:
        def back() -> None:
            self.drafts.bring_back(kept.name)
            self._list_drafts()

        self._services.drafts.drop(kept.name)
        self._list_drafts()
        self._services.notices.say(f"已删去草稿“{kept.title or '未命名'}”。", "撤消", back)
