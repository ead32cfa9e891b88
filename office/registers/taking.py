"""Taking a number for a draft: the number is given in the register, then written into the draft's head."""

from __future__ import annotations

from pathlib import Path

from docgen.source import head_lines, parse, quote
from office.outputs import check_outputs
from office.reading import read_text
from office.registers.numbers import Number, NumberError, NumberRegister, Outcome, number_text, read_number
from search.saving import save

_NAME = "发文字号"


def take_for_draft(
    numbers: NumberRegister,
    what: str,
    year: int,
    *,
    title: str = "",
    record_id: int | None = None,
    draft: Path | None = None,
) -> Outcome:
    """Take the reserved number `what`, or the next of the series `what`; `draft` gets it as its 发文字号.

    A draft that cannot be read, has no head, or has a number already, is refused before a number is given. OSError
    where it cannot be saved: the number is then given and stands in the register.
    """
    text = _text(draft) if draft else ""
    if draft and not head_lines(text):
        raise NumberError(
            f"“{draft.name}”没有文件头，字号没有地方写，没有取号；请先在开头写上以“---”开始和结束的文件头。"
        )
    document = parse(text)[0] if draft else None
    wanted = read_number(what)
    if draft and document:
        _refuse_second_number(draft.name, document.document_number, wanted)
        title = title or document.title
    if wanted is not None:
        outcome = numbers.take_reserved(wanted, title, record_id)
    else:
        outcome = numbers.take(what, year, title, record_id)
    if draft and not outcome.refused:
        save(draft, with_number(text, number_text(outcome.row)).encode("utf-8"))
    return outcome


def _text(draft: Path) -> str:
    """The text of a draft that is going to be written anew. Problem for what cannot be one, or lies in an archive."""
    check_outputs([draft], force=True)
    return read_text(draft)


def _refuse_second_number(name: str, written: str, wanted: Number | None) -> None:
    """NumberError where the draft says another number than `wanted`: one more would be wasted, and the first hidden."""
    present = read_number(written)
    if present is not None and present != wanted:
        raise NumberError(
            f"“{name}”的发文字号已经是{present}，没有取号；确要换号，请先删去文件头里的这一行，"
            f"原来的号如果是为它取的，再用 number void 作废。"
        )


def with_number(text: str, number: str) -> str:
    """Source text whose head says `number` as 发文字号; every other line stays as it is."""
    lines = text.split("\n")
    places = head_lines(text)
    line = f"{_NAME}: {quote(number)}"
    if _NAME in places:
        lines[places[_NAME] - 1] = line
    else:
        lines.insert(max(places.values()), line)
    return "\n".join(lines)
