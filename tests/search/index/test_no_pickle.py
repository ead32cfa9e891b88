"""Nothing that lies in an archive's folder is ever unpickled: a pickle runs whatever whoever wrote it wished."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from search.archive import Archive
from search.index.whoosh_files import Read, Written
from search.records import Metadata, Parsed, Query
from tests.conftest import PROJECT

_UNSAFE = frozenset({"pickle", "cPickle", "marshal", "shelve", "dill", "joblib"})
_ROOTS = ("papers", "docgen", "search", "office", "desktop")
_LOADING = frozenset({"load", "loads", "load_pickle", "Unpickler", "read_pickle"})


class _Command:
    """Runs a command when it is unpickled."""

    def __init__(self, command: str) -> None:
        self._command = command

    def __reduce__(self) -> tuple[Callable[..., int], tuple[tuple[str, str, str]]]:
        return subprocess.call, (("sh", "-c", self._command),)


def _trees(paths: Iterator[Path]) -> Iterator[tuple[Path, ast.Module]]:
    return ((path, ast.parse(path.read_text("utf-8"))) for path in paths)


def _imported(tree: ast.Module) -> set[str]:
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_no_module_of_ours_imports_what_reads_objects_from_bytes() -> None:
    sources = (path for root in _ROOTS for path in (PROJECT / root).rglob("*.py"))
    assert {path: names for path, tree in _trees(sources) if (names := _imported(tree) & _UNSAFE)} == {}


def test_of_whoosh_only_what_asks_our_own_file_for_a_pickle_is_loaded() -> None:
    told = "print(*(module.__file__ for name, module in sys.modules.items() if name.startswith('whoosh')))"
    command = [sys.executable, "-c", f"import sys, search.index.whoosh_engine; {told}"]
    paths = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT).stdout
    calls: dict[str, list[str]] = {}
    for path, tree in _trees(map(Path, paths.split())):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in _LOADING:
                    calls.setdefault(path.name, []).append(name)
    assert calls == {"filetables.py": ["read_pickle"], "structfile.py": ["load_pickle"]}
    assert "read_pickle" in vars(Read)
    assert "write_pickle" in vars(Written)


def _poisoned(folder: Path, command: str) -> bytes:
    """A table of contents as whoosh writes it, with a command for its list of segments."""
    folder.mkdir()
    storage: Any = import_module("whoosh.filedb.filestore").FileStorage(str(folder))
    schema: Any = import_module("whoosh.fields").Schema()
    import_module("whoosh.index").TOC(schema, _Command(command), 7).write(storage, "MAIN")
    return (folder / "_MAIN_7.toc").read_bytes()


def _fill(folder: Path) -> None:
    with Archive.open(folder) as archive:
        archive.importing.add([Parsed("第1号\n保护水源", Metadata(title="第1号通知"))], b"1", "1.txt")


@pytest.mark.parametrize("name", ["_MAIN_7.toc", "segments.json", "{}.terms", "{}.lists", "{}.numbers"])
@pytest.mark.parametrize("toc", [True, False])
def test_a_command_hidden_in_an_index_does_not_run(tmp_path: Path, name: str, toc: bool) -> None:
    folder, ran = tmp_path / "库", tmp_path / "ran"
    _fill(folder)
    index = next((folder / "index").glob("whoosh-*"))
    segment = next(index.glob("*.terms")).stem
    command = f"touch '{ran}'"
    (index / name.format(segment)).write_bytes(
        _poisoned(tmp_path / "toc", command) if toc else pickle.dumps(_Command(command))
    )
    with Archive.open(folder) as archive:
        assert archive.search(Query("水源")).total == 1
        assert archive.care.wait_for_index(60)
        assert archive.search(Query("水源")).total == 1
    assert not ran.exists()


def test_the_watch_of_these_tests_sees_what_is_unpickled() -> None:
    with pytest.raises(RuntimeError, match="unpickled"):
        pickle.loads(pickle.dumps(partial(print)))  # noqa: S301
