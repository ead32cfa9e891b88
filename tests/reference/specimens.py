"""The golden measurements of every specimen in docs/specimens; run this file to write them anew, after looking."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.formats.pdf import write_pdf
from docgen.layout import typeset
from docgen.measure import Measurement, measure
from docgen.model import Document
from docgen.source import parse

REFERENCE = Path(__file__).with_suffix(".json")
FOLDER = Path(__file__).resolve().parents[2] / "docs" / "specimens"


@dataclass(frozen=True, slots=True)
class Specimen:
    """One source text of docs/specimens."""

    name: str
    document: Document


def specimens() -> list[Specimen]:
    """All of them, by name."""
    paths = sorted(FOLDER.glob("*.md"))
    return [Specimen(path.stem, parse(path.read_text(encoding="utf-8"))[0]) for path in paths]


def printed(document: Document) -> bytes:
    """Our own PDF."""
    return write_pdf(typeset(document, folder=FOLDER), document)


def summary(found: Measurement) -> dict[str, Any]:
    """What is compared: counts, edges and positions in millimetres."""
    numbers = [
        number and [number.number, *_short(number.middle, number.left, number.right)] for number in found.page_numbers
    ]
    return {
        "pages": len(found.sheets),
        "lines": found.lines_per_page,
        "characters": found.characters_per_line,
        "left": _round(found.left),
        "right": _round(found.right),
        "top": _round(found.top),
        "bottom": _round(found.bottom),
        "mark": _short(*(line.ink_top for line in found.mark)),
        "red rules": [_short(rule.top, rule.length, rule.thickness) for rule in found.red_rules],
        "number": _round(found.number.baseline if found.number else None),
        "date": _round(found.date.right if found.date else None),
        "title": _short(*(line.baseline for line in found.title)),
        "imprint rules": [_short(rule.top, rule.length, rule.thickness) for rule in found.imprint_rules],
        "page numbers": numbers,
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _short(*values: float) -> list[float]:
    return [round(value, 2) for value in values]


if __name__ == "__main__":
    found = {specimen.name: summary(measure(printed(specimen.document))) for specimen in specimens()}
    REFERENCE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
