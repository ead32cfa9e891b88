"""Which reader a file gets: by its first bytes, and by its name's ending where they tell nothing."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from pathlib import PurePath

from papers.foreign import Warned
from papers.radicals import without_radicals
from search.readers.errors import Unreadable
from search.readers.limits import Package
from search.readers.reading import Reading, Recognise

READERS = {
    ".txt": "text",
    ".text": "text",
    ".md": "source",
    ".markdown": "source",
    ".html": "web",
    ".htm": "web",
    ".docx": "word",
    ".docm": "word",
    ".dotx": "word",
    ".pdf": "pdf",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".tif": "picture",
    ".tiff": "picture",
    ".bmp": "picture",
    ".ofd": "ofd",
    ".zip": "zipped",
}
"""Ending → module of this package with `read(data, name) -> list[Reading]`; imported only when such a file comes."""

SCANS = frozenset(("pdf", "picture"))
"""Modules whose `read` also takes what recognises the text on a picture."""

OFFICE = frozenset((".doc", ".wps", ".wpt", ".dot", ".rtf", ".odt"))
"""Endings that only an office suite reads (office.py)."""

HEAD = 4096
"""First bytes of a file that tell what it is."""

MAX_TEXT = 20_000_000
"""Characters in one file; an office's 773 papers of all kinds had 5 million together."""

_PAPERS = frozenset(("word", "text", "source", "web"))
_SHOWN = {"pdf": "PDF", "word": "文书", "picture": "图片", "ofd": "OFD", "zipped": "压缩包"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HALF = re.compile("[\ud800-\udfff]")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"\x89PNG\r\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"{\\rtf", ".rtf"),
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_MARKED = re.compile(rb"\s*(?:<\?xml|MIME-Version)", re.IGNORECASE)
_PACKAGES = (("word/document.xml", ".docx"), ("OFD.xml", ".ofd"))
_NO_FOLDER = frozenset(("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"))
"""Parts of zipped formats that are no folder of files: spreadsheets, slides, e-books, programs."""


def ending_of(name: str, head: bytes) -> str:
    """The ending that a file with these first bytes ought to have; that of its name where they tell nothing."""
    named = PurePath(name).suffix.lower()
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return named if named == ".odt" else ".zip"
    started = next((ending for start, ending in _STARTS if head.lstrip().startswith(start)), "")
    if started:
        return started
    if named not in READERS and named not in OFFICE:
        return named
    if head.startswith(_OLE):
        return ".doc"
    if _PAGE.match(head) and named not in {".md", ".markdown"}:
        return ".html"
    if named in OFFICE and b"\x00" not in head and not _MARKED.match(head):
        return ".txt"
    return named


def read_bytes(data: bytes, name: str, recognise: Recognise | None = None) -> list[Reading]:
    """The documents in a file's bytes; raises Unreadable. Scans are named, and read where `recognise` is there."""
    if not data:
        raise Unreadable(f"“{name}”是空文件。")
    ending = ending_of(name, data[:HEAD])
    module = READERS.get(_packed(data, name) if ending in {".zip", ".odt"} else ending)
    if module is None:
        raise Unreadable(f"还不能读“{name}”这种文件，请另存为 .docx、.pdf 或 .txt 后再导入。")
    read = importlib.import_module(f"search.readers.{module}").read
    readings: list[Reading] = read(data, name, recognise) if module in SCANS else read(data, name)
    lie = lying_name(data, name)
    if readings and lie is not None:
        readings[0] = replace(readings[0], warnings=(*readings[0].warnings, lie.text), told=(*readings[0].told, lie))
    written = [clean for reading in readings if _has_something(clean := _clean(reading))]
    if not written:
        raise Unreadable(f"“{name}”{'的图片里没有认出文字' if recognise else '里没有文字'}。")
    if sum(len(reading.text) for reading in written) > MAX_TEXT:
        raise Unreadable(f"“{name}”的文字超过 {MAX_TEXT // 10_000} 万字，请拆成几个文件再导入。")
    return written


def true_ending(data: bytes, name: str) -> str:
    """The ending that a file of these bytes ought to have, "" for one that no reader knows."""
    try:
        ending = ending_of(name, data[:HEAD])
        content = _packed(data, name) if ending == ".zip" else ending
    except Unreadable:
        return ""
    return content if content in READERS or content in OFFICE else ""


def lying_name(data: bytes, name: str) -> Warned | None:
    """A warning where a file's name says that it is another kind of file than its bytes do: it may be made to start."""
    content = true_ending(data, name)
    named = PurePath(name).suffix.lower()
    if content in ("", named) or not named or _family(content) == _family(named):
        return None
    return Warned("name", f"“{name}”：文件名是 {named}，内容是 {_SHOWN.get(_family(content), content)}。")


def _family(ending: str) -> str:
    """What an ending stands for; offices rename papers from one word processor's ending to another's."""
    module = READERS.get(ending, "")
    return "word" if ending in OFFICE or module in _PAPERS else module or ending


def is_word(data: bytes, name: str) -> bool:
    """Whether these are the bytes of a .docx, by whatever name."""
    try:
        return ending_of(name, data[:HEAD]) == ".zip" and READERS.get(_packed(data, name)) == "word"
    except Unreadable:
        return False


def _has_something(reading: Reading) -> bool:
    """Whether there is text, or a picture or a document that another process reads."""
    left = reading.scanned if not reading.recognised else ()
    return bool(reading.text.strip() or reading.office or left)


def _clean(reading: Reading) -> Reading:
    """Without control characters, and with U+FFFD for halves of characters: neither can be kept or shown."""
    given = {field: _printable(value) for field, value in reading.given.items()}
    return replace(reading, text=_printable(reading.text), given=given)


def _printable(text: str) -> str:
    return without_radicals(_HALF.sub("\ufffd", _CONTROL.sub("", text)))


def _packed(data: bytes, name: str) -> str:
    """The ending of a zipped format, told by its parts."""
    package = Package(data, name)
    for part, ending in _PACKAGES:
        if package.has(part):
            return ending
    names = package.names()
    named = PurePath(name).suffix.lower()
    if named in {".docx", ".docm", ".dotx", ".ofd"}:
        return named
    return "" if _NO_FOLDER & set(names) else ".zip"
