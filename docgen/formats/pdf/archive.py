"""What a PDF needs to be kept for decades: metadata as XMP, an output intent, the structure tree, the attached draft.

Written to PDF/A-3u (ISO 19005-3), not verified: there is no free checker that could be had without a network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, cast
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from docgen.formats.attached import ATTACHED
from docgen.formats.pdf.structure import Element
from docgen.model import Document

PART, CONFORMANCE = "3", "U"
"""PDF/A-3 (files may be attached), level U (all text is Unicode)."""

PRODUCER = "文渊"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{conformance}</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

MIDNIGHT = "T00:00:00+08:00"
UNDATED = "2000-01-01"


class _Object(pdfdoc.PDFObject):
    """An object of its own, written as the given pieces; references among them are resolved at the end."""

    __RefOnly__ = 1

    def __init__(self, pieces: Sequence[object]) -> None:
        self.pieces = pieces

    def format(self, document: Any) -> bytes:  # noqa: ANN401  # reportlab's untyped document
        write = cast("Any", pdfdoc).format  # without types
        places = document.idToObjectNumberAndVersion
        made: list[bytes] = []
        for piece in self.pieces:
            if isinstance(piece, str):
                made.append(piece.encode())
            elif isinstance(piece, pdfdoc.PDFObjectReference):  # most of them: written here, not by three calls
                made.append(b"%d %d R" % places[piece.name])
            else:
                made.append(write(piece, document))
        return b" ".join(made)


def prepare(canvas: Any, document: Document, words: dict[str, str]) -> None:  # noqa: ANN401  # reportlab's untyped canvas
    """Metadata, output intent and viewer settings; `words`: title, author and subject as in the info dictionary."""
    doc, catalog = canvas._doc, canvas._doc.Catalog  # noqa: SLF001  # reportlab has no calls for these
    _extend(catalog, "OutputIntents", "AF")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    day = (document.issue_date.isoformat() if document.issue_date else UNDATED) + MIDNIGHT
    told = {name: escape(text) for name, text in words.items()}
    xmp = _XMP.format(**told, producer=PRODUCER, day=day, part=PART, conformance=CONFORMANCE)
    catalog.Metadata = _stream(xmp.encode(), {"Type": "/Metadata", "Subtype": "/XML"}, packed=False)
    profile = doc.Reference(_stream(srgb(), {"N": "3"}), "output-profile")
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pdfdoc.PDFString("sRGB IEC61966-2.1"),
        "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": profile,
    }
    catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])


def _extend(target: Any, *names: str) -> None:  # noqa: ANN401  # reportlab's catalog or page
    """Let reportlab write entries of a dictionary that it does not know."""
    target.__NoDefault__ = [*target.__NoDefault__, *names]


def _stream(data: bytes, entries: dict[str, str], *, packed: bool = True) -> Any:  # noqa: ANN401  # reportlab's stream
    filters = [pdfdoc.PDFZCompress] if packed else []
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(entries)), data, filters)


@cache
def srgb() -> bytes:
    """An sRGB profile (IEC 61966-2-1), its time of making fixed, of the version that PDF 1.7 knows."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(cast("Any", ImageCms).createProfile("sRGB")).tobytes())
    made[8:12] = _ICC_VERSION
    made[24:36] = _ICC_TIME
    made[84:100] = bytes(16)  # the profile's own digest, which is of other bytes now
    return bytes(made)


_ICC_VERSION = bytes([4, 0x20, 0, 0])
_ICC_TIME = bytes([0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])  # 2000-01-01


def attach(canvas: Any, source: bytes) -> None:  # noqa: ANN401  # see prepare
    """Attach the draft, as the source of the document."""
    doc, catalog = canvas._doc, canvas._doc.Catalog  # noqa: SLF001  # see prepare
    digest = hashlib.md5(source, usedforsecurity=False).hexdigest()
    data = _stream(source, {"Type": "/EmbeddedFile", "Subtype": "/text#2Fmarkdown"})
    params = {"Size": len(source), "CheckSum": f"<{digest}>", "ModDate": pdfdoc.PDFString("D:20000101000000+08'00'")}
    data.dictionary["Params"] = pdfdoc.PDFDictionary(params)
    stored = doc.Reference(data, "attached-data")
    name = pdfdoc.PDFString(ATTACHED)
    entries = {
        "Type": "/Filespec",
        "F": name,
        "UF": name,
        "AFRelationship": "/Source",
        "Desc": pdfdoc.PDFString("排版所用的源文本"),
        "EF": pdfdoc.PDFDictionary({"F": stored, "UF": stored}),
    }
    spec = doc.Reference(_Object([pdfdoc.PDFDictionary(entries)]), "attached-file")
    files = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray([name, spec])})
    catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": files})
    catalog.AF = pdfdoc.PDFArray([spec])


def identify(canvas: Any, digest: bytes) -> None:  # noqa: ANN401  # see prepare
    """The file's /ID, from its content."""
    told = f"<{digest.hex()[:32]}>"
    canvas._doc._ID = f"\n[{told}{told}]\n".encode()  # noqa: SLF001  # reportlab takes it as it is


def tag_page(page: Any, number: int) -> None:  # noqa: ANN401  # reportlab's page
    """Tie a page to its entry in the parent tree."""
    _extend(page, "StructParents", "Tabs")
    page.StructParents = number
    page.Tabs = "/S"


def write_structure(canvas: Any, root: Element, parents: Sequence[Sequence[Element]], pages: Sequence[Any]) -> None:  # noqa: ANN401
    """Add the structure tree; `pages` are references to the pages, `parents` each page's elements by MCID."""
    doc = canvas._doc  # noqa: SLF001  # see prepare
    names = {id(element): f"s{number}" for number, element in enumerate(_all(root))}

    def ref(element: Element) -> object:
        return pdfdoc.PDFObjectReference(names[id(element)])

    parent = {id(kid): element for element in _all(root) for kid in element.kids}
    top = pdfdoc.PDFObjectReference("structure")
    for element in _all(root):
        above = ref(parent[id(element)]) if id(element) in parent else top
        pieces = [f"<< /Type /StructElem /S /{element.tag} /P", above, *_content(element, ref, pages), ">>"]
        doc.Reference(_Object(pieces), names[id(element)])
    numbers: list[object] = ["<< /Nums ["]
    for number, elements in enumerate(parents):
        numbers += [f"{number} [", *map(ref, elements), "]"]
    tree = doc.Reference(_Object([*numbers, "] >>"]), "parent-tree")
    pieces = ["<< /Type /StructTreeRoot /K", ref(root), "/ParentTree", tree, f"/ParentTreeNextKey {len(parents)} >>"]
    doc.Catalog.StructTreeRoot = _Object(pieces)
    doc.Reference(doc.Catalog.StructTreeRoot, "structure")


def _all(root: Element) -> Iterator[Element]:
    yield root
    for kid in root.kids:
        yield from _all(kid)


def _content(element: Element, ref: Any, pages: Sequence[Any]) -> Iterator[object]:  # noqa: ANN401  # a local function
    """What an element holds: its kids, or its content on one page or on several."""
    if element.alt:
        yield from ("/Alt", pdfdoc.PDFString(element.alt))
    first = element.content[0][0] if element.content else -1
    if element.content:
        yield from ("/Pg", pages[first])
    yield "/K ["
    yield from map(ref, element.kids)
    for page, mcid in element.content:
        if page == first:
            yield str(mcid)
        else:
            yield from ("<< /Type /MCR /Pg", pages[page], f"/MCID {mcid} >>")
    yield "]"
