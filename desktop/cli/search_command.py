"""The command on what the archive holds: search, shown, as JSON, or as a table for a spreadsheet."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop.cli.options import ArchiveOption, ForceOption, JsonOption, claim, open_archive, path_of
from desktop.cli.output import CommandError, lit, print_json, say
from search.records import Query, SearchResult

if TYPE_CHECKING:
    from search.archive import Archive

_LIMIT = 20
_LIMIT_OF_TABLE = 1_000_000  # rows; Excel's own limit is 1,048,576


class Sort(StrEnum):
    """Order of the hits."""

    RELEVANCE = "relevance"
    DATE = "date"


def register(app: typer.Typer) -> None:
    """Add the command to `app`; a query may begin with a minus (-排除)."""
    app.command("search", context_settings={"ignore_unknown_options": True})(search)


@dataclasses.dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search."""

    limit: int
    kind: str
    issuer: str
    since: str
    until: str
    sort: str


def search(  # noqa: PLR0913  each option of the contract is one argument
    query: Annotated[list[str] | None, typer.Argument(help="查询")] = None,
    *,
    limit: Annotated[int | None, typer.Option("--limit", min=0, max=10_000, help="最多几条（平常20）")] = None,
    kind: Annotated[str, typer.Option("--kind", help="文种")] = "",
    issuer: Annotated[str, typer.Option("--issuer", help="发文机关")] = "",
    since: Annotated[str, typer.Option("--since", help="成文日期不早于（如 2026-01-01、2026）")] = "",
    until: Annotated[str, typer.Option("--until", help="成文日期不晚于")] = "",
    sort: Annotated[Sort, typer.Option("--sort", help="relevance 相关 / date 日期")] = Sort.RELEVANCE,
    batch: Annotated[Path | None, typer.Option("--batch", parser=path_of, help="一行一个查询的文件")] = None,
    complete: Annotated[
        str | None, typer.Option("--complete", metavar="PREFIX", help="列出以这几个字开头可以查的词")
    ] = None,
    table: Annotated[
        Path | None, typer.Option("--table", parser=path_of, help="存成 .xlsx 或 .csv 目录；不写查询就是全部")
    ] = None,
    force: ForceOption = False,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """在档案库里查。"""
    words = _words(query or [])
    if [batch is not None, complete is not None, bool(words) or table is not None].count(True) != 1:
        raise CommandError("请给出一个查询，或用 --batch 给出查询文件，或用 --complete 给出开头几个字。")
    claim(table, inputs=(batch,), force=force)
    most = _LIMIT if table is None else _LIMIT_OF_TABLE
    filters = Filters(
        most if limit is None else limit, kind, issuer, _day(since, "--since"), _day(until, "--until"), sort.value
    )
    queries = [" ".join(words)] if batch is None else _lines(batch)
    with open_archive(archive, read_only=True) as store:
        if complete is not None:
            _tell_completions(store, complete, filters.limit, as_json=as_json)
        for text in queries if complete is None else ():
            result = run_search(store, text, filters)
            if table is not None:
                _save_table(store, result, table, as_json=as_json)
            else:
                _tell_result(result, as_json=as_json or batch is not None)


def _words(query: list[str]) -> list[str]:
    """The words of a query, among which no option may hide: typer lets unknown ones through for the sake of -排除."""
    unknown = [word for word in query if word.startswith("--")]
    if unknown:
        raise CommandError(f"没有选项 {unknown[0]}。用法见 wenyuan search --help。")
    return query


def _tell_completions(store: Archive, prefix: str, limit: int, *, as_json: bool) -> None:
    found = store.search.complete(prefix, limit)
    if as_json:
        print_json({"query": prefix, "completions": list(found)})
        return
    for one in found:
        say(one)


def _save_table(store: Archive, result: SearchResult, file: Path, *, as_json: bool) -> None:
    from office.exporting import save_listing

    count = save_listing(store, result.hits, file)
    if as_json:
        print_json({"path": str(file), "documents": count})
    else:
        say(f"目录 {count} 篇：{file}")


def run_search(store: Archive, query: str, filters: Filters) -> SearchResult:
    """Search with `filters`; 我局 is the office of the house profile."""
    from office.house import house_profile

    return store.search(
        Query(
            query,
            kinds=(filters.kind,) if filters.kind else (),
            issuers=(filters.issuer,) if filters.issuer else (),
            since=filters.since,
            until=filters.until,
            order="date" if filters.sort == Sort.DATE else "relevance",
            limit=filters.limit,
            own=house_profile().office,
        )
    )


def search_json(result: SearchResult) -> dict[str, Any]:
    """The contract's JSON of a search."""
    hits = [dataclasses.asdict(hit) for hit in result.hits]
    for hit in hits:
        hit.pop("secrecy")  # no part of the contract; show tells it
    return {
        "query": result.query,
        "total": result.total,
        "exact": result.exact,
        "elapsed_ms": round(result.elapsed_ms, 2),
        "hits": hits,
        "facets": {name: result.facets.get(name, {}) for name in ("kind", "issuer", "year")},
    }


def _tell_result(result: SearchResult, *, as_json: bool) -> None:
    if as_json:
        print_json(search_json(result))
        return
    for hit in result.hits:
        about = (hit.title, hit.document_number, hit.issuer, hit.issue_date, hit.secrecy)
        say(f"[{hit.id}] {' · '.join(part for part in about if part)}")
        say(f"    {' '.join(lit(hit.snippet).split())}")
    _tell_understood(result)
    if result.related and result.hits:
        say("没有逐字命中，以上为相关结果。")
    say(f"{'' if result.exact or result.related else '至少 '}{result.total} 篇 · {result.elapsed_ms:.0f} 毫秒")


def _tell_understood(result: SearchResult) -> None:
    from search.query.understanding import literally, told_of

    if result.understood:
        words = literally(result.query, result.understood)
        say(f"{told_of(result.understood)}要逐字查找，请写成：{words}（引号也要写）")


def _lines(path: Path) -> list[str]:
    from office.reading import read_text

    return [line for line in read_text(path).split("\n") if line.strip()]


def _day(value: str, option: str) -> str:
    """A date option (2026, 2026-04 or 2026-04-15) as an ISO day; CommandError for anything else.

    A year or a month stands for its first day with --since and for its last with --until.
    """
    import calendar
    import re

    if not value:
        return ""
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", value.strip(), re.ASCII)
    year, month, day = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    last = option == "--until"
    month = month or (12 if last else 1)
    if not (1 <= year <= 9999 and 1 <= month <= 12) or day > calendar.monthrange(year, month)[1]:
        raise CommandError(f"{option} 的日期“{value}”不对，请写成 2026-04-15。")
    day = day or (calendar.monthrange(year, month)[1] if last else 1)
    return f"{year:04d}-{month:02d}-{day:02d}"
