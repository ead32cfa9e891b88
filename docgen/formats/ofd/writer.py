"""The positioned pages as OFD (GB/T 33190—2016), the form in which government archives take papers.

One package of XML parts: OFD.xml names the document, Document.xml its pages, PublicRes.xml its fonts and pictures. The
same layout gives the same bytes: no clock, no random numbers, every entry of the package of one time.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.fonts import locate, sfnt
from docgen.fonts.subset import subset
from docgen.formats.attached import ATTACHED
from docgen.formats.images import printable
from docgen.formats.ofd.objects import image_object, path_object, text_object
from docgen.formats.ofd.xml import NAMESPACE, content, document, element, lengths, value
from docgen.model import Document
from docgen.pages import Image, Layout, OutlineEntry, Page, Part, Text

TAGS = "urn:wenyuan:official-paper"
"""The name space of the element tags, by the names of docgen.pages.Part."""

_ROOT = "Doc_0"
_TIME = (1980, 1, 1, 0, 0, 0)


def write_ofd(layout: Layout, paper: Document, source: bytes = b"") -> bytes:
    """The OFD of a layout; title, issuer, number, kind and date of `paper` become its metadata.

    `source`: the draft's own bytes, attached as `source.md`.
    """
    package = _Package()
    pages = [package.page(page, index) for index, page in enumerate(layout.pages)]
    package.add(f"{_ROOT}/PublicRes.xml", package.resources())
    attached = package.attach(source) if source else ""
    tags = package.tags() if package.tagged else ""
    outlines = _outlines(layout.outline, pages)
    package.add(f"{_ROOT}/Document.xml", _document(layout, pages, package.last, outlines + tags + attached))
    identity = hashlib.sha256(b"".join(package.parts.values())).hexdigest()[:32]
    return package.zipped(_entry(paper, identity))


def _entry(paper: Document, identity: str) -> bytes:
    """OFD.xml: what the document is called; the fields of DocInfo in the order of the schema."""
    day = paper.issue_date.isoformat() if paper.issue_date else ""
    title = "".join(paper.title.split("\n")) or paper.issuer_mark or "公文"
    info = [
        element("DocID", identity),
        element("Title", title),
        element("Author", paper.issuer or paper.signature.replace("\n", "、") or paper.supplied_by),
        element("Subject", paper.document_number or paper.order_number or paper.issue_number),
        element("CreationDate", day),
        element("ModDate", day),
        element("Creator", "文渊"),
        _custom_data(paper),
    ]
    body = f"<ofd:DocBody><ofd:DocInfo>{''.join(info)}</ofd:DocInfo>"
    body += f"<ofd:DocRoot>{_ROOT}/Document.xml</ofd:DocRoot></ofd:DocBody>"
    return document("OFD", body, ' Version="1.0" DocType="OFD"')


def _custom_data(paper: Document) -> str:
    named = (("文种", paper.kind), ("发文字号", paper.document_number), ("密级", paper.secrecy))
    told = [f"<ofd:CustomData Name={value(name)}>{content(text)}</ofd:CustomData>" for name, text in named if text]
    return f"<ofd:CustomDatas>{''.join(told)}</ofd:CustomDatas>" if told else ""


def _document(layout: Layout, pages: list[int], last: int, rest: str) -> bytes:
    """Document.xml: common data, pages, then `rest` (outlines, tags, attachments) in the order of the schema."""
    first = layout.pages[0] if layout.pages else Page(None, ())
    box = lengths(0, 0, first.width, first.height)
    common = (
        f"<ofd:MaxUnitID>{last}</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    )
    listed = "".join(f'<ofd:Page ID="{page}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n, page in enumerate(pages))
    return document("Document", f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{rest}")


def _outlines(entries: tuple[OutlineEntry, ...], pages: list[int]) -> str:
    """The headings as a tree; a level may be at most one deeper than the entry before it."""
    made: list[str] = []
    open_levels = 0
    for entry in entries:
        level = min(entry.level, open_levels)
        made.append("</ofd:OutlineElem>" * (open_levels - level))
        place = f'Type="XYZ" PageID="{pages[entry.page]}" Left="0" Top="{lengths(entry.y)}" Zoom="0"'
        goto = f"<ofd:Goto><ofd:Dest {place}/></ofd:Goto>"
        made.append(f"<ofd:OutlineElem Title={value(entry.title)}><ofd:Actions>")
        made.append(f'<ofd:Action Event="CLICK">{goto}</ofd:Action></ofd:Actions>')
        open_levels = level + 1
    made.append("</ofd:OutlineElem>" * open_levels)
    return f"<ofd:Outlines>{''.join(made)}</ofd:Outlines>" if entries else ""


@dataclass(slots=True)
class _Package:
    """The parts of a package being made; every object, page and resource has a number of its own."""

    parts: dict[str, bytes] = field(default_factory=dict[str, bytes])
    last: int = 0
    fonts: dict[str, tuple[int, set[str]]] = field(default_factory=dict[str, tuple[int, set[str]]])
    pictures: dict[Image, tuple[int, str]] = field(default_factory=dict[Image, tuple[int, str]])
    tagged: dict[Part, list[tuple[int, int]]] = field(default_factory=dict[Part, list[tuple[int, int]]])

    def add(self, name: str, data: bytes) -> None:
        """Add a part."""
        self.parts[name] = data

    def page(self, page: Page, index: int) -> int:
        """Add a page; its number."""
        number = self._next()
        layer = self._next()
        body = "".join(self._objects(page, number))
        box = f"<ofd:PhysicalBox>{lengths(0, 0, page.width, page.height)}</ofd:PhysicalBox>"
        shown = f'<ofd:Layer ID="{layer}" Type="Body">{body}</ofd:Layer>'
        made = document("Page", f"<ofd:Area>{box}</ofd:Area><ofd:Content>{shown}</ofd:Content>")
        self.add(f"{_ROOT}/Pages/Page_{index}/Content.xml", made)
        return number

    def _objects(self, page: Page, number: int) -> Iterator[str]:
        """The page's rules and pictures, then its text in reading order."""
        for item in page.items:
            if isinstance(item, Image):
                if (resource := self._picture(item)) is not None:
                    yield image_object(item, self._next(), resource)
            elif not isinstance(item, Text):
                yield path_object(item, self._next())
        for item in page.items:
            if isinstance(item, Text):
                yield self._text(item, number)

    def _text(self, text: Text, page: int) -> str:
        font = self._font(text)
        made = text_object(text, self.last + 1, font)
        if made:
            self.tagged.setdefault(text.part, []).append((page, self._next()))
        return made

    def _font(self, text: Text) -> int:
        if text.file not in self.fonts:
            self.fonts[text.file] = (self._next(), set())
        number, characters = self.fonts[text.file]
        characters.update(text.text)
        return number

    def _picture(self, image: Image) -> int | None:
        """The number of a picture's resource, None where it cannot be had."""
        if image not in self.pictures:
            printed = printable(image)
            if printed is None:
                return None
            number = self._next()
            name = f"picture_{number}.{'jpg' if printed.kind == 'JPEG' else 'png'}"
            self.pictures[image] = (number, name)
            self.add(f"{_ROOT}/Res/{name}", printed.data)
        return self.pictures[image][0]

    def resources(self) -> bytes:
        """PublicRes.xml: the fonts, cut down to what is used, and the pictures."""
        fonts = [self._font_element(file, *used) for file, used in self.fonts.items()]
        body = f"<ofd:Fonts>{''.join(fonts)}</ofd:Fonts>" if fonts else ""
        media = [
            f'<ofd:MultiMedia ID="{number}" Type="Image" Format="{"JPEG" if name.endswith("jpg") else "PNG"}">'
            f"<ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>"
            for number, name in self.pictures.values()
        ]
        body += f"<ofd:MultiMedias>{''.join(media)}</ofd:MultiMedias>" if media else ""
        return document("Res", body, ' BaseLoc="Res"')

    def _font_element(self, file: str, number: int, characters: set[str]) -> str:
        path, index = locate(file)
        font = sfnt.open_fonts(path)[index]
        name = next(sfnt.postscript_names(font), path.stem)
        self.add(f"{_ROOT}/Res/font_{number}.ttf", subset(font, characters))
        family = next(iter(sfnt.names(font)), name)
        return (
            f'<ofd:Font ID="{number}" FontName={value(name)} FamilyName={value(family)} Charset="unicode">'
            f"<ofd:FontFile>font_{number}.ttf</ofd:FontFile></ofd:Font>"
        )

    def attach(self, source: bytes) -> str:
        """Add the source text; the element of Document.xml that names it."""
        size = f"{len(source) / 1024:.3f}"
        body = (
            f'<ofd:Attachment ID="{self._next()}" Name="{ATTACHED}" Format="md" Size="{size}" Visible="true">'
            f"<ofd:FileLoc>{ATTACHED}</ofd:FileLoc></ofd:Attachment>"
        )
        self.add(f"{_ROOT}/Attachs/Attachments.xml", document("Attachments", body))
        self.add(f"{_ROOT}/Attachs/{ATTACHED}", source)
        return "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"

    def tags(self) -> str:
        """Add which text belongs to which element of the paper; the element of Document.xml that names it."""
        lines = [f'<paper xmlns="{TAGS}" xmlns:ofd="{NAMESPACE}">']
        for part, objects in self.tagged.items():
            refs = "".join(f'<ofd:ObjectRef PageRef="{page}">{number}</ofd:ObjectRef>' for page, number in objects)
            lines.append(f"<{part.value}>{refs}</{part.value}>")
        self.add(f"{_ROOT}/Tags/paper.xml", "".join([*lines, "</paper>"]).encode())
        tag = f'<ofd:CustomTag NameSpace="{TAGS}" TypeID="{TAGS}"><ofd:FileLoc>paper.xml</ofd:FileLoc></ofd:CustomTag>'
        self.add(f"{_ROOT}/Tags/CustomTags.xml", document("CustomTags", tag))
        return "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>"

    def zipped(self, entry: bytes) -> bytes:
        """The package, OFD.xml first."""
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
            for name, part in {"OFD.xml": entry, **self.parts}.items():
                info = zipfile.ZipInfo(name, _TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, part)
        return data.getvalue()

    def _next(self) -> int:
        self.last += 1
        return self.last
