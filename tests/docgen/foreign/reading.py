"""Foreign papers read as the program reads them: behind the fence."""

from __future__ import annotations

from pathlib import Path

from docgen.check import check_paper
from docgen.finding import Finding
from docgen.foreign.lines import Line, lines_of
from docgen.foreign.relaying import Relaid
from office.foreign import lay_out, read_foreign


def check_file(path: Path) -> tuple[Finding, ...]:
    return check_paper(read_foreign(path))


def relay(path: Path) -> Relaid:
    return lay_out(read_foreign(path))


def fix_layout(path: Path) -> bytes:
    return relay(path).data


def lines_in(path: Path) -> list[Line]:
    return lines_of(read_foreign(path))
