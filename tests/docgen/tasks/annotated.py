"""Plans and minutes of many styles with the tasks that they set, each noted by hand below its text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.check.files import has_head
from docgen.source import parse
from docgen.tasks.reading import Task, read_tasks

FOLDER = Path(__file__).with_name("papers")
_END = "=== 任务\n"


@dataclass(frozen=True)
class Noted:
    """A task as a person read it: `key` is a part of its text; `due` a day, or the words where no day can be told."""

    key: str
    lead: frozenset[str]
    support: frozenset[str]
    due: str
    targets: frozenset[str]


def papers(*, held: bool) -> list[Path]:
    """The papers that rules were made on, or those held back: parted by the hash of the name."""
    every = sorted(FOLDER.glob("*.md"))
    return [path for path in every if hashlib.sha256(path.name.encode()).digest()[0] % 2 == held]


def noted(path: Path) -> list[Noted]:
    """The tasks noted below a paper."""
    lines = path.read_text("utf-8").split(_END)[1].strip().split("\n")
    return [_noted(line) for line in lines]


def _noted(line: str) -> Noted:
    key, lead, support, due, *rest = line.split("|")
    return Noted(key, _set(lead), _set(support), due, _set(rest[0] if rest else ""))


def _set(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split("、")))


def read(path: Path) -> tuple[Task, ...]:
    """The tasks that the program reads out of a paper."""
    text = path.read_text("utf-8").split(_END)[0]
    assert has_head(text)
    return read_tasks(parse(text)[0])


def due_shown(task: Task) -> str:
    """The deadline as it is noted."""
    return task.due.isoformat() if task.due else task.due_text


def pairs(wanted: Sequence[Noted], found: Sequence[Task]) -> Iterator[tuple[Noted, Task | None]]:
    """Each noted task with the one read that has its key, each at most once."""
    left = list(found)
    for one in wanted:
        task = next((task for task in left if one.key in task.what), None)
        if task:
            left.remove(task)
        yield one, task


def count(paths: Sequence[Path]) -> Counter[str]:
    """How many were noted, read, found, and found with the right lead, helpers, deadline and targets."""
    total: Counter[str] = Counter()
    for path in paths:
        wanted, found = noted(path), read(path)
        total.update(noted=len(wanted), read=len(found))
        for one, task in pairs(wanted, found):
            if task:
                shown = {f"{target.name}={target.value}{target.unit}" for target in task.targets}
                total.update(
                    found=1, lead=frozenset(task.lead) == one.lead, support=frozenset(task.support) == one.support
                )
                total.update(due=due_shown(task) == one.due)
                total.update(targets=len(shown & one.targets), targets_noted=len(one.targets))
    return total
