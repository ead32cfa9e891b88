"""The electronic package of filed items: a folder per 件 with originals, paper.pdf, metadata.xml; a list, and sums.

No claim is made of DA/T 48 or GB/T 33480: their texts were not to hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from office.filing.codes import TERMS, FilingError
from office.filing.stamps import cells, stamp_pdf, stamped
from office.tables import table_bytes
from search.records import Record
from search.saving import make_folder, save
from search.store.registers.filing import FiledItem

CATALOGUE, SUMS, PAPER, METADATA = "目录.xlsx", "sha256.txt", "paper.pdf", "metadata.xml"
COLUMNS = ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注")
"""归档文件目录, DA/T 22—2015, 5.5."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What was written: items, files, bytes."""

    items: int
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where the papers of items come from: records, original bytes, and the pages as PDF."""

    record: Callable[[int], Record]
    original: Callable[[int], bytes]
    pdf: Callable[[Record], bytes]


def catalogue_rows(items: Iterable[FiledItem]) -> list[tuple[str | int, ...]]:
    """The items as rows of the 归档文件目录."""
    return [
        (place, one.code, one.number, one.responsible, one.title, one.date8, one.secrecy, one.pages, one.note)
        for place, one in enumerate(items, 1)
    ]


def pack(items: Sequence[FiledItem], source: Source, folder: Path) -> Packed:
    """Write the package into `folder`, which must be empty or new; FilingError otherwise."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FilingError(f"“{folder}”不是空文件夹，没有写出归档包；请换一个新的文件夹。")
    if not items:
        raise FilingError("没有已归档的件，没有写出归档包；请先用 filing file 归档。")
    sums: list[str] = []
    size = 0
    for name, data in _files(items, source):
        path = folder / name
        make_folder(path.parent)
        save(path, data)
        size += len(data)
        sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
    listed = "".join(sums).encode()
    save(folder / SUMS, listed)
    return Packed(len(items), len(sums) + 1, size + len(listed))


def _files(items: Sequence[FiledItem], source: Source) -> Iterator[tuple[str, bytes]]:
    yield CATALOGUE, table_bytes(Path(CATALOGUE), COLUMNS, catalogue_rows(items), "归档文件目录")
    for item in items:
        papers = [source.record(number) for number in item.ids]
        names = originals_names(papers)
        for paper, name in zip(papers, names, strict=True):
            yield f"{item.code}/{name}", source.original(paper.id)
        pdfs = [source.pdf(paper) for paper in papers]
        yield f"{item.code}/{PAPER}", stamped(pdfs, stamp_pdf(cells(item))).data
        yield f"{item.code}/{METADATA}", metadata(item, papers, names)


def originals_names(papers: Iterable[Record]) -> list[str]:
    """The originals' own names, made safe for a folder; of two alike the second gets (2)."""
    taken = {PAPER, METADATA}
    found: list[str] = []
    for paper in papers:
        base = _safe(paper.original_name) or f"{paper.id}"
        stem, dot, suffix = base.rpartition(".")
        name, number = base, 2
        while name.lower() in taken:
            name = f"{stem} ({number}).{suffix}" if dot else f"{base} ({number})"
            number += 1
        taken.add(name.lower())
        found.append(name)
    return found


def _safe(name: str) -> str:
    """The last part of a name without what no file system, or no list of sums, takes."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join("_" if mark in '<>:"|?*' or ord(mark) < 32 else mark for mark in last).strip(". ")


def metadata(item: FiledItem, papers: Sequence[Record], names: Sequence[str]) -> bytes:
    """What is known of an item as XML; element names are ours, values those of the 目录."""
    series = item.series
    values = (
        *(("档号", item.code), ("全宗号", series.fonds), ("门类", series.category), ("年度", str(series.year))),
        *(("保管期限", TERMS[series.term]), ("机构或问题", series.org), ("件号", str(item.item_no))),
        *(("题名", item.title), ("文号", item.number), ("责任者", item.responsible), ("日期", item.date8)),
        *(("密级", item.secrecy), ("页数", str(item.pages)), ("条款", item.rule), ("备注", item.note)),
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<件>"]
    lines += [f"  <{name}>{_xml(value)}</{name}>" for name, value in values]
    for paper, name in zip(papers, names, strict=True):
        lines.append(f'  <文件 名称="{_xml(name, quoted=True)}" 原件校验="sha256:{paper.sha256}">')
        lines += [
            f"    <题名>{_xml(paper.title)}</题名>",
            f"    <文号>{_xml(paper.document_number)}</文号>",
            "  </文件>",
        ]
    return ("\n".join([*lines, "</件>"]) + "\n").encode()


def _xml(text: str, *, quoted: bool = False) -> str:
    """Text for XML: control characters, which XML 1.0 cannot hold, go."""
    clean = "".join(mark for mark in text if mark in "\t\n" or (ord(mark) >= 32 and not 0xD800 <= ord(mark) <= 0xDFFF))
    return escape(clean.replace("\ufffe", "").replace("\uffff", ""), {'"': "&quot;"} if quoted else {})
