"""Files made to fell, flood or hold up whoever opens them. Each is made only when it is asked for."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from tests.search.readers.making import W, docx_of, ofd_of, with_parts, zip_bytes

Bomb = tuple[str, Callable[[], bytes]]
MEGA = 1_000_000
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY i SYSTEM "http://127.0.0.1:9/"><!ENTITY j SYSTEM "file:///etc/passwd">]>'


def word_of(body: str, before: str = "") -> bytes:
    """A .docx with this body, whatever it is."""
    document = f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return with_parts(docx_of([]), {"word/document.xml": document})


def _ofd(page: str) -> bytes:
    return with_parts(ofd_of([["甲"]]), {"Doc_0/Pages/Page_0/Content.xml": page})


def _nested(depth: int, width: int = 1) -> bytes:
    package = zip_bytes({"a.txt": "甲" * 1000})
    for _ in range(depth):
        package = zip_bytes({f"{index}.zip": package for index in range(width)}, zipfile.ZIP_STORED)
    return package


def _overlapping(copies: int) -> bytes:
    """A zip whose directory names one compressed part many times."""
    package = zip_bytes({"aaaaa.txt": b" " * 900_000})
    place = package.index(b"PK\x01\x02")
    end = package.rindex(b"PK\x05\x06")
    entry = package[place:end]
    entries = b"".join(entry.replace(b"aaaaa", b"%05d" % index) for index in range(copies))
    tail = bytearray(package[end:])
    tail[8:10] = tail[10:12] = copies.to_bytes(2, "little")
    tail[12:16] = len(entries).to_bytes(4, "little")
    return package[:place] + entries + bytes(tail)


def _lying(size: int) -> bytes:
    """A zip whose directory says that its part is ten bytes long."""
    package = bytearray(zip_bytes({"a.txt": b" " * size}))
    place = package.index(b"PK\x01\x02")
    package[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return bytes(package)


def pdf(*objects: bytes) -> bytes:
    """A PDF of the given objects, the first of them the catalogue."""
    made = io.BytesIO()
    made.write(b"%PDF-1.7\n")
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    made.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return made.getvalue()


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%b>>\nstream\n%b\nendstream" % (len(packed), entries, packed)


def _page(content: bytes, resources: bytes = b"", box: bytes = b"0 0 595 842", *more: bytes) -> bytes:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%b>>>>" % (
        box,
        resources,
    )
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", tree, page, _stream(content), font, *more)


def _forms(levels: int, calls: int) -> bytes:
    """Forms that each call the next many times over."""
    forms = [
        _stream(
            b"/X Do " * calls,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (number + 1),
        )
        for number in range(6, 6 + levels)
    ]
    last = _stream(b"BT /F 9 Tf (a) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>")
    return _page(b"/X Do", b"/XObject<</X 6 0 R>>", b"0 0 595 842", *forms, last)


def _self_calling() -> bytes:
    form = _stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    return _page(b"/X Do", b"/XObject<</X 6 0 R>>", b"0 0 595 842", form)


def _picture(side: int) -> bytes:
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray" % (side, side)
    return _page(
        b"q 100 0 0 100 0 0 cm /X Do Q BT /F 9 Tf (a) Tj ET",
        b"/XObject<</X 6 0 R>>",
        b"0 0 595 842",
        _stream(bytes(MEGA), head),
    )


def _page_chain(depth: int) -> bytes:
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, 2 + depth)]
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>")


def _many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    tree = b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count)
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", tree, *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count)


def _yaml_laughs() -> bytes:
    lines = ["甲: &a [哈, 哈, 哈, 哈, 哈, 哈, 哈, 哈]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 8)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    return "---\n{}\n标题: *i\n---\n正文".format("\n".join(lines)).encode()


def _tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>甲</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth


def _crowded(name: str, count: int) -> str:
    """A paragraph with many attributes."""
    attributes = " ".join(f"{name.format(number)}='{number}'" for number in range(count))
    return f"<w:p {attributes}/>"


PARAGRAPH = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"
CYCLE = "".join(f'<w:style w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("ab", "bc", "ca"))
TEXT_PAGE = b"BT /F 9 Tf 9 9 Td (a) Tj ET "

QUICK: dict[str, Bomb] = {
    "a docx of 30 MB of blanks": ("a.docx", lambda: word_of(" " * 30 * MEGA)),
    "an ofd of 30 MB of blanks": ("a.ofd", lambda: _ofd(" " * 30 * MEGA)),
    "zips ten deep": ("a.zip", lambda: _nested(10)),
    "zips two deep and thirty wide": ("a.zip", lambda: _nested(2, 30)),
    "parts that overlap": ("a.zip", lambda: _overlapping(1000)),
    "a directory that lies": ("a.zip", lambda: _lying(50 * MEGA)),
    "twenty thousand parts": ("a.zip", lambda: zip_bytes({f"{n}.txt": b"" for n in range(20_000)})),
    "a docx that laughs": ("a.docx", lambda: word_of("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", LAUGHS)),
    "an ofd that laughs": ("a.ofd", lambda: _ofd(f"{LAUGHS}<Page>&i;</Page>")),
    "a page that laughs": ("a.html", f"{LAUGHS}<p>&i;</p>".encode),
    "a docx that calls outside": ("a.docx", lambda: word_of("<w:p><w:r><w:t>&i;&j;</w:t></w:r></w:p>", OUTSIDE)),
    "an ofd that calls outside": ("a.ofd", lambda: _ofd(f"{OUTSIDE}<Page>&i;</Page>")),
    "a docx with a DOCTYPE in UTF-16": (
        "a.docx",
        lambda: with_parts(docx_of([]), {"word/document.xml": (LAUGHS + "<a>&i;</a>").encode("utf-16")}),
    ),
    "a head of YAML a hundred thousand deep": ("a.md", lambda: b"---\na: " + b"[" * 100_000 + b"\n---\nx"),
    "a docx a million deep": ("a.docx", lambda: word_of("<w:sdt>" * MEGA + "</w:sdt>" * MEGA)),
    "a page a million deep": ("a.html", lambda: b"<div>" * MEGA),
    "tables eighty deep": ("a.docx", lambda: word_of(_tables(80))),
    "styles that stand on each other": (
        "a.docx",
        lambda: with_parts(word_of(PARAGRAPH), {"word/styles.xml": f'<w:styles xmlns:w="{W}">{CYCLE}</w:styles>'}),
    ),
    "a picture of 400 gigapixels": ("a.pdf", lambda: _picture(640_000)),
    "a page tree five thousand deep": ("a.pdf", lambda: _page_chain(5_000)),
    "a page tree that bites its tail": (
        "a.pdf",
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999>>"),
    ),
    "a page as large as a county": ("a.pdf", lambda: _page(TEXT_PAGE, b"", b"0 0 99999999999 99999999999")),
    "ten thousand pages": ("a.pdf", lambda: _many_pages(10_000)),
}

LONG: dict[str, Bomb] = {
    "a docx of 300 MB of blanks": ("a.docx", lambda: word_of(" " * 300 * MEGA)),
    "a zip of 300 MB of blanks": ("a.zip", lambda: zip_bytes({"a.txt": b" " * 300 * MEGA})),
    "a zip of 400 parts below the line": ("a.zip", lambda: zip_bytes({f"{n}.txt": b" " * MEGA for n in range(400)})),
    "a head of YAML that laughs": ("a.md", _yaml_laughs),
    "a form that calls itself": ("a.pdf", _self_calling),
    "a docx of two million paragraphs": ("a.docx", lambda: word_of("<w:p/>" * 2 * MEGA)),
    "a docx of a hundred thousand paragraphs": ("a.docx", lambda: word_of(PARAGRAPH * 100_000)),
    "a docx of one paragraph of 50 MB": (
        "a.docx",
        lambda: word_of(f"<w:p><w:r><w:t>{'甲乙丙丁戊' * 3 * MEGA}</w:t></w:r></w:p>"),
    ),
    "a row of a hundred thousand cells": (
        "a.docx",
        lambda: word_of(f"<w:tbl><w:tr>{f'<w:tc>{PARAGRAPH}</w:tc>' * 100_000}</w:tr></w:tbl>"),
    ),
    "a hundred thousand rows": (
        "a.docx",
        lambda: word_of(f"<w:tbl>{f'<w:tr><w:tc>{PARAGRAPH}</w:tc></w:tr>' * 100_000}</w:tbl>"),
    ),
    "an attribute of 20 MB": ("a.docx", lambda: word_of(f'<w:p w:a="{"x" * 20 * MEGA}"/>')),
    "a million attributes": ("a.docx", lambda: word_of(_crowded("a{}", MEGA))),
    "two hundred thousand name spaces": ("a.docx", lambda: word_of(_crowded("xmlns:a{}", 200_000))),
    "five thousand headers": (
        "a.docx",
        lambda: with_parts(
            docx_of(["甲"]), {f"word/header{n}.xml": f'<w:hdr xmlns:w="{W}">{PARAGRAPH}</w:hdr>' for n in range(5000)}
        ),
    ),
    "a comment of 50 MB": ("a.docx", lambda: word_of(f"<!--{'x' * 50 * MEGA}-->")),
    "an ofd of a million texts": ("a.ofd", lambda: _ofd(f"<Page>{'<TextObject/>' * MEGA}</Page>")),
    "an ofd a million deep": ("a.ofd", lambda: _ofd("<a>" * MEGA)),
    "steps without end": (
        "a.ofd",
        lambda: _ofd(f'<Page><TextObject><TextCode DeltaX="{"g 9 " * MEGA}">a</TextCode></TextObject></Page>'),
    ),
    "zips three deep and twenty wide": ("a.zip", lambda: _nested(3, 20)),
    "parts that overlap, ten thousand": ("a.zip", lambda: _overlapping(9_999)),
    "a directory that lies about 500 MB": ("a.zip", lambda: _lying(500 * MEGA)),
    "a zip of 190 parts below every line": ("a.zip", lambda: zip_bytes({f"{n}.txt": b"x" * MEGA for n in range(190)})),
    "a content stream of 500 MB of blanks": ("a.pdf", lambda: _page(b" " * 500 * MEGA)),
    "a content stream of a million texts": ("a.pdf", lambda: _page(TEXT_PAGE * MEGA)),
    "a text of ten million characters": ("a.pdf", lambda: _page(b"BT /F 9 Tf (" + b"a" * 10 * MEGA + b") Tj ET")),
    "a million states saved": ("a.pdf", lambda: _page(b"q " * 5 * MEGA + TEXT_PAGE)),
    "forms to the power of twelve": ("a.pdf", lambda: _forms(12, 20)),
    "forms five hundred deep": ("a.pdf", lambda: _forms(500, 1)),
    "arrays a million deep": ("a.pdf", lambda: _page(b"[" * 5 * MEGA + b"] TJ")),
    "objects a hundred thousand deep": ("a.pdf", lambda: pdf(b"<</Type/Catalog/Pages " + b"[" * 100_000 + b">>")),
    "a page tree a hundred thousand deep": ("a.pdf", lambda: _page_chain(100_000)),
    "filters upon filters": (
        "a.pdf",
        lambda: pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Length 9/Filter[%b]>>stream\nxxxxxxxxx\nendstream" % (b"/FlateDecode" * 9999),
        ),
    ),
    "a text of 100 MB on one line": ("a.txt", lambda: "甲".encode() * 33 * MEGA),
    "a text of 30 million blank lines": ("a.txt", lambda: b"\n" * 30 * MEGA + b"x"),
    "a text of brackets": ("a.txt", lambda: "《".encode() * 5 * MEGA),
    "a text of days": ("a.txt", lambda: "日".encode() * 10 * MEGA),
    "a text of attachments": ("a.txt", lambda: "\n附件：甲".encode() * 2 * MEGA),
    "a million cells of Markdown": ("a.md", lambda: b"|a" * 5 * MEGA),
    "pictures of Markdown that do not close": ("a.md", lambda: b"![" * 3 * MEGA),
    "a page of five million tags": ("a.html", lambda: b"<b>" * 5 * MEGA),
    "a page with an attribute of 50 MB": ("a.html", lambda: b'<p a="' + b"x" * 50 * MEGA + b'">a</p>'),
    "a page that never closes its comment": ("a.html", lambda: b"<!--" * 10 * MEGA),
}
