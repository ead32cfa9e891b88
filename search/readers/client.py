"""The archive's side of reading: a warm worker process, killed and replaced when it hangs or dies."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from search.metadata import read_metadata
from search.readers.errors import Unreadable
from search.readers.office import OFFICE, to_docx
from search.records import Parsed

SECONDS = 10
"""How long one file may take."""

_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from search.readers.worker import main; main()"


def read(path: Path, *, split: bool = False) -> tuple[Parsed, ...]:
    """The documents in one file; `split` cuts a newspaper page into its articles. Raises Unreadable."""
    with Readers() as readers:
        return readers.read(path, split=split)


class Readers:
    """Reads many files with one warm worker."""

    def __init__(self) -> None:
        self._worker: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        """The readers themselves."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker."""
        self.close()

    def close(self) -> None:
        """End the worker; the next file starts another."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            worker.communicate()

    def read(self, path: Path, *, split: bool = False) -> tuple[Parsed, ...]:
        """The documents in `path`. Raises Unreadable; never hangs longer than the limit."""
        if not path.is_file():
            raise Unreadable(f"找不到“{path.name}”，请核对路径。")
        if path.suffix.lower() in OFFICE:
            with to_docx(path) as converted:
                answer = self._ask(converted, path.name)
        else:
            answer = self._ask(path, path.name)
        if "problem" in answer:
            raise Unreadable(answer["problem"])
        parsed = tuple(_parsed(document, path) for document in answer["documents"])
        return _split(parsed) if split else parsed

    def _ask(self, path: Path, name: str) -> dict[str, Any]:
        worker = self._started()
        timer = threading.Timer(SECONDS, worker.kill)
        timer.start()
        try:
            line = _exchange(worker, json.dumps({"path": str(path), "name": name}))
        finally:
            timer.cancel()
        if not line:
            self.close()
            raise Unreadable(f"“{name}”在 {SECONDS} 秒和 512 MB 的限度内读不完，已跳过；请拆成几个文件再试。")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _started(self) -> subprocess.Popen[str]:
        if self._worker is None or self._worker.poll() is not None:
            self.close()
            self._worker = subprocess.Popen(
                [sys.executable, "-I", "-X", "utf8", "-c", _START, str(_ROOT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        return self._worker


def _exchange(worker: subprocess.Popen[str], question: str) -> str:
    """The worker's answer, "" when it died over the question."""
    assert worker.stdin is not None  # noqa: S101  it was started with pipes
    assert worker.stdout is not None  # noqa: S101
    try:
        worker.stdin.write(question + "\n")
        worker.stdin.flush()
        return worker.stdout.readline()
    except OSError:
        return ""


def _parsed(document: dict[str, Any], path: Path) -> Parsed:
    name = document["name"] or path.name
    metadata = read_metadata(document["text"], Path(name).stem, document["given"])
    return Parsed(document["text"], metadata, tuple(document["warnings"]))


def _split(parsed: tuple[Parsed, ...]) -> tuple[Parsed, ...]:
    from search.newspaper import split

    return tuple(article for page in parsed for article in split(page.text))
