"""A program that is going to be killed: `python -m tests.trust.victim FOLDER`.

It forks one worker for each line on its input (a number to begin counting with): a thousand deaths cost one start. A
worker imports, changes and saves until it is killed, and says what it has been told is done, line by line.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
from pathlib import Path

from search.archive import Archive
from search.records import Metadata, Parsed
from search.saving import save
from tests.trust.steps import TEXT, title_of

VARIABLE = "VICTIM_PASSWORD"  # the variable that holds the archive's, where it has one


def work(folder: Path, first: int) -> None:
    """Go on until killed."""
    with Archive.open(folder / "库", password=os.environ.get(VARIABLE)) as archive:
        say("opened")
        for number in itertools.count(first):
            text = TEXT.format(number)
            (record,) = archive.importing.add(
                [Parsed(text, Metadata(title=title_of(number)))], text.encode(), f"{number}.txt"
            )
            say(f"added {record} {number}")
            if number % 3 == 0:
                archive.shelves.tag(record, "路灯")
                say(f"tagged {record}")
            if number % 4 == 0:
                save(folder / "草稿.md", draft(number))
                say(f"saved {number}")
            if number % 5 == 0:
                archive.backups.write(folder / "备份.wyb")
                say(f"backed up {number}")


def draft(number: int) -> bytes:
    """A draft that tells its number, long enough to be torn."""
    return f"{number}\n".encode() * 20_000


def say(line: str) -> None:
    """One line to who is listening, whatever comes next."""
    os.write(1, f"{line}\n".encode())


def warm_up() -> None:
    """Load once what every worker needs."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder)) as archive:
        archive.importing.add([Parsed("路灯", Metadata(title="路灯"))], b"x", "x.txt")


def main() -> None:
    """Fork a worker for each line, and tell when it is gone."""
    warm_up()
    for line in sys.stdin:
        worker = os.fork()
        if worker == 0:
            work(Path(sys.argv[1]), int(line))
        say(f"pid {worker}")
        os.waitpid(worker, 0)
        say("gone")


if __name__ == "__main__":
    main()
