"""The rules of the house that ruff, pyright and import-linter do not know: `make lint` runs these too."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
CODE_FOLDERS = ("desktop", "office", "papers", "fence", "docgen", "search", "resources", "benchmarks", "docs", "tests")
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40

# Files that may open something for writing, and why; all else goes through search.saving.save.
WRITERS = {
    "search/saving.py": "the one helper that saves files",
    "resources/fonts/build.py": "makes the font cache in a folder of its own and renames it into place",
}
WRITING_METHODS = frozenset({"write_text", "write_bytes"})
CODE = sorted(path for folder in CODE_FOLDERS for path in (PROJECT / folder).rglob("*.py"))
PROGRAM = [
    path
    for path in CODE
    if path.relative_to(PROJECT).parts[0] in {"desktop", "office", "papers", "fence", "docgen", "search"}
]


def name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def tracked_files() -> list[Path]:
    """What git tracks, or in a tree without git, the code."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False)
    paths = [PROJECT / part for part in listed.stdout.decode().split("\0") if part] or CODE
    return [path for path in paths if path.is_file()]


def opens_for_writing(call: ast.Call) -> bool:
    """Whether a call is path.write_text(…), path.write_bytes(…), or an open(…) whose mode writes."""
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    called = method or getattr(call.func, "id", "")
    modes = [word.value for word in call.keywords if word.arg == "mode"] + call.args
    writes = any(isinstance(mode, ast.Constant) and re.fullmatch(r"[wax+][bt+]*", str(mode.value)) for mode in modes)
    return method in WRITING_METHODS or (called == "open" and writes)


def test_no_file_is_longer_than_400_lines() -> None:
    long = {name(path): lines for path in CODE if (lines := len(path.read_text("utf-8").splitlines())) > MAX_FILE_LINES}
    assert long == {}


def test_no_function_is_longer_than_40_lines() -> None:
    long = {
        f"{name(path)}:{function.name}": length(function)
        for path in CODE
        for function in functions(path)
        if length(function) > MAX_FUNCTION_LINES
    }
    assert long == {}


def test_only_the_saving_helper_opens_files_for_writing() -> None:
    writers = {
        f"{name(path)}:{node.lineno}"
        for path in PROGRAM
        if name(path) not in WRITERS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and opens_for_writing(node)
    }
    assert writers == set()


def test_sql_stands_below_the_store_alone() -> None:
    calls = {
        f"{name(path)}:{node.lineno}"
        for path in PROGRAM
        if not name(path).startswith("search/store/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"execute", "executemany", "executescript"}
    }
    assert calls == set()


def test_the_archive_is_made_of_at_most_twelve_parts() -> None:
    parts = {
        node.attr
        for node in ast.walk(tree(PROJECT / "search/archive/archive.py"))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    }
    public = {part for part in parts if not part.startswith("_")} | {"open", "close"}
    assert len(public) <= 12, public


@pytest.mark.parametrize("folder", ["docgen", "fence", "office", "papers", "search"])
def test_qt_is_not_mentioned_below_the_desktop(folder: str) -> None:
    assert [
        name(path) for path in PROGRAM if name(path).startswith(folder) and "PySide6" in path.read_text("utf-8")
    ] == []


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path, modules: Iterable[str]) -> set[str]:
    """The files of ours that a file imports, wherever in it that stands, for types or late."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names & set(modules) or {node.module}
    return (found & set(modules)) - {module_of(path)}


def reached(graph: Mapping[str, set[str]], start: str) -> set[str]:
    """What one comes to from a file, going from import to import."""
    found: set[str] = set()
    waiting = set(graph[start])
    while waiting:
        module = waiting.pop()
        found.add(module)
        waiting |= graph[module] - found
    return found


def test_no_files_import_each_other_in_a_circle() -> None:
    modules = {module_of(path): path for path in PROGRAM}
    graph = {module: imported(path, modules) for module, path in modules.items()}
    assert {module for module in graph if module in reached(graph, module)} == set()


def says_any(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a signature leaves a type open."""
    given = function.args
    arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    kinds = [argument.annotation for argument in arguments if argument is not None] + [function.returns]
    return any("Any" in re.findall(r"\w+", ast.unparse(kind)) for kind in kinds if kind is not None)


def test_no_signature_of_the_window_leaves_a_type_open_without_a_reason() -> None:
    without: list[str] = []
    for path in (path for path in PROGRAM if name(path).startswith("desktop/") and "/cli/" not in name(path)):
        lines = path.read_text("utf-8").splitlines()
        for function in functions(path):
            signature = "\n".join(lines[function.lineno - 1 : function.body[0].lineno - 1])
            if says_any(function) and not re.search(r"# Any: \w|ANN401  \w", signature):
                without.append(f"{name(path)}:{function.name}")
    assert without == []


