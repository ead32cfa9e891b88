"""The parts of a .docx (OPC package) and how they relate to each other."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.readers.errors import Unreadable
from search.readers.limits import Package
from search.readers.word.names import STRICT
from search.readers.xml import Element, parse_xml

_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a part: the last word of its type (“header”, “image”) and where it leads."""

    kind: str
    target: str
    outside: bool


class WordFile:
    """A .docx whose parts are known to be within the limits. Raises Unreadable for what is none."""

    def __init__(self, data: bytes, name: str) -> None:
        self.package = Package(data, name)
        self.name = name
        self.main = next((one.target for one in self._of("").values() if one.kind == "officeDocument"), _MAIN)
        if not self.package.has(self.main):
            raise Unreadable(f"“{name}”不是 .docx 文件，请用 Word 或 WPS 另存为 .docx。")
        self.relations = self._of(self.main)

    def root(self, part: str) -> Element:
        """The XML of a part; Unreadable where it is broken."""
        data = self.package.xml(part)
        for strict, usual in STRICT:
            data = data.replace(strict, usual[1:-1].encode())
        try:
            return parse_xml(data)
        except ValueError as error:
            raise Unreadable(f"“{self.name}”的内容已损坏，请用 Word 或 WPS 打开后另存一份。") from error

    def related(self, kind: str) -> Element | None:
        """The XML of the part of a kind (“styles”), None where there is none."""
        return next((self.root(part) for part in self.parts(kind)), None)

    def parts(self, kind: str) -> Iterator[str]:
        """The parts of a kind that the main part relates to; by their name where nothing is said of them."""
        told = [one.target for one in self.relations.values() if one.kind == kind and not one.outside]
        pattern = re.compile(rf"^{re.escape(posixpath.dirname(self.main))}/{kind}\d*\.xml$", re.IGNORECASE)
        named = [part for part in sorted(self.package.names()) if pattern.match(part)]
        return (part for part in dict.fromkeys((*told, *named)) if self.package.has(part))

    def every_relation(self) -> Iterator[Relation]:
        """The relations of all parts."""
        for part in self.package.names():
            if part.endswith(".rels"):
                yield from self._read(part, "").values()

    def _of(self, part: str) -> dict[str, Relation]:
        folder, file = posixpath.split(part)
        return self._read(posixpath.join(folder, "_rels", f"{file}.rels"), folder)

    def _read(self, rels: str, folder: str) -> dict[str, Relation]:
        if not self.package.has(rels):
            return {}
        try:
            root = parse_xml(self.package.xml(rels))
        except ValueError:
            return {}
        found: dict[str, Relation] = {}
        for one in root.iter("{*}Relationship"):
            target = str(one.get("Target", ""))
            outside = one.get("TargetMode") == "External"
            place = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[str(one.get("Id", ""))] = Relation(str(one.get("Type", "")).rsplit("/", 1)[-1], place, outside)
        return found
