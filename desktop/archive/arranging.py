"""How people arrange the archive: tags, collections, saved searches, the recycle bin. What is removed can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.archive.undoing import Undoing
from desktop.jobs.changes import Changes, of_labels, of_record
from desktop.parts.asking import Ask, Confirm
from desktop.parts.services import Services
from desktop.parts.shelves import Shelf, read_shelf
from search.records import Record

if TYPE_CHECKING:
    from search.archive import Archive
    from search.store.values import Step

Work = Callable[["Archive"], object]
_SHELVES = Changes(shelves=True)


class Arranging(QObject):
    """Changes the shelf; `arranged` tells the new one."""

    arranged = Signal(object)

    def __init__(self, parent: QWidget, services: Services) -> None:
        super().__init__(parent)
        self._parent = parent
        self._services = services
        self.shelf = Shelf()
        self.undoing = Undoing(services)
        services.store.changed.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        if changes.shelves or changes.hits or changes.labels:
            self.refresh()

    def refresh(self) -> None:
        """Ask what there is."""
        self._services.store.ask(read_shelf, self._got, self._services.fault)

    def save_search(self, words: str) -> None:
        """Keep a question under a name."""
        if not words:
            self._services.notices.say("先搜一次，再保存这次搜索。")
            return

        def keep(name: str) -> None:
            self._do(
                lambda archive: archive.shelves.save_search(name, words), f"已放进左边的“常用搜索”：{name}", _SHELVES
            )

        Ask(self._parent, "保存这次搜索", "起个名字，以后在左边点一下就再搜一次。", "保存", keep, text=words).open()

    def tag(self, record: Record) -> None:
        """Put a tag on a record."""
        labels = of_labels(record.id, shelves=True)

        def put(name: str) -> None:
            self._do(lambda archive: archive.shelves.tag(record.id, name), f"已加标签“{name}”。", labels)

        told = "一个标签几个字就够，例如：亮化工程、待办、2026年重点。"
        Ask(self._parent, "加标签", told, "加上", put, known=tuple(self.shelf.tags)).open()

    def untag(self, record: Record, name: str) -> None:
        """Take a tag off."""
        self._do(
            lambda archive: archive.shelves.untag(record.id, name),
            f"已去掉标签“{name}”。",
            of_labels(record.id, shelves=True),
        )

    def collect(self, record: Record) -> None:
        """Put a record into a collection, a new one where there is none of that name."""

        def put(name: str) -> None:
            self._do(
                lambda archive: archive.shelves.put_into_collection(name, record.id),
                f"已放进收藏夹“{name}”。",
                of_labels(record.id, shelves=True),
            )

        known = tuple(self.shelf.collections)
        told = "放进哪个收藏夹？没有的会新建。"
        Ask(self._parent, "收藏", told, "收藏", put, text=known[0] if known else "常用", known=known).open()

    def take_out(self, record: Record, name: str) -> None:
        """Take a record out of a collection."""
        self._do(
            lambda archive: archive.shelves.take_from_collection(name, record.id),
            f"已从收藏夹“{name}”取出。",
            of_labels(record.id, shelves=True),
        )

    def autosave_note(self, record: Record, text: str) -> None:
        """Write a note on a record down without a word: its writer types on, or has gone."""
        self._services.store.change_surely(
            lambda archive: archive.records.set_note(record.id, text), of_labels(record.id)
        )

    def note(self, record: Record, text: str) -> None:
        """Write a note on a record."""
        self._do(lambda archive: archive.records.set_note(record.id, text), "已记下备注。", of_labels(record.id))

    def confirm(self, record: Record, title: str, *, keep: bool) -> None:
        """Say of a relation that the program found whether it is one."""
        told = "已确认这个关系。" if keep else "已去掉这个关系。"
        self._do(lambda archive: archive.relations.confirm(record.id, title, keep=keep), told, of_labels(record.id))

    def bin(self, record: Record) -> None:
        """Put a record into the recycle bin."""
        self._do(
            lambda archive: archive.records.delete(record.id),
            f"已移到回收站：《{record.title[:24]}》",
            of_record(record.id, shelves=True),
        )

    def bring_back(self, record: Record) -> None:
        """Take a record out of the recycle bin."""
        self._do(
            lambda archive: archive.records.undelete(record.id),
            f"已放回档案库：《{record.title[:24]}》",
            of_record(record.id, shelves=True),
        )

    def purge(self, record: Record) -> None:
        """Remove a record of the bin for good, after asking."""
        Confirm(
            self._parent,
            f"《{record.title}》将从档案库彻底删除，原文件也不再保留，无法恢复。",
            "彻底删除",
            lambda: self._for_good(
                lambda archive: archive.records.purge(record.id), "已彻底删除。", of_record(record.id, shelves=True)
            ),
        ).open()

    def remove(self, place: tuple[str, str]) -> None:
        """Remove a place of the left column: a saved search, a collection, or what is in the bin."""
        kind, name = place
        if kind == "saved":
            self._do(lambda archive: archive.shelves.forget_search(name), f"已删掉常用搜索“{name}”。", _SHELVES)
        elif kind == "collection":
            self._remove_collection(name)
        elif kind == "bin" and self.shelf.deleted:
            Confirm(
                self._parent,
                f"回收站里的 {self.shelf.deleted} 篇将彻底删除，无法恢复。",
                "清空回收站",
                lambda: self._for_good(_empty_bin, "回收站已清空。", Changes(many=True, shelves=True)),
            ).open()

    def _remove_collection(self, name: str) -> None:
        told = f"已撤掉收藏夹“{name}”，里面的文件都还在档案库。"
        self._do(lambda archive: archive.shelves.remove_collection(name), told, Changes(many=True, shelves=True))

    def _do(self, work: Work, told: str, changes: Changes) -> None:
        """Do it, tell it, offer to undo it."""

        def act(archive: Archive) -> Step | None:
            work(archive)
            return archive.undo.last_undoable()

        def tell(step: Step | None) -> None:
            self._services.notices.say(told, "撤消", lambda: step and self.undoing.undo_step(step))

        self._services.store.change(act, changes, tell, self._services.fault)

    def _for_good(self, work: Work, told: str, changes: Changes) -> None:
        """Do what cannot be undone, tell it."""
        say = self._services.notices.say
        self._services.store.change(work, changes, lambda _: say(told), self._services.fault)

    def _got(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.undoing.show(shelf)
        self.arranged.emit(shelf)


def _empty_bin(archive: Archive) -> None:
    for number in archive.records.deleted():
        archive.records.purge(number)