RICH = {
    "setToolTip": ("tip",),
    "addAction": ("entry", "action"),
    "setHtml": ("difference", "shown"),
}
"""Where Qt takes text for HTML or for a mnemonic, and what makes text safe for it."""
ONLY_IN_PARTS = {"QMessageBox", "QToolTip", "QErrorMessage", "QInputDialog", "QWhatsThis"}
"""Widgets of Qt's own that read text as HTML wherever it looks like it: not used at all."""


def is_safe(given: ast.expr, makers: tuple[str, ...]) -> bool:
    """Whether a text is one of ours, or goes through what makes it safe."""
    if isinstance(given, ast.Constant):
        return True
    if isinstance(given, ast.IfExp):
        return is_safe(given.body, makers) and is_safe(given.orelse, makers)
    if isinstance(given, ast.BoolOp):
        return all(is_safe(part, makers) for part in given.values)
    if isinstance(given, ast.Call):
        called = given.func.attr if isinstance(given.func, ast.Attribute) else getattr(given.func, "id", "")
        return called in makers
    named = given.attr if isinstance(given, ast.Attribute) else getattr(given, "id", "")
    return named in makers


def unsafe_texts(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name) and node.id in ONLY_IN_PARTS:
            yield f"{name(path)}:{node.lineno} {node.id}"
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in RICH and not is_safe(node.args[0], RICH[called]):
            yield f"{name(path)}:{node.lineno} {called}"
        if called in {"QLabel", "QPushButton", "QToolButton"} and name(path) not in TEXT_WIDGETS:
            yield f"{name(path)}:{node.lineno} {called} with a text"
        if any("ToolTipRole" in ast.unparse(given) for given in node.args[:-1]):
            yield f"{name(path)}:{node.lineno} ToolTipRole"


TEXT_WIDGETS = {
    "desktop/archive/details.py",
    "desktop/parts/notices.py",
    "desktop/parts/search_box.py",
    "desktop/parts/widgets.py",
}
"""Where widgets with texts are made: plain labels and buttons; the one link, whose title is escaped; the lens."""


def test_no_foreign_text_reaches_qt_where_it_would_be_read_as_html_or_as_a_key() -> None:
    found = [place for path in PROGRAM if name(path).startswith("desktop/") for place in unsafe_texts(path)]
    assert found == []


def test_no_test_waits_five_seconds_and_fails_because_the_machine_is_busy() -> None:
    waits = {name(path) for path in CODE if re.search(r"qtbot\.wait(Until|Signal)\(", path.read_text("utf-8"))}
    assert waits - {"tests/test_house.py"} == {"tests/desktop/window/settling.py"}


def test_only_one_place_hands_files_to_the_system() -> None:
    callers = {name(path) for path in PROGRAM if re.search(r"openUrl\(|startfile\(|xdg-open", path.read_text("utf-8"))}
    assert callers == {"desktop/parts/system_open.py"}


def test_no_file_names_a_place_of_one_machine() -> None:
    place = re.compile(r"/(?:root|work/main|home/[a-z]+|tmp/[a-z]+)/")
    found = {
        f"{name(path)}: {match.group()}"
        for path in tracked_files()
        if path.name != "test_house.py" and (match := place.search(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == set()


def test_every_data_file_is_carried_by_an_installation() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    carried = {pattern.removeprefix("*") for pattern in settings["package-data"]["*"]} | {".py"}
    parts = ("desktop", "office", "papers", "fence", "docgen", "search", "templates", "resources")
    data = [path for path in tracked_files() if path.relative_to(PROJECT).parts[0] in parts]
    assert [name(path) for path in data if path.suffix not in carried and "setup" not in path.parts] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-ocr.lock"])
def test_a_lock_pins_and_hashes_everything_and_names_no_address(name: str) -> None:
    lock = (PROJECT / name).read_text(encoding="utf-8")
    entries = re.findall(
        r"^(\S+)==(\S+)(?: ;.*)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", lock, re.MULTILINE
    )
    rebuilt = sum(1 + hashes.count("\n") for _name, _version, hashes in entries)
    assert rebuilt == len(lock.splitlines())
    assert "://" not in lock


def test_the_lock_has_every_dependency_of_the_project() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = set(re.findall(r"^(\S+)==", (PROJECT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    names = {re.split(r"[\s\[<>=;]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names - locked == set()


def test_every_dependency_has_a_lower_bound() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["dev"], *extras["ocr"]]
    assert [line for line in wanted if ">=" not in line] == []


def test_every_dependency_has_a_line_in_the_decision_notes() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    note = (PROJECT / "docs/decisions/dependencies.md").read_text(encoding="utf-8").lower()
    names = [re.split(r"[\s\[<>=;]", line)[0] for line in project["dependencies"]]
    assert [package for package in names if f"| {package.lower()} |" not in note] == []
