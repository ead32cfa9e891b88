"""The commands on document numbers: series, list, next, reserve, take, issue, void, and many of them from a file."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from desktop.cli.asking import password_of
from desktop.cli.errors import usage_sentence
from desktop.cli.options import ArchiveOption, ForceOption, JsonOption, archive_folder, claim, path_of
from desktop.cli.output import CommandError, complain, print_json, print_table, say
from desktop.cli.register_options import ByOption, OnOption, YearOption, day_of
from office.reading import read_text
from office.sentences import sentence
from search.saving import save

if TYPE_CHECKING:
    from office.registers.numbers import NumberRegister, Outcome
    from search.store.registers.number_rows import NumberRow

IdOption = Annotated[int | None, typer.Option("--id", help="档案库里的编号")]

_opened: ContextVar[tuple[Path, NumberRegister] | None] = ContextVar("the register that --batch keeps open")
_opened.set(None)

app = typer.Typer(name="number", help="发文字号：取号、预留、作废，每个号都有一行登记。", add_completion=False)


class StateChoice(StrEnum):
    """The states of a number."""

    RESERVED = "reserved"
    TAKEN = "taken"
    ISSUED = "issued"
    VOID = "void"


def register(parent: typer.Typer) -> None:
    """Add the commands of this module to `parent`."""
    parent.add_typer(app)


@app.callback(invoke_without_command=True)
def number(
    context: typer.Context,
    batch: Annotated[str, typer.Option("--batch", metavar="FILE|-", help="一行一条命令的文件，- 为标准输入")] = "",
    *,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,  # noqa: ARG001  a batch prints JSON anyway
) -> None:
    """登记和取用发文字号。"""
    if context.invoked_subcommand is not None:
        return
    if not batch:
        raise CommandError("请写明做什么：series、list、next、reserve、take、issue、void，或 --batch 文件。")
    with _register(archive) as opened:
        _opened.set((archive_folder(archive), opened))
        try:
            codes = [_batch_line(line) for line in _lines(batch)]
        finally:
            _opened.set(None)
    raise typer.Exit(1 if any(codes) else 0)


def _batch_line(line: str) -> int:
    """Run one line of a batch; a wrong one is told as an object and the next goes on."""
    command = typer.main.get_command(app)
    try:
        words = shlex.split(line)
    except ValueError:
        return _failed("这一行的引号没有成对。")
    if not words or words[0].startswith("-"):
        return _failed("这一行没有写明做什么。")
    try:
        code = command.main([*words, "--json"], prog_name="number", standalone_mode=False)
    except TyperException as error:
        return _failed(usage_sentence(error))
    except Exception as error:  # noqa: BLE001  one line of many: it is told, and the next goes on
        return _failed(sentence(error))
    return code if isinstance(code, int) else 0


def _failed(reason: str) -> int:
    print_json({"status": "failed", "reason": reason})
    return 1


def _lines(batch: str) -> Iterator[str]:
    if batch == "-":
        yield from (line for line in sys.stdin if line.strip())
        return
    yield from (line for line in read_text(path_of(batch)).split("\n") if line.strip())


@app.command()
def series(*, archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """各字号序列用到了哪里；缺的号、重的号。"""
    with _register(archive) as numbers:
        found = numbers.series()
    if as_json:
        print_json([asdict(one) for one in found])
        return
    columns = ("代字", "年份", "下一个", "预留", "占用", "已发", "作废", "缺号", "重号")
    print_table(columns, (_series_row(asdict(one)) for one in found))


def _series_row(one: dict[str, str | int | tuple[int, ...]]) -> list[str]:
    return ["、".join(map(str, value)) if isinstance(value, tuple) else str(value) for value in one.values()]


@app.command("list")
def list_(
    code: Annotated[str, typer.Argument(help="代字；不写就是全部")] = "",
    *,
    year: YearOption = None,
    state: Annotated[StateChoice | None, typer.Option("--state", help="只看哪一种")] = None,
    table: Annotated[Path | None, typer.Option("--table", parser=path_of, help="存成 .xlsx 或 .csv")] = None,
    force: ForceOption = False,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出号的登记。"""
    from office.registers.numbers import COLUMNS, cells
    from office.tables import table_bytes

    with _register(archive) as numbers:
        rows = numbers.rows(code, year or 0, state.value if state else "")
    if table is not None:
        claim(table, force=force)
        save(table, table_bytes(table, COLUMNS, [cells(row) for row in rows], "号码登记"))
    if as_json:
        print_json([_json(row) for row in rows])
    else:
        print_table(COLUMNS, (cells(row) for row in rows))


