"""The archive's side of reading: warm worker processes, killed and replaced when they hang or die."""

from __future__ import annotations

import base64
import time
from collections.abc import Generator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fence.messages import Message
from fence.process import Died, Process
from fence.regular import NotAPlainFile, refuse_odd
from papers.foreign import ForeignPaper, ReadLine, Warned
from search.names import shown
from search.readers import recognising
from search.readers.errors import Unreadable
from search.readers.formats import HEAD, OFFICE, ending_of
from search.readers.limits import MAX_FILE, PAGE_SECONDS, SCANS_MEMORY
from search.readers.office import to_docx, without_network
from search.readers.pdf import named
from search.readers.transport import metadata_of, unpacked
from search.records import RECOGNISED, PageRead, Parsed
from search.steps import finished

SECONDS = 10
"""Processor time (CPU) that one file may take."""

MAX_SCANNED = 500
"""Pages of one file that are recognised; a quarter of an hour."""

Steps = Generator[PageRead, None, tuple[Parsed, ...]]


def read(path: Path, *, split: bool = False) -> tuple[Parsed, ...]:
    """The documents in one file; `split` cuts a newspaper page into its articles. Raises Unreadable."""
    with Readers() as readers:
        return readers.read(path, split=split)


class Readers:
    """Reads many files with one warm worker, and the scans among them with another; neither opens a file itself."""

    def __init__(self, *, private: bool = False) -> None:
        """`private`: nothing of what is read may lie on the disk, not even in passing."""
        self._private = private
        self._worker = Process("readers")
        self._scans = Process("scans", without_network())

    def __enter__(self) -> Self:
        """The readers themselves."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers."""
        self.close()

    @property
    def worker_id(self) -> int:
        """The worker's process id, 0 while there is none."""
        return self._worker.id

    @property
    def scans_id(self) -> int:
        """The process id of the worker that reads scans, 0 while there is none."""
        return self._scans.id

    def close(self) -> None:
        """End the workers; the next file starts another."""
        self._worker.close()
        self._scans.close()

    def read(self, path: Path, *, split: bool = False) -> tuple[Parsed, ...]:
        """The documents in `path`. Raises Unreadable; never hangs longer than the limits."""
        name = shown(path.name)
        if not path.exists():
            raise Unreadable(f"找不到“{name}”，请核对路径。")
        try:
            self.refuse_large(path)
            data = path.read_bytes()
        except OSError as error:
            raise Unreadable(f"“{name}”打不开（{error.strerror}），请核对权限。") from error
        return finished(self.steps(data, name, split=split))

    def refuse_large(self, path: Path) -> None:
        """Raise Unreadable for what is no plain file or has too many bytes, OSError for one that is not there."""
        name = shown(path.name)
        try:
            _refuse_large(refuse_odd(path, name).st_size, name)
        except NotAPlainFile as problem:
            raise Unreadable(str(problem)) from None

    def risks(self, data: bytes, name: str) -> tuple[str, tuple[Warned, ...]]:
        """(the ending that fits a file's bytes, what has to be asked about before another program opens it).

        The ending is "" for a file that no reader knows. Raises Unreadable for one that is broken or takes too long.
        """
        answer = self._answer({"name": name, "split": False, "as": "risks"}, data).head
        if "problem" in answer:
            raise Unreadable(answer["problem"])
        return answer["ending"], tuple(Warned(kind, text) for kind, text in answer["told"])

    def paper(self, data: bytes, name: str) -> ForeignPaper:
        """The one paper in the bytes of a file called `name`, with its looks where it is a .docx. Raises Unreadable."""
        if not data:
            raise Unreadable(f"“{name}”是空文件。")
        _refuse_large(len(data), name)
        if ending_of(name, data[:HEAD]) in OFFICE:
            data = to_docx(data, ending_of(name, data[:HEAD]), name, private=self._private)
        answer = self._answer({"name": name, "split": False, "as": "paper"}, data)
        if "problem" in answer.head:
            raise Unreadable(answer.head["problem"])
        if "documents" not in answer.head:
            return unpacked(answer.head, answer.data)
        (found, *others) = finished(self._of_documents(answer.head["documents"], data, split=False))
        if others:
            raise Unreadable(f"“{name}”里有 {len(others) + 1} 份文件，一次只能看一份；请解开以后逐份再试。")
        lines = tuple(ReadLine(line) for line in found.text.split("\n"))
        return ForeignPaper(name, lines, found.text, warnings=tuple(Warned("other", each) for each in found.warnings))

    def steps(self, data: bytes, name: str, *, split: bool = False) -> Steps:
        """The documents in the bytes of a file called `name`. Raises Unreadable.

        There is a pause after each page that had to be recognised; closing it there ends the reading.
        """
        if not data:
            raise Unreadable(f"“{name}”是空文件。")
        _refuse_large(len(data), name)
        if ending_of(name, data[:HEAD]) in OFFICE:
            return tuple(self._through_office(data, name, split=split))
        return (yield from self._of_documents(self._ask(data, name, split=split), data, split=split))

    def _of_documents(self, documents: list[dict[str, Any]], data: bytes, *, split: bool) -> Steps:
        found: list[Parsed] = []
        problems: list[str] = []
        for document in documents:
            try:
                found.extend((yield from self._parsed(document, data, split=split)))
            except Unreadable as problem:
                problems.extend((str(problem), *document["warnings"]))
        if not found:
            raise Unreadable(problems[0])
        return (replace(found[0], warnings=(*found[0].warnings, *problems)), *found[1:])

    def _parsed(self, document: dict[str, Any], data: bytes, *, split: bool) -> Steps:
        """What the worker made of a document; one that it left to another process is read anew."""
        if "office" in document:
            found = self._through_office(base64.b64decode(document["office"]), document["name"], split=split)
            return (replace(found[0], warnings=(*document["warnings"], *found[0].warnings)), *found[1:])
        if document["scanned"]:
            return (yield from self._recognised(document, data, split=split))
        return (_as_parsed(document),)

    def _through_office(self, data: bytes, name: str, *, split: bool) -> list[Parsed]:
        converted = to_docx(data, ending_of(name, data[:HEAD]), name, private=self._private)
        return [_as_parsed(part) for part in self._ask(converted, name, split=split)]

    def _recognised(self, document: dict[str, Any], data: bytes, *, split: bool) -> Steps:
        """A scan, page by page; without the extra only what text it has besides."""
        name, pages, warnings = document["name"], document["scanned"], tuple(document["warnings"])
        if not recognising.installed():
            if not document["text"].strip():
                raise Unreadable(_not_installed(name, garbage=document["garbage"]))
            missing = f"“{name}”第 {named(pages)} 页是扫描图片，没有收进其中的文字；{_TO_INSTALL}。"
            return (replace(_as_parsed(document), warnings=(*warnings, missing)),)
        if len(pages) > MAX_SCANNED:
            raise Unreadable(
                f"“{name}”有 {len(pages)} 页扫描图片，一次最多识别 {MAX_SCANNED} 页，请拆成几个文件再导入。"
            )
        scan = base64.b64decode(document["scan"]) or data  # its own bytes where it is a member of a zip
        with closing(self._ask_scans(scan, name, pages, split=split)) as asking:
            documents = yield from asking
        found = [_as_parsed(each) for each in documents]
        where = f"第 {named(pages)} 页" if document["text"].strip() else ""
        doubtful = f"“{name}”{where}{RECOGNISED}。"
        told = dict.fromkeys((*warnings, *found[0].warnings, doubtful))  # both workers tell of broken pages
        return (replace(found[0], warnings=tuple(told)), *found[1:])

    def _ask_scans(
        self, data: bytes, name: str, pages: list[int], *, split: bool
    ) -> Generator[PageRead, None, list[dict[str, Any]]]:
        """The documents in the answer of the worker that reads scans; it tells of every page before."""
        done = 0
        asking = self._scans.answers({"name": name, "split": split}, data, seconds=PAGE_SECONDS)
        with closing(asking), suppress(Died):
            for answer, _ in asking:
                if "page" not in answer:
                    next(asking, None)  # the end of the answer
                    return _documents(answer)
                done += 1
                yield PageRead(done, len(pages))
        page, memory = pages[min(done, len(pages) - 1)], SCANS_MEMORY // 1_000_000_000
        raise Unreadable(
            f"“{name}”第 {page} 页在 {PAGE_SECONDS} 秒和 {memory} GB 的限度内识别不完，已跳过；请重新扫描再试。"
        )

    def _ask(self, data: bytes, name: str, *, split: bool) -> list[dict[str, Any]]:
        """The documents in the worker's answer."""
        return _documents(self._answer({"name": name, "split": split}, data).head)

    def _answer(self, question: dict[str, Any], data: bytes) -> Message:
        """The worker's answer. One that dies early is asked again afresh: others may have worn it."""
        fresh = self._worker.id == 0
        start = time.monotonic()
        for _ in range(2):
            with suppress(Died):
                return self._worker.answer(question, data, seconds=SECONDS)
            if fresh or time.monotonic() - start > SECONDS / 2:
                break
        name = question["name"]
        raise Unreadable(f"“{name}”在 {SECONDS} 秒和 512 MB 的限度内读不完，已跳过；请拆成几个文件再试。")


_TO_INSTALL = "装上文字识别组件（见手册“收进文件”）后可以识别"


def _not_installed(name: str, *, garbage: bool) -> str:
    if garbage:
        return (
            f"“{name}”的文字层不可用（字体没有文字编码），收进来只会是乱码；{_TO_INSTALL}，也可以请来文单位重新转换。"
        )
    if ending_of(name, b"") == ".pdf":
        return f"“{name}”没有文字层，像是扫描件；{_TO_INSTALL}，也可以先转成带文字的 PDF 再导入。"
    return f"“{name}”是图片，里面的文字要识别才能收进；{_TO_INSTALL}。"


def _documents(answer: dict[str, Any]) -> list[dict[str, Any]]:
    if "problem" in answer:
        raise Unreadable(answer["problem"])
    return answer["documents"]


def _as_parsed(document: dict[str, Any]) -> Parsed:
    return Parsed(document["text"], metadata_of(document["metadata"]), tuple(document["warnings"]))


def _refuse_large(size: int, name: str) -> None:
    if size > MAX_FILE:
        raise Unreadable(f"“{name}”超过 {MAX_FILE // 1_000_000} MB，请拆成几个文件再导入。")
