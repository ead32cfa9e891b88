"""Bombs, and the doors through which foreign bytes come in: `python -m tests.office.bombs DOOR FOLDER NAME...`."""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from papers.problem import Problem
from tests.search.readers import bombs
from tests.search.readers.bombs import MEGA, PARAGRAPH, pdf, word_of
from tests.search.readers.making import W, docx_of, with_parts, zip_bytes
from tests.search.readers.peaks import peak_memory


@dataclass(frozen=True)
class Bomb:
    """A file that is made when it is asked for."""

    name: str
    make: Callable[[], bytes]
    quick: bool = False


def _row(size: int) -> bytes:
    return gzip.compress(json.dumps({"title": "甲", "text": "乙" * size}).encode(), 9)


def _rows(count: int) -> bytes:
    row = json.dumps({"title": "关于路灯的通知", "text": "　" * 60_000}, ensure_ascii=False).encode() + b"\n"
    return gzip.compress(row * count, 9)


def _aliases(head: str) -> bytes:
    lines = ["甲: &a [哈, 哈, 哈, 哈, 哈, 哈, 哈, 哈]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 8)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    return f"---\n{head}\n{chr(10).join(lines)}\n---\n正文".encode()


def _wide(span: int) -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{PARAGRAPH}</w:tc>'
    return word_of(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")


def _drawing(strokes: int) -> bytes:
    """A page of transparent shapes over shapes: quick to read, slow to draw."""
    state = b"<</Type/ExtGState/ca 0.01/CA 0.01/BM/Luminosity>>"
    content = b"/G gs " + b"0 0 m 595 842 l 595 0 l 0 842 l b* " * strokes
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</ExtGState<</G 5 0 R>>>>>>"
    stream = b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content)
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, state)


def _fonts() -> bytes:
    fonts = {f"word/fonts/font{number}.odttf": b"\x00\x01\x00\x00" + bytes(900_000) for number in range(100)}
    return with_parts(docx_of(["甲"]), fonts)


def _png(side: int) -> bytes:
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(MEGA))) + chunk(b"IEND", b"")
    )


OWN: dict[str, Bomb] = {
    "a cell of twenty million columns": Bomb("a.docx", lambda: _wide(20_000_000), quick=True),
    "a cell of sixty thousand columns": Bomb("a.docx", lambda: _wide(60_000), quick=True),
    "four hundred thousand paragraphs": Bomb("a.docx", lambda: word_of(PARAGRAPH * 400_000)),
    "a row of 175 million characters, packed": Bomb("a.jsonl.gz", lambda: _row(60 * MEGA)),
    "ten thousand rows of blanks, packed": Bomb("a.jsonl.gz", lambda: _rows(10_000)),
    "a row a hundred thousand deep": Bomb("a.jsonl", lambda: b'{"title":"a","text":' + b"[" * 100_000, quick=True),
    "aliases in a head": Bomb("a.md", lambda: _aliases("标题: *i"), quick=True),
    "a template of aliases": Bomb("b.md", lambda: _aliases("名称: 甲\n标题: 乙\n文种: 通知"), quick=True),
    "a template of brackets": Bomb("c.md", lambda: b"---\n" + b"a: " + b"[" * 90_000 + b"\n---\nx", quick=True),
    "a template of tags": Bomb("d.md", "---\n名称: !!python/object/apply:os.abort []\n---\nx".encode, quick=True),
    "a page that takes minutes to draw": Bomb("a.pdf", lambda: _drawing(150_000)),
    "a page of shapes": Bomb("a.pdf", lambda: _drawing(100), quick=True),
    "ninety megabytes of fonts": Bomb("a.docx", _fonts),
    "a picture of 400 million dots": Bomb("a.png", lambda: _png(20_000), quick=True),
    "a zip of a docx of a picture": Bomb(
        "a.zip", lambda: zip_bytes({"a.docx": with_parts(docx_of(["甲"]), {"word/media/a.png": _png(20_000)})})
    ),
    "styles a hundred thousand": Bomb(
        "a.docx",
        lambda: with_parts(
            docx_of(["甲"]),
            {
                "word/styles.xml": f'<w:styles xmlns:w="{W}">'
                + "".join(
                    f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
                    for n in range(100_000)
                )
                + "</w:styles>"
            },
        ),
    ),
}
BOMBS = OWN | {
    name: Bomb(file, make, quick=name in ("zips ten deep", "a docx that laughs", "a page tree that bites its tail"))
    for name, (file, make) in bombs.QUICK.items()
}


def bring_in(path: Path) -> None:
    """Import into an archive, as command line and window do."""
    from search.archive import Archive

    with Archive.open(path.parent / "archive") as archive:
        results = list(archive.importing.paths([path]))
    failed = [result.reason for result in results if result.status == "failed"]
    if failed:
        raise Problem(failed[0])


def check(path: Path) -> None:
    """公文体检 and tasks."""
    from docgen.check import check_paper
    from office.foreign import read_foreign

    check_paper(read_foreign(path))


def fix(path: Path) -> None:
    """Lay out anew."""
    from office.foreign import lay_out, read_foreign

    lay_out(read_foreign(path))


def look_at(path: Path) -> None:
    """The pages of a PDF, as preview and print draw them."""
    from PySide6.QtGui import QGuiApplication

    from desktop.parts.pdf_pages import ForeignPages, joined

    window = QGuiApplication.instance() or QGuiApplication(["bombs", "-platform", "offscreen"])

    if path.suffix == ".pdf":
        pages = ForeignPages(path.read_bytes())
        pages.render(0, 800)
        pages.find(["甲"])
        joined([path.read_bytes()])
    del window


def list_templates(path: Path) -> None:
    """The list of templates with this one among one's own: a bad one is told and keeps no other away."""
    from docgen.templating import load_templates
    from docgen.templating.library import broken_templates

    before = len(load_templates())
    assert len(load_templates([path.parent])) >= before
    told = broken_templates([path.parent])
    if told:
        raise told[0][1]


DOORS: dict[str, Callable[[Path], None]] = {
    "import": bring_in,
    "check": check,
    "fix": fix,
    "pages": look_at,
    "templates": list_templates,
}


def place_of(name: str, folder: Path) -> Path:
    """Where the file of a bomb lies: each in a folder of its own."""
    return folder / f"bomb{list(BOMBS).index(name)}" / BOMBS[name].name


def lay(name: str, folder: Path) -> None:
    """Make the file of a bomb."""
    path = place_of(name, folder)
    path.parent.mkdir(parents=True)
    path.write_bytes(BOMBS[name].make())


def set_off(door: str, name: str, folder: Path) -> dict[str, object]:
    """What came of one bomb: seconds, what was told (“read” for nothing), the peak of this process in bytes."""
    start = time.monotonic()
    try:
        DOORS[door](place_of(name, folder))
        told = "read"
    except Problem as problem:
        told = str(problem)
    peak = peak_memory(psutil.Process())
    return {"seconds": time.monotonic() - start, "told": told, "peak": peak}


def main(arguments: Sequence[str]) -> None:
    """Set the bombs that lie in a folder off at one door and print what came of them as JSON."""
    door, folder, *names = arguments
    print(json.dumps({name: set_off(door, name, Path(folder)) for name in names}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
