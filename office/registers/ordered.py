"""Follow-ups read out of a paper: its tasks and its quantified targets, each with the place that sets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from docgen.check.files import foreign_subject, read_subject
from docgen.foreign.lines import Line
from docgen.model import Document
from docgen.tasks.reading import Task, read_tasks
from office.foreign import read_foreign
from office.registers.followups import FollowUpError, read_target
from papers.dates import read_date
from papers.deadlines import read_deadline
from search.archive import Archive
from search.store.registers.followups import Item


def items_of(document: Document, day: date, record_id: int | None = None) -> tuple[Item, ...]:
    """The follow-ups that a paper sets, opened on `day`; dates without a year count from its own day, else `day`."""
    opened = document.issue_date or day
    tasks = read_tasks(replace(document, issue_date=opened))
    return tuple(_items(tasks, day, record_id))


def items_in(papers: Iterable[str], day: date, folder: Path, password: str | None) -> tuple[Item, ...]:
    """The follow-ups that papers set, each a file or the id of a paper of the archive in `folder`.

    Raises Problem where one cannot be read, FollowUpError where a task is a blank of a template; then none is taken.
    """
    found: list[Item] = []
    for paper in papers:
        if paper.isascii() and paper.isdigit() and not Path(paper).exists():
            found += _items_of_record(int(paper), day, folder, password)
        else:
            found += items_of(read_subject(read_foreign(Path(paper)))[0].document, day)
        if any("【待补" in f"{item.matter}{item.lead}{item.due_text}{''.join(item.co)}" for item in found):
            raise FollowUpError(f"“{Path(paper).name}”的任务里还有没填的【待补】，没有立项；请补上以后再来。")
    return tuple(found)


def _items_of_record(record_id: int, day: date, folder: Path, password: str | None) -> tuple[Item, ...]:
    with Archive.open(folder, read_only=True, password=password) as archive:
        record = archive.records.get(record_id)
    lines = [Line(line, number) for number, line in enumerate(record.text.split("\n"), 1)]
    document = foreign_subject(lines).document
    own = read_date(record.issue_date)
    return items_of(replace(document, issue_date=document.issue_date or own), day, record_id)


def typed_item(matter: str, lead: str, co: tuple[str, ...], due: str, target: str, day: date) -> Item:
    """A follow-up that a person types; FollowUpError for a day or a target that cannot be read."""
    period = read_deadline(due, day) if due else None
    wanted = read_target(target) if target else None
    if target and wanted is None:
        raise FollowUpError(f"目标“{target}”读不出数来；请写成 20个、1200盏。")
    if period is not None and period.unread:
        raise FollowUpError(f"时限“{due}”读不出是哪一天；请写成 2026-05-31。")
    last = period.last.isoformat() if period and period.last else ""
    words = "" if due == last else due
    return Item(
        matter, lead, co, day.isoformat(), last, words, target=wanted, recurring=period.recurring if period else ""
    )


def _items(tasks: tuple[Task, ...], opened: date, record_id: int | None) -> Iterator[Item]:
    for task in tasks:
        yield Item(
            matter=task.what,
            lead="、".join(task.lead),
            co=task.support,
            opened_on=opened.isoformat(),
            due=task.due.isoformat() if task.due else "",
            due_text=task.due_text,
            source_id=record_id,
            paragraph=task.line,
            source_text=task.what,
        )
