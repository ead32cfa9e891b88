"""A day in the office: steps on an archive, each of which is acknowledged or fails, and what must then be true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from search.archive import Archive, ArchiveError
from search.records import Metadata, Parsed

TEXT = (
    "青澜新区管理委员会关于{0}号路灯检修的通知\n青管〔2026〕{0}号\n{0}号路灯的检修须在月底前完成。"
    + "检修质量由街道负责。" * 40
)


@dataclass
class State:
    """What an archive holds, as far as people can tell."""

    texts: dict[str, str] = field(default_factory=dict[str, str])
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    notes: dict[str, str] = field(default_factory=dict[str, str])
    issuers: dict[str, str] = field(default_factory=dict[str, str])
    binned: set[str] = field(default_factory=set[str])


def state_of(archive: Archive) -> State:
    """Read everything back, the originals too."""
    state = State()
    for (number,) in archive.store.database.reader().connection.execute("SELECT id FROM records").fetchall():
        record = archive.records.get(number)
        assert archive.records.original(number).decode() == record.text
        state.texts[record.title] = record.text
        if record.tags:
            state.tags[record.title] = record.tags
        if archive.records.note(number):
            state.notes[record.title] = archive.records.note(number)
        if record.issuer:
            state.issuers[record.title] = record.issuer
        if record.deleted_at:
            state.binned.add(record.title)
    return state


def find(archive: Archive, title: str) -> int:
    """The id of the record with this title."""
    row = (
        archive.store.database.reader()
        .connection.execute("SELECT id FROM records WHERE title = ?", (title,))
        .fetchone()
    )
    if row is None:
        raise ArchiveError("没有这份文件。")
    return int(row[0])


def title_of(number: int) -> str:
    return f"关于{number}号路灯检修的通知"


# Each step notes first what it means to do, so that a state is known even of a step that fails.


def add(archive: Archive, state: State, number: int) -> None:
    title, text = title_of(number), TEXT.format(number)
    state.texts[title] = text
    archive.importing.add([Parsed(text, Metadata(title=title))], text.encode(), f"{number}.txt")


def tag(archive: Archive, state: State, number: int) -> None:
    state.tags[title_of(number)] = ("路灯",)
    archive.shelves.tag(find(archive, title_of(number)), "路灯")


def note(archive: Archive, state: State, number: int) -> None:
    state.notes[title_of(number)] = "已办"
    archive.records.set_note(find(archive, title_of(number)), "已办")


def correct(archive: Archive, state: State, number: int) -> None:
    state.issuers[title_of(number)] = "街道办事处"
    archive.records.update(find(archive, title_of(number)), "issuer", "街道办事处")


def throw(archive: Archive, state: State, number: int) -> None:
    state.binned.add(title_of(number))
    archive.records.delete(find(archive, title_of(number)))


def purge(archive: Archive, state: State, number: int) -> None:
    title = title_of(number)
    for part in (state.texts, state.tags, state.notes, state.issuers):
        part.pop(title, None)
    state.binned.discard(title)
    archive.records.purge(find(archive, title))


Step = tuple[Callable[[Archive, State, int], None], int]
DAY: tuple[Step, ...] = (
    *((add, 1), (add, 2), (tag, 1), (correct, 2), (note, 1), (throw, 2), (add, 3), (purge, 2), (tag, 3), (add, 4)),
)


def backup_step(folder: Path) -> Callable[[Archive, State, int], None]:
    """A step that writes a backup into `folder`."""

    def step(archive: Archive, _state: State, number: int) -> None:
        archive.backups.write(folder / f"{number}.wyb")

    return step
