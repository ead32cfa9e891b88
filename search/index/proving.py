"""Whether a tantivy index may be opened: hostile or damaged files are tried in a process that may die of them.

tantivy is native code that maps its files: a length made up there can end the process, which no `except` sees. So an
index is opened only when this user's program left it just as it lies there, which a cache in the user's own folder
remembers by the files' sizes and times. Any other one, copied, restored or written to by somebody, is proved first in a
process with limits: checksums, the table of segments, and all that searches do. One that fails is made anew.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import zlib
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from typing import BinaryIO

from resources import PROGRAM
from search.saving import make_folder, save

_SECONDS = 60.0  # for an index of 200,000 papers it takes one or two
_MEMORY = 1_000_000_000  # bytes of addresses beside the mapped files
_MOST_DOCUMENTS = 10_000_000
_REMEMBERED = 50  # indexes: the one looked at longest ago is forgotten first
_PLAIN = frozenset({"meta.json", ".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock"})
_END = Struct("<II")  # how long the last lines of a file are, and that it is one of tantivy's
_MARK = 1337
_CHUNK = 1 << 20
_START = "import sys; sys.path.insert(0, sys.argv[1]); from search.index.proving import main; main(sys.argv[2])"

_own: set[Path] = set()
_lock = threading.Lock()
logger = logging.getLogger(__name__)


def trust(folder: Path) -> None:
    """Take the index for this process's own from here on, whatever it writes to it."""
    with _lock:
        _own.add(folder.resolve())


def remember(folder: Path) -> None:
    """Note for other processes of this user that the index may be opened as it lies there now."""
    try:
        make_folder(_memory())
        save(_memory() / folder.name, _looks(folder).encode())
        for old in sorted(_memory().iterdir(), key=lambda path: path.stat().st_mtime)[:-_REMEMBERED]:
            old.unlink()
    except OSError as problem:  # then it is proved again the next time
        logger.info("index not remembered: %s", type(problem).__name__)


def prove(folder: Path) -> None:
    """ValueError when the index must not be opened. A process of its own looks at one that is not known."""
    with _lock:
        if folder.resolve() in _own or _known(folder):
            return
        if not _survived(folder):
            raise ValueError("the index did not stand the proof")
    remember(folder)


def _memory() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("wenyuan", appauthor=False) / "indexes"


def _known(folder: Path) -> bool:
    try:
        return (_memory() / folder.name).read_text("ascii") == _looks(folder)
    except (OSError, ValueError):
        return False


def _looks(folder: Path) -> str:
    """What tells whether a file was touched: names, sizes, times."""
    told = [
        (entry.name, looks.st_size, looks.st_mtime_ns, looks.st_ctime_ns)
        for entry in os.scandir(folder)
        if not entry.name.endswith(".lock")
        for looks in (entry.stat(),)
    ]
    return blake2b(repr(sorted(told)).encode(), digest_size=32).hexdigest()


def _survived(folder: Path) -> bool:
    environment = {name: value for name, value in os.environ.items() if "PASSWORD" not in name}
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(PROGRAM), str(folder)]
    try:
        proof = subprocess.run(command, capture_output=True, timeout=_SECONDS, env=environment, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return proof.returncode == 0


def main(folder: str) -> None:
    """In the process of its own: ends with 0 when the index does what searches ask of one."""
    _limit(Path(folder))
    check_files(Path(folder))
    _try(Path(folder))


def _limit(folder: Path) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time still holds
        return
    memory = _MEMORY + 3 * sum(path.stat().st_size for path in folder.iterdir())
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check_files(folder: Path) -> None:
    """Raise something when the files are not as tantivy left them, as far as checksums and their table tell."""
    told = json.loads((folder / "meta.json").read_bytes())
    counts = [segment["max_doc"] for segment in told["segments"]]
    if not all(isinstance(count, int) and count > 0 for count in counts) or sum(counts) > _MOST_DOCUMENTS:
        raise ValueError("damaged table of segments")
    for path in folder.iterdir():
        if path.name not in _PLAIN:
            _check(path)


def _check(path: Path) -> None:
    """Compare a file with the checksum at its end."""
    with path.open("rb") as file:
        length, mark = _END.unpack(_last(file, _END.size))
        if mark != _MARK:
            raise ValueError("damaged file of an index")
        told = json.loads(_last(file, length + _END.size)[:length])
        left, found = file.tell() - length - _END.size, 0
        file.seek(0)
        while left > 0:
            data = file.read(min(_CHUNK, left)) or bytes(left)
            found, left = zlib.crc32(data, found), left - len(data)
    if told["crc"] != found:
        raise ValueError("damaged file of an index")


def _last(file: BinaryIO, count: int) -> bytes:
    """The last `count` bytes of a file. OSError when it has fewer."""
    file.seek(-count, os.SEEK_END)
    return file.read()


def _try(folder: Path) -> None:
    """All that searches ask: whatever a file says is unpacked here."""
    from search.index.condition import EVERY, Dated, Grams, Valued, Words
    from search.index.engine import Wanted
    from search.index.tantivy_engine import TantivyEngine

    engine = TantivyEngine(folder, create=False)
    engine.ids()
    for where in (
        EVERY,
        Grams(("的", "关于")),
        Words(("通知", "工作")),
        Valued("kind", frozenset({"通知"})),
        Dated(1, 30000000),
    ):
        for by_date in (False, True):
            found = engine.find(Wanted(where, ("通知", "工作"), ("关于", "通知"), by_date=by_date))
            found.facets()
            found.best(0, found.count)
    engine.completions("通", 1000)
    engine.completions("", 1000)
