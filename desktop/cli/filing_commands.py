"""The commands on the yearly filing (归档): suggest, file, list, box, pack, check, open, hand-over."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop.cli.options import ArchiveOption, ForceOption, JsonOption, archive_folder, claim, path_of
from desktop.cli.output import CommandError, complain, print_json, print_table, say
from desktop.cli.passwords import password_of
from desktop.cli.register_options import ByOption, YearOption
from search.saving import save

if TYPE_CHECKING:
    from office.filing.filing import Filed, FilingRegister
    from office.filing.suggesting import Suggestion
    from search.archive import Archive
    from search.store.registers.filing import FiledItem

app = typer.Typer(name="filing", help="归档：组件、定期限、编档号、装盒、打包。", add_completion=False)

IdsArgument = Annotated[list[int] | None, typer.Argument(metavar="ID...", help="档案库里的编号")]
TermOption = Annotated[str, typer.Option("--term", help="保管期限：Y 永久、D30、D10")]
OrgOption = Annotated[str, typer.Option("--org", help="机构（问题）代码，如 BGS")]


def register(parent: typer.Typer) -> None:
    """Add the commands of this module to `parent`."""
    parent.add_typer(app)


@app.command()
def suggest(
    ids: IdsArgument = None,
    *,
    year: YearOption = None,
    own: Annotated[str, typer.Option("--own", help="本机关全称（默认按本机关设定）")] = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """哪些归为一件、保管多久、哪些不归。"""
    with _filing(archive, own) as (filing, _):
        found = filing.suggest(ids or filing.papers(year or 0))
    if as_json:
        print_json([_suggestion_json(one) for one in found])
        return
    rows = ((one.papers[0].title, len(one.papers), one.term or "不归档", one.why) for one in found)
    print_table(("题名", "份", "期限", "理由"), rows)


@app.command("file")
def file_(  # noqa: PLR0913  each option of the contract is one argument
    ids: Annotated[list[int], typer.Argument(metavar="ID...", help="档案库里的编号")],
    *,
    together: Annotated[bool, typer.Option("--together", help="全部归为一件")] = False,
    year: YearOption = None,
    term: TermOption = "",
    fonds: Annotated[str, typer.Option("--fonds", help="全宗号，如 J001")] = "",
    category: Annotated[str, typer.Option("--category", help="门类，如 WS")] = "",
    org: OrgOption = "",
    by: ByOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """归档。"""
    from office.filing.filing import Wish

    wish = Wish(year or 0, term, fonds, category, org)
    with _filing(archive, by=by) as (filing, _):
        found = filing.file(ids, wish, together=together)
    for one in found:
        if as_json:
            print_json(_filed_json(one))
        elif one.reason:
            complain(one.reason)
        else:
            say(f"{one.item.code}  {one.item.title}")
    raise typer.Exit(1 if any(one.reason for one in found) else 0)


@app.command("list")
def list_(
    *,
    year: YearOption = None,
    term: TermOption = "",
    org: OrgOption = "",
    table: Annotated[
        Path | None, typer.Option("--table", parser=path_of, help="归档文件目录存成 .xlsx 或 .csv")
    ] = None,
    force: ForceOption = False,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """已归档的件。"""
    from office.filing.package import COLUMNS, catalogue_rows
    from office.tables import table_bytes

    claim(table, force=force)
    with _filing(archive) as (filing, _):
        items = filing.items(year or 0, term, org)
    if table is not None:
        save(table, table_bytes(table, COLUMNS, catalogue_rows(items), "归档文件目录"))
    _tell(items, as_json=as_json)


@app.command()
def box(*, year: YearOption = None, archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """装盒：不同年度、期限、机构不混装。"""
    from office.filing.boxes import boxes

    with _filing(archive) as (filing, _):
        found = boxes(filing.items(year or 0))
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        print_table(
            ("盒号", "年度", "期限", "机构", "起", "止", "页数"), (tuple(asdict(one).values()) for one in found)
        )


@app.command()
def pack(
    folder: Annotated[Path, typer.Argument(metavar="DIR", parser=path_of, help="写到哪个新文件夹")],
    *,
    year: YearOption = None,
    term: TermOption = "",
    org: OrgOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """写出电子归档包。"""
    from office.filing.package import CATALOGUE, Source
    from office.filing.package import pack as write
    from office.filing.papers import paper_pdf

    claim(folder / CATALOGUE)
    with _filing(archive) as (filing, store):
        source = Source(
            store.records.get,
            store.records.original,
            lambda record: paper_pdf(record, store.records.original(record.id)),
        )
        packed = write(filing.items(year or 0, term, org), source, folder)
    if as_json:
        print_json(asdict(packed))
    else:
        say(f"已写出 {packed.items} 件，{packed.files} 个文件：{folder}")


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", parser=path_of, help="归档包的文件夹")],
    *,
    archive: ArchiveOption = None,  # noqa: ARG001  every command takes --archive
    as_json: JsonOption = False,
) -> None:
    """把归档包读回来核对，不需要档案库。"""
    from office.filing.reading_back import check as read_back

    found = read_back(folder)
    if as_json:
        print_json({**asdict(found), "problems": list(found.problems)})
    else:
        say(f"{found.items} 件，{found.files_ok} 个文件核对无误。")
        for problem in found.problems:
            complain(problem)
    raise typer.Exit(1 if found.problems else 0)


@app.command("open")
def open_(
    code: Annotated[str, typer.Argument(help="档号")],
    *,
    why: Annotated[str, typer.Option("--why", help="原因")] = "",
    by: ByOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """开启已移交的一件，以便改正。"""
    with _filing(archive, by=by) as (filing, _):
        item = filing.open(code, why)
    if as_json:
        print_json(_item_json(item))
    else:
        say(f"已开启 {item.code}")


@app.command("hand-over")
def hand_over(
    *, year: YearOption = None, by: ByOption = "", archive: ArchiveOption = None, as_json: JsonOption = False
) -> None:
    """移交一个年度；移交以后要先开启才能改。"""
    if year is None:
        raise CommandError("请写明移交哪个年度：--year 2026。")
    with _filing(archive, by=by) as (filing, _):
        items = filing.hand_over(year)
    _tell(items, as_json=as_json)


@contextmanager
def _filing(archive: Path | None, own: str = "", by: str = "") -> Generator[tuple[FilingRegister, Archive]]:
    from office.filing.filing import FilingRegister
    from office.filing.papers import pages
    from office.house import house_profile
    from office.registers.opening import register_database
    from search.archive import Archive
    from search.store.registers.filing import Filing

    folder = archive_folder(archive)
    password = password_of(folder)
    with (
        register_database(folder, password) as database,
        Archive.open(folder, read_only=True, password=password) as store,
    ):
        yield (
            FilingRegister(
                Filing(database),
                store.records.get,
                lambda record: pages(record, store.records.original(record.id)),
                own or house_profile().office,
                by,
            ),
            store,
        )


def _suggestion_json(one: Suggestion) -> dict[str, Any]:
    return {
        "ids": [paper.id for paper in one.papers],
        "title": one.papers[0].title,
        "filed": one.filed,
        "term": one.term,
        "rule": one.rule.clause if one.rule else "",
        "why": one.why,
    }


def _item_json(item: FiledItem) -> dict[str, Any]:
    keys = ("code", "item_no", "title", "number", "responsible", "date8", "secrecy", "pages")
    series = item.series
    return {
        **{key: getattr(item, key) for key in keys},
        "ids": list(item.ids),
        "term": series.term,
        "org": series.org,
        "year": series.year,
        "status": "done",
        "reason": "",
    }


def _filed_json(one: Filed) -> dict[str, Any]:
    return {**_item_json(one.item), "status": "refused" if one.reason else "done", "reason": one.reason}


def _tell(items: Sequence[FiledItem], *, as_json: bool) -> None:
    if as_json:
        print_json([_item_json(item) for item in items])
        return
    rows = ((one.code, one.number, one.responsible, one.title, one.date8, one.secrecy, one.pages) for one in items)
    print_table(("档号", "文号", "责任者", "题名", "日期", "密级", "页数"), rows)
