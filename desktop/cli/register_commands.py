"""The commands on the registers of incoming and outgoing papers (收文登记, 发文登记), and their printed forms."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop.cli.options import ArchiveOption, ForceOption, JsonOption, archive_folder, claim, path_of
from desktop.cli.output import CommandError, complain, print_json, print_table, say
from desktop.cli.passwords import password_of
from desktop.cli.register_options import ByOption, OnOption, day_of
from search.saving import save

if TYPE_CHECKING:
    from office.registers.incoming import Received
    from office.registers.outgoing import Registered
    from office.registers.receiving import Wish
    from search.store.registers.incoming import IncomingEntry
    from search.store.registers.outgoing import OutgoingEntry
    from search.store.sqlite.database import Database

app = typer.Typer(name="register", help="收文登记、发文登记，和印出来的单子、簿子。", add_completion=False)

SetOption = Annotated[list[str] | None, typer.Option("--set", metavar="字段=值", help="填一栏，可多次")]
SinceOption = Annotated[str, typer.Option("--since", help="从哪一天起")]
UntilOption = Annotated[str, typer.Option("--until", help="到哪一天止")]
TableOption = Annotated[Path | None, typer.Option("--table", parser=path_of, help="登记簿存成 .xlsx 或 .csv")]


def register(parent: typer.Typer) -> None:
    """Add the commands of this module to `parent`."""
    parent.add_typer(app)


@app.command()
def incoming(  # noqa: PLR0913  each option of the contract is one argument
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", parser=path_of, help="来文；不写就是看登记簿")
    ] = None,
    *,
    values: SetOption = None,
    serial: Annotated[int | None, typer.Option("--serial", help="改哪一条登记")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看读出了什么，不登记")] = False,
    since: SinceOption = "",
    until: UntilOption = "",
    state: Annotated[str, typer.Option("--state", help="open 在办、closed 已办结")] = "",
    table: TableOption = None,
    force: ForceOption = False,
    by: ByOption = "",
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """登记来文，或看、改收文登记簿。"""
    from office.registers.incoming import IncomingRegister
    from office.registers.receiving import Wish
    from search.store.registers.incoming import IncomingPapers

    fields = _fields(values)
    claim(table, inputs=tuple(files or ()), force=force)
    if state not in {"", "open", "closed"}:
        raise CommandError("--state 只有 open、closed。")
    day = day_of(on)
    if files and serial is None:
        _register_files(files, fields, archive, Wish(day, by, dry_run), as_json=as_json)
        return
    with _database(archive) as database:
        papers = IncomingRegister(IncomingPapers(database), day, by)
        if serial is not None:
            entries = (papers.change(serial, fields),)
        else:
            entries = papers.entries(_day(since, "--since"), _day(until, "--until"), state)
    _tell_incoming(entries, table, one=serial is not None, as_json=as_json)


def _register_files(
    files: list[Path], fields: Mapping[str, str], archive: Path | None, wish: Wish, *, as_json: bool
) -> None:
    from office.registers.receiving import receive

    failed = False
    folder = archive_folder(archive)
    for done in receive(files, folder, password_of(folder), fields, wish):
        failed = failed or done.status == "failed"
        if as_json:
            print_json(_received_json(done))
        elif done.reason:
            complain(f"{done.path}：{done.reason}")
        else:
            doubtful = f"（请核对：{'、'.join(done.doubtful)}）" if done.doubtful else ""
            say(f"收文号 {done.entry.serial or '—'}  {done.entry.document_number}  {done.entry.title}{doubtful}")
    raise typer.Exit(1 if failed else 0)


@app.command()
def outgoing(  # noqa: PLR0913  each option of the contract is one argument
    paper: Annotated[str, typer.Argument(metavar="DRAFT.md|ID", help="源文本或编号；不写就是看登记簿")] = "",
    *,
    number: Annotated[str, typer.Option("--number", help="发文字号，如 青管〔2026〕20号")] = "",
    values: SetOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    table: TableOption = None,
    force: ForceOption = False,
    by: ByOption = "",
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """登记发文，或看发文登记簿。"""
    from office.registers.numbers import NumberRegister
    from office.registers.outgoing import OutgoingRegister
    from office.registers.receiving import document_of
    from search.store.registers.numbers import Numbers
    from search.store.registers.outgoing import OutgoingPapers

    claim(table, force=force)
    if paper and not number:
        raise CommandError("请写明发文字号：--number 青管〔2026〕20号。")
    folder = archive_folder(archive)
    with _database(archive) as database:
        numbers = NumberRegister(Numbers(database), by)
        papers = OutgoingRegister(OutgoingPapers(database), numbers, day_of(on), by)
        if not paper:
            _tell_outgoing(papers.entries(_day(since, "--since"), _day(until, "--until")), table, as_json=as_json)
            return
        document, record = document_of(paper, folder, password_of(folder))
        done = papers.register(document, number, _fields(values), record)
    _tell_registered(done, as_json=as_json)


def _tell_registered(done: Registered, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {**_outgoing_json(done.entry), "status": "refused" if done.reason else "done", "reason": done.reason}
        )
    elif done.reason:
        complain(done.reason)
    else:
        say(f"发文 {done.entry.serial}  {done.entry.number}  {done.entry.title}")
    raise typer.Exit(1 if done.reason else 0)


@app.command("print")
def print_(
    register: Annotated[str, typer.Argument(metavar="incoming|outgoing", help="收文或发文")],
    serial: Annotated[int | None, typer.Argument(metavar="SERIAL", help="收文号、发文顺序号；登记簿不写")] = None,
    *,
    form: Annotated[str, typer.Option("--form", help="处理单、传阅单、发文稿纸、登记簿")],
    pdf: Annotated[Path, typer.Option("--pdf", parser=path_of, help="存到哪里")],
    force: ForceOption = False,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """印单子和簿子。"""
    from office.house import house_profile
    from office.registers.printing import page_count

    if register not in {"incoming", "outgoing"}:
        raise CommandError("请写明 incoming（收文）或 outgoing（发文）。")
    claim(pdf, force=force)
    work = _print_incoming if register == "incoming" else _print_outgoing
    with _database(archive) as database:
        data = work(database, serial, form, house_profile().office)
    save(pdf, data)
    pages = page_count(data)
    if as_json:
        print_json({"pages": pages})
    else:
        say(f"已写出 {pdf}（{pages} 页）")


def _print_incoming(database: Database, serial: int | None, form: str, unit: str) -> bytes:
    from office.registers.printing import incoming_book, incoming_form
    from search.store.registers.incoming import IncomingPapers

    papers = IncomingPapers(database)
    if form == "登记簿":
        return incoming_book(papers.entries())
    entry = papers.entry(serial or 0)
    if entry is None:
        raise CommandError(f"没有收文号为 {serial} 的登记；请用 wenyuan register incoming 核对。")
    return incoming_form(form, entry, unit)


def _print_outgoing(database: Database, serial: int | None, form: str, unit: str) -> bytes:
    from office.registers.printing import outgoing_book, outgoing_form
    from search.store.registers.outgoing import OutgoingPapers

    papers = OutgoingPapers(database).entries()
    if form == "登记簿":
        return outgoing_book(papers)
    entry = next((paper for paper in papers if paper.serial == serial), None)
    if entry is None:
        raise CommandError(f"没有顺序号为 {serial} 的发文；请用 wenyuan register outgoing 核对。")
    return outgoing_form(form, entry, unit)


@contextmanager
def _database(archive: Path | None) -> Generator[Database]:
    from office.registers.opening import register_database

    folder = archive_folder(archive)
    with register_database(folder, password_of(folder)) as database:
        yield database


def _fields(values: list[str] | None) -> dict[str, str]:
    return dict(_assignments(values or []))


def _assignments(values: list[str]) -> Iterator[tuple[str, str]]:
    for value in values:
        name, sign, text = value.partition("=")
        if not sign or not name.strip():
            raise CommandError(f"--set 要写成 字段=值，这里是“{value}”。")
        yield name.strip(), text


def _day(text: str, option: str) -> str:
    return day_of(text, option).isoformat() if text else ""


def _received_json(done: Received) -> dict[str, Any]:
    from office.registers.incoming import fields_json

    entry = done.entry
    return {
        "path": done.path,
        "status": done.status,
        "reason": done.reason,
        "serial": entry.serial or None,
        "id": entry.record_id or None,
        "fields": fields_json(entry),
        "doubtful": list(done.doubtful),
    }


def _incoming_json(entry: IncomingEntry) -> dict[str, Any]:
    from office.registers.incoming import fields_json

    return {
        "serial": entry.serial,
        "received_on": entry.received_on,
        **fields_json(entry),
        **{key: getattr(entry, key) for key in ("copies", "signed_by", "lead", "due", "state")},
        "with": entry.holder,
        **{key: getattr(entry, key) for key in ("reply_number", "archival_code", "proposal", "instruction", "result")},
        "id": entry.record_id or None,
    }


def _outgoing_json(entry: OutgoingEntry) -> dict[str, Any]:
    keys = ("serial", "number", "title", "issued_on", "secrecy", "urgency", "copies", "recipients", "signer")
    values = {key: getattr(entry, key) for key in keys}
    return {**values, "serial": entry.serial or None, "archival_code": entry.archival_code, "id": entry.record_id}


def _tell_incoming(entries: tuple[IncomingEntry, ...], table: Path | None, *, one: bool, as_json: bool) -> None:
    from docgen.forms.book import INCOMING
    from office.registers.printing import incoming_cells

    columns = [column.replace("\n", "") for column in INCOMING.columns]
    _table(table, columns, [incoming_cells(entry) for entry in entries], "收文登记簿")
    if as_json:
        rows = [_incoming_json(entry) for entry in entries]
        print_json(rows[0] if one else rows)
    else:
        print_table(columns, map(incoming_cells, entries))


def _tell_outgoing(entries: tuple[OutgoingEntry, ...], table: Path | None, *, as_json: bool) -> None:
    from docgen.forms.book import OUTGOING
    from office.registers.printing import outgoing_cells

    columns = [column.replace("\n", "") for column in OUTGOING.columns]
    _table(table, columns, [outgoing_cells(entry) for entry in entries], "发文登记簿")
    if as_json:
        print_json([_outgoing_json(entry) for entry in entries])
    else:
        print_table(columns, map(outgoing_cells, entries))


def _table(path: Path | None, columns: list[str], rows: list[tuple[str, ...]], name: str) -> None:
    from office.tables import table_bytes

    if path is not None:
        save(path, table_bytes(path, columns, rows, name))