@app.command("next")
def next_(
    code: Annotated[str, typer.Argument(help="代字")],
    *,
    year: YearOption = None,
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """下一个号是几号；只看，不取。"""
    with _register(archive) as numbers:
        found = numbers.next(code, year or day_of(on).year)
    if as_json:
        print_json({"number": str(found), **asdict(found)})
    else:
        say(str(found))


@app.command()
def reserve(  # noqa: PLR0913  each option of the contract is one argument
    code: Annotated[str, typer.Argument(help="代字")],
    *,
    count: Annotated[int, typer.Option("--count", help="几个")] = 1,
    year: YearOption = None,
    why: Annotated[str, typer.Option("--why", help="留给什么")] = "",
    by: ByOption = "",
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """预留一段号。"""
    with _register(archive, by) as numbers:
        outcomes = numbers.reserve(code, year or day_of(on).year, count, why)
    if as_json:
        print_json([_outcome_json(outcome) for outcome in outcomes])
    else:
        _tell(outcomes)


@app.command()
def take(  # noqa: PLR0913  each option of the contract is one argument
    what: Annotated[str, typer.Argument(metavar="代字|字号", help="代字：取下一个号；字号：取用预留的那个号")],
    *,
    year: YearOption = None,
    title: Annotated[str, typer.Option("--title", help="文件标题")] = "",
    draft: Annotated[Path | None, typer.Option("--draft", parser=path_of, help="把号写进这份源文本的发文字号")] = None,
    number: IdOption = None,
    by: ByOption = "",
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """取号。"""
    from office.registers.taking import take_for_draft

    with _register(archive, by) as numbers:
        outcome = take_for_draft(numbers, what, year or day_of(on).year, title=title, record_id=number, draft=draft)
    _finish((outcome,), as_json=as_json)


@app.command()
def issue(
    what: Annotated[str, typer.Argument(metavar="字号", help="如 青管〔2026〕20号")],
    *,
    number: IdOption = None,
    by: ByOption = "",
    on: OnOption = "",  # noqa: ARG001  every command takes --on
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """登记已经发出。"""
    with _register(archive, by) as numbers:
        outcome = numbers.issue(_number(what), number)
    _finish((outcome,), as_json=as_json)


@app.command()
def void(
    what: Annotated[str, typer.Argument(metavar="字号", help="如 青管〔2026〕20号")],
    *,
    why: Annotated[str, typer.Option("--why", help="原因")] = "",
    by: ByOption = "",
    on: OnOption = "",  # noqa: ARG001  every command takes --on
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """作废一个号；号不再用，登记留着。"""
    with _register(archive, by) as numbers:
        outcome = numbers.void(_number(what), why)
    _finish((outcome,), as_json=as_json)


@contextmanager
def _register(archive: Path | None, by: str = "") -> Generator[NumberRegister]:
    """The register of the archive: the one that a batch keeps open, or opened for this command."""
    from office.registers.numbers import NumberRegister
    from office.registers.opening import register_database
    from search.store.registers.numbers import Numbers

    folder = archive_folder(archive)
    kept = _opened.get()
    if kept is not None and kept[0] == folder:
        yield kept[1].named(by)
        return
    with register_database(folder, password_of(folder)) as database:
        yield NumberRegister(Numbers(database), by)


def _number(text: str) -> Any:  # noqa: ANN401  office.registers.numbers.Number, imported late
    from office.registers.numbers import read_number

    found = read_number(text)
    if found is None:
        raise CommandError(f"“{text}”不是字号；请写成 青管〔2026〕20号。")
    return found


def _json(row: NumberRow) -> dict[str, Any]:
    from office.registers.numbers import number_text

    return {
        "number": number_text(row) if row.n else "",
        **{key: getattr(row, key) for key in ("code", "year", "n", "state", "by", "at", "why", "title")},
        "id": row.record_id,
    }


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    status = "refused" if outcome.refused else "done"
    return {**_json(outcome.row), "status": status, "reason": outcome.reason}


def _finish(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    """Tell what became of the numbers; exit code 1 where one was refused."""
    if as_json:
        for outcome in outcomes:
            print_json(_outcome_json(outcome))
    else:
        _tell(outcomes)
    raise typer.Exit(1 if any(outcome.refused for outcome in outcomes) else 0)


def _tell(outcomes: Iterable[Outcome]) -> None:
    from office.registers.numbers import WORDS, number_text

    for outcome in outcomes:
        if outcome.refused:
            complain(outcome.reason)
        else:
            say(f"{number_text(outcome.row)}  {WORDS[outcome.row.state]}")
