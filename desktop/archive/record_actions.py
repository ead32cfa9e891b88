"""What one does with a found document: open, cite, print, export, correct, tag, draft from it, bin it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QSizePolicy, QStackedWidget, QWidget

from desktop.archive.arranging import Arranging
from desktop.archive.copies import Copies
from desktop.archive.preview import Preview
from desktop.jobs.changes import of_labels, of_record
from desktop.jobs.worker import LATER
from desktop.parts.asking import Confirm
from desktop.parts.commands import Command
from desktop.parts.services import Services
from desktop.parts.system_open import open_with_system
from desktop.parts.widgets import button, frame, line
from desktop.theme import tokens as t
from office.exporting import save_original
from office.opening import NotOpenable, Opening, opening_of
from papers.citing import citation
from search.records import Record

if TYPE_CHECKING:
    from search.archive import Archive

MORE = (
    "undo",
    "redo",
    "",
    "put-by",
    "correct",
    "tag",
    "collect",
    "similar",
    "",
    "export-original",
    "export-list",
    "",
    "delete",
)
"""The commands under 更多, "" for a line."""
_OPENED = "档案库有口令，而别的程序只能打开没有加密的文件：会有一份只读副本放在本机，锁定或离开档案库时删去。"

T = TypeVar("T")


class RecordActions:
    """Acts on the record in the preview. `find_similar` shows the documents like it."""

    def __init__(self, parent: QWidget, preview: Preview, services: Services, arranging: Arranging) -> None:
        self._parent = parent
        self._preview = preview
        self._services = services
        self._arranging = arranging
        self.find_similar: Callable[[Record], object] = lambda _: None
        self.copies = Copies(services.store.folder)
        services.worker.submit(self.copies.sweep, priority=LATER)

    def possible(self) -> bool:
        """Whether there is a paper to act on."""
        return self._preview.record is not None

    def commands(self) -> Sequence[Command]:
        """Each of these acts on the paper in the preview."""
        return [
            Command(name, title, run, shortcut, icon, "档案", self.possible)
            for name, title, run, shortcut, icon in (
                ("cite", "复制引用《标题》（文号）", self.cite, "Ctrl+Shift+C", "quotes"),
                ("draft-from", "据此起草", self.draft, "", "note-pencil"),
                ("open-original", "打开原文件", self.open, "", "file-text"),
                ("export-original", "导出原文件…", self.export, "", "export"),
                ("print-record", "打印这一篇…", self.print, "", "printer"),
                ("correct", "改正信息…", self.correct, "", "pencil-simple"),
                ("tag", "加标签…", self.tag, "Ctrl+T", "tag"),
                ("collect", "收藏…", self.collect, "Ctrl+B", "star"),
                ("similar", "找相似的文件", self.similar, "", "copy"),
                ("delete", "移到回收站", self.delete, "Ctrl+Delete", "trash"),
                ("put-by", "放进素材篮", self.put_by, "Ctrl+Shift+B", "tray"),
            )
        ]

    def bar(self) -> QWidget:
        """The buttons below the preview; in the recycle bin there are two."""
        self._bars = QStackedWidget()
        self._bars.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._bars.addWidget(self._usual_bar())
        self._bars.addWidget(
            frame(
                "foot",
                line(
                    button("放回档案库", self.bring_back, icon="arrow-counter-clockwise"),
                    button("彻底删除…", self.purge, icon="trash"),
                    None,
                    margins=(t.L, t.S, t.L, t.S),
                ),
            )
        )
        self._preview.loaded.connect(self._show_bar)
        self._preview.emptied.connect(self._bars.hide)
        self._preview.loaded.connect(self._bars.show)
        return self._bars

    def _show_bar(self, record: Record) -> None:
        self._bars.setCurrentIndex(1 if record.deleted_at else 0)

    def _usual_bar(self) -> QWidget:
        more = button("更多", lambda: None, icon="dots-three")
        menu = QMenu(more)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        more.setMenu(menu)
        return frame(
            "foot",
            line(
                button("引用", self.cite, icon="quotes"),
                button("据此起草", self.draft, icon="note-pencil"),
                button("打开", self.open, icon="file-text"),
                button("打印", self.print, icon="printer"),
                None,
                more,
                margins=(t.L, t.S, t.L, t.S),
            ),
        )

    def cite(self) -> None:
        """Copy 《title》（number）."""
        record = self._preview.record
        if record:
            words = citation(record.title, record.document_number)
            QApplication.clipboard().setText(words)
            self._services.notices.say(f"已复制：{words}")

    def open(self) -> None:
        """Open a copy of the original in the program that the system has for it; the copy counts as an export."""
        self._with_record(lambda record: self._ask_first(record, "打开", lambda: self._open(record), _OPENED))

    def export(self) -> None:
        """Save the original bytes somewhere."""
        self._with_record(lambda record: self._ask_first(record, "导出", lambda: self._export(record)))

    def print(self) -> None:
        """Print the pages."""
        if self._preview.pdf is None:
            self._services.notices.say("这一篇太长，请打开原文件来打印。")
        else:
            self._with_record(lambda record: self._ask_first(record, "打印", lambda: self._print(record)))

    def _ask_first(self, record: Record, verb: str, act: Callable[[], object], in_clear: str = "") -> None:
        """Do it; with a 密级 only for who says yes. `in_clear` is why an archive with a password asks for any paper."""
        secrecy = record.metadata.secrecy
        reasons = [f"《{record.title}》的密级是“{secrecy}”。" * bool(secrecy), in_clear * self._services.store.private]
        if not any(reasons):
            act()
            return
        told = f"{''.join(reasons)}要{verb}吗？{verb}会记入操作日志。"
        Confirm(self._parent, told, verb, act).open()

    def _log_first(self, record: Record, action: str, act: Callable[[bytes], T], done: Callable[[T], object]) -> None:
        """Act on the original, on the archive's thread. The log comes first: nothing leaves the archive without it."""

        def work(archive: Archive) -> T:
            archive.audit.log(action, str(record.id), record.metadata.secrecy)
            return act(archive.records.original(record.id))

        self._services.store.ask(work, done, self._services.fault)

    def _open(self, record: Record) -> None:
        """Find out what the original is, and ask about what it may do, before it leaves the archive."""
        services = self._services

        def look(original: bytes) -> None:
            services.worker.submit(
                lambda: opening_of(original, record.original_name), lambda found: self._ask_risks(record, found), refuse
            )

        def refuse(error: BaseException) -> None:
            if isinstance(error, NotOpenable):
                services.notices.ask(str(error), "另存为…", self.export)
            else:
                services.fault(error)

        services.store.ask(lambda archive: archive.records.original(record.id), look, services.fault)

    def _ask_risks(self, record: Record, found: Opening) -> None:
        if found.risks:
            told = "\n".join((*found.risks, "在别的程序里打开有风险，来历不明的请不要打开。"))
            Confirm(self._parent, told, "仍要打开", lambda: self._hand_over(record, found)).open()
        else:
            self._hand_over(record, found)

    def _hand_over(self, record: Record, found: Opening) -> None:
        notices = self._services.notices

        def show(path: Path) -> None:
            if open_with_system(path):
                notices.say("打开的是只读副本，离开档案库时删去；要改请另存一份。")
            else:
                notices.ask(f"没有程序能打开“{path.name}”；可以另存一份，拿到别的电脑上看。", "另存为…", self.export)

        self._log_first(record, "导出", lambda original: self.copies.put(found.name, original), show)

    def _export(self, record: Record) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self._parent, "导出原文件", Path(record.original_name).name)
        if chosen:
            path = Path(chosen)
            say = self._services.notices.say
            self._services.store.ask(
                lambda archive: save_original(archive, record.id, path),
                lambda _: say(f"已导出“{path.name}”。"),
                self._services.fault,
            )

    def _print(self, record: Record) -> None:
        from desktop.printing.dialog import PrintDialog
        from desktop.printing.reading import record_paper
        from office.distribution import dated, shares_of

        if self._preview.pdf is None:
            return
        store, secrecy = self._services.store, record.metadata.secrecy

        def note(archive: Archive, told: str) -> None:
            archive.records.set_note(record.id, "\n".join(filter(None, (archive.records.note(record.id), dated(told)))))

        def log(into_file: bool) -> None:
            action = "导出" if into_file else "打印"
            store.ask(lambda archive: archive.audit.log(action, str(record.id), secrecy), None, self._services.fault)

        paper, recipients, copies_to = record_paper(record, self._preview.original, self._preview.pdf)
        dialog = PrintDialog(
            self._services,
            (paper,),
            shares_of(recipients, copies_to),
            lambda told: store.change(lambda archive: note(archive, told), of_labels(record.id)),
            self._parent,
        )
        dialog.begun.connect(log)
        dialog.open()

    def correct(self) -> None:
        """Correct what the reader made of the document."""
        record = self._preview.record
        if record:
            from desktop.archive.correcting import CorrectDialog

            CorrectDialog(record, self._put, self._parent).open()

    def tag(self) -> None:
        """Add a tag."""
        self._with_record(self._arranging.tag)

    def collect(self) -> None:
        """Put it into a collection."""
        self._with_record(self._arranging.collect)

    def put_by(self) -> None:
        """Put the chosen words, or the paper alone, into the basket of material for what is written next."""
        record = self._preview.record
        if record:
            passage = self._preview.reading.textCursor().selectedText().strip()
            self._services.pages.put_by(citation(record.title, record.document_number), passage)

    def bring_back(self) -> None:
        """Take it out of the recycle bin."""
        self._with_record(self._arranging.bring_back)

    def purge(self) -> None:
        """Remove it for good."""
        self._with_record(self._arranging.purge)

    def delete(self) -> None:
        """Put it into the recycle bin; that can be undone."""
        self._with_record(self._arranging.bin)

    def similar(self) -> None:
        """Show the documents like this one."""
        if self._preview.record:
            self.find_similar(self._preview.record)

    def draft(self) -> None:
        """Begin a draft with this document's text, which goes where the draft goes."""
        self._with_record(lambda record: self._ask_first(record, "据此起草", lambda: self._draft(record)))

    def _draft(self, record: Record) -> None:
        title = f"据《{record.title[:16]}》起草"

        def begin(original: bytes) -> None:
            own = original.startswith(b"---")
            text = original.decode("utf-8", errors="replace") if own else _as_source(record)
            self._services.pages.begin_text(text, title)

        self._log_first(record, "起草", lambda original: original, begin)

    def _with_record(self, act: Callable[[Record], object]) -> None:
        if self._preview.record:
            act(self._preview.record)

    def _put(self, record: Record, changes: dict[str, str]) -> None:
        def work(archive: Archive) -> None:
            with archive.undo.step("改正信息"):
                for field, value in changes.items():
                    archive.records.update(record.id, field, value)

        self._services.store.change(
            work,
            of_record(record.id),
            lambda _: self._services.notices.say("已改正，重新读取也不会覆盖。"),
            self._services.fault,
        )

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for name in MORE:
            if name:
                menu.addAction(self._services.commands.action(name))
            else:
                menu.addSeparator()


def _as_source(record: Record) -> str:
    """A record as source text to write on from."""
    head = {"版式": "普通", "文种": record.kind, "标题": record.title, "发文机关": record.issuer}
    lines = [f"{key}: {value}" for key, value in head.items() if value]
    text = record.text.removeprefix(record.title).lstrip("\n")
    return "\n".join(["---", *lines, "---", text])
