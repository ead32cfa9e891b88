"""Keeping order: tags, collections, saved searches, watched folders."""

from __future__ import annotations

from collections.abc import Callable

from search.archive.editing import arranged, counted
from search.archive.kept import Kept
from search.store.contract import Session
from search.store.errors import ArchiveError


class Shelves:
    """What people arrange; every change is on the disk when its method returns, and can be undone."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def tag(self, number: int | tuple[int, ...], tag: str) -> None:
        """Put a tag on a record, or on many at once."""
        name = tag.strip()
        if not name:
            raise ArchiveError("标签不能是空的。")
        self._each(f"加标签“{name}”", number, name, lambda session, each: session.shelves.tag(each, name))

    def untag(self, number: int | tuple[int, ...], tag: str) -> None:
        """Take a tag off."""
        name = tag.strip()
        self._each(f"去掉标签“{name}”", number, name, lambda session, each: session.shelves.untag(each, name))

    def tags(self) -> dict[str, int]:
        """All tags, and on how many records of the archive each one is."""
        return self._kept.reader().shelves.tags()

    def put_into_collection(self, name: str, number: int | tuple[int, ...]) -> None:
        """Put a record, or many, into a collection, made when it is not there yet."""
        self._each(f"放进收藏夹“{name}”", number, name, lambda session, each: session.shelves.collect(name, each))

    def take_from_collection(self, name: str, number: int | tuple[int, ...]) -> None:
        """Take a record, or many, out of a collection."""
        self._each(f"从收藏夹“{name}”取出", number, name, lambda session, each: session.shelves.take_out(name, each))

    def remove_collection(self, name: str) -> None:
        """Remove a collection; its records stay in the archive."""
        numbers = self._kept.reader().shelves.collection(name)
        self._do(f"撤掉收藏夹“{name}”", name, lambda shelves: shelves.shelves.remove_collection(name), numbers)

    def collections(self) -> dict[str, tuple[int, ...]]:
        """All collections with the ids of their records."""
        return self._kept.reader().shelves.collections()

    def save_search(self, name: str, query: str) -> None:
        """Keep a search under a name."""
        self._do(f"保存搜索“{name}”", name, lambda session: session.shelves.save_search(name, query))

    def forget_search(self, name: str) -> None:
        """Remove a saved search."""
        self._do(f"删掉搜索“{name}”", name, lambda session: session.shelves.forget_search(name))

    def saved_searches(self) -> dict[str, str]:
        """Name → query."""
        return self._kept.reader().shelves.saved_searches()

    def watch(self, folder: str) -> None:
        """Remember a folder whose new files are to be imported."""
        self._do("监视文件夹", folder, lambda session: session.shelves.watch(folder))

    def unwatch(self, folder: str) -> None:
        """Forget a watched folder."""
        self._do("不再监视文件夹", folder, lambda session: session.shelves.unwatch(folder))

    def watched(self) -> tuple[str, ...]:
        """The watched folders."""
        return self._kept.reader().shelves.watched()

    def _each(
        self, label: str, number: int | tuple[int, ...], detail: str, work: Callable[[Session, int], None]
    ) -> None:
        numbers = (number,) if isinstance(number, int) else number

        def change(session: Session) -> None:
            for each in numbers:
                work(session, each)
                arranged(session, each, detail)

        self._kept.change(counted(label, numbers), change, *numbers)

    def _do(self, label: str, subject: str, work: Callable[[Session], None], numbers: tuple[int, ...] = ()) -> None:
        def change(session: Session) -> None:
            work(session)
            arranged(session, subject)

        self._kept.change(label, change, *numbers)
