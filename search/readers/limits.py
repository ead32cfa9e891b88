"""What the workers that read files may take, and the guard at the door of every zipped format (zip bomb)."""

from __future__ import annotations

import io
import re
import zipfile

from search.readers.errors import Unreadable

MEMORY = 512 * 1024 * 1024
SCANS_MEMORY = 3_000_000_000
"""Bytes of addresses for reading scans: the models and a page need 1.4 billion of them, 0.9 in real memory."""

PAGE_SECONDS = 60
"""Processor time that one page of a scan may take: 2 seconds on a processor of 2026; an office's are older."""

DRAWING_SECONDS = 8
"""Processor time (CPU) that drawing a page may take."""

MAX_FILE = 200_000_000
EXPANDED = 200_000_000
RATIO = 100
_SMALL = 1_000_000  # bytes below which a high ratio is no bomb but a blank page
_MAX_PARTS = 10_000
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Package:
    """A zipped format (OOXML, OFD, zip) whose parts are known to be within the limits."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(f"“{name}”不完整或已损坏，请重新取得一份再导入。") from error
        self._exact = {part.filename: part for part in self.parts}
        self._folded = {_folded(part.filename): part for part in self.parts}
        self._check()

    def _check(self) -> None:
        total = sum(part.file_size for part in self.parts)
        bomb = any(part.file_size > _SMALL and part.file_size > RATIO * part.compress_size for part in self.parts)
        if total > EXPANDED or bomb or len(self.parts) > _MAX_PARTS:
            raise Unreadable(f"“{self.name}”展开后大得反常，可能是恶意文件，已拒收。")
        if any(part.flag_bits & 1 for part in self.parts):
            raise Unreadable(f"“{self.name}”加了密码，请去掉密码后再导入。")

    def names(self) -> list[str]:
        """The names of the parts, as stored."""
        return [part.filename for part in self.parts]

    def has(self, name: str) -> bool:
        """Whether there is such a part; some writers differ in upper and lower case between name and reference."""
        return self._find(name) is not None

    def part(self, name: str) -> bytes:
        """One part's bytes, never more than it declared; b"" when it is not there."""
        found = self._find(name)
        if found is None:
            return b""
        with self._zip.open(found) as file:
            data = file.read(found.file_size + 1)
        if len(data) > found.file_size:
            raise Unreadable(f"“{self.name}”的目录与内容不符，已拒收。")
        return data

    def _find(self, name: str) -> zipfile.ZipInfo | None:
        return self._exact.get(name) or self._folded.get(_folded(name))

    def xml(self, name: str) -> bytes:
        """One XML part; a part with a DOCTYPE or entities is refused."""
        data = self.part(name)
        if _DOCTYPE.search(data.replace(b"\x00", b"")):
            raise Unreadable(f"“{self.name}”里有外部实体声明，不合公文格式，已拒收。")
        return data


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
