"""The command on what the archive holds: search, shown, as JSON, or as a table for a spreadsheet."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop.cli.options import ArchiveOption, JsonOption, open_archive
from desktop.cli.output import CommandError, lit, print_json, say
from search.records import Query, SearchResult
from search.saving import save

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
    batch: Annotated[Path | None, typer.Option("--batch", help="一行一个查询的文件")] = None,
    table: Annotated[Path | None, typer.Option("--table", help="存成 .xlsx 或 .csv 目录；不写查询就是全部")] = None,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """在档案库里查。"""
    words = query or []
    if [batch is not None, bool(words) or table is not None].count(True) != 1:
        raise CommandError("请给出一个查询，或用 --batch 给出查询文件。")
    unknown = [word for word in words if word.startswith("--")]
    if unknown:
        raise CommandError(f"没有选项 {unknown[0]}。用法见 wenyuan search --help。")
    most = _LIMIT if table is None else _LIMIT_OF_TABLE
    filters = Filters(
        most if limit is None else limit, kind, issuer, _day(since, "--since"), _day(until, "--until"), sort.value
    )
    queries = [" ".join(words)] if batch is None else _lines(batch)
    with open_archive(archive, read_only=True) as store:
        for text in queries:
            result = run_search(store, text, filters)
            if table is not None:
                _save_table(store, result, table, as_json=as_json)
            elif as_json or batch is not None:
                print_json(search_json(result))
            else:
                _tell_search(result)


def _save_table(store: Archive, result: SearchResult, file: Path, *, as_json: bool) -> None:
    from search.listing import SUFFIXES, table

    if file.suffix.lower() not in SUFFIXES:
        raise CommandError(f"目录只能存成 .xlsx 或 .csv，“{file.name}”不是；请改一个文件名。")
    data = table(result.hits, file.suffix)
    store.audit.log("导出", "目录", f"{len(result.hits)} 篇")
    save(file, data)
    if as_json:
        print_json({"path": str(file), "documents": len(result.hits)})
    else:
        say(f"目录 {len(result.hits)} 篇：{file}")


def run_search(store: Archive, query: str, filters: Filters) -> SearchResult:
    """Search with `filters`."""
    return store.search(
        Query(
            query,
            kinds=(filters.kind,) if filters.kind else (),
            issuers=(filters.issuer,) if filters.issuer else (),
            since=filters.since,
            until=filters.until,
            order="date" if filters.sort == Sort.DATE else "relevance",
            limit=filters.limit,
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


def _tell_search(result: SearchResult) -> None:
    for hit in result.hits:
        about = (hit.title, hit.document_number, hit.issuer, hit.issue_date, hit.secrecy)
        say(f"[{hit.id}] {' · '.join(part for part in about if part)}")
        say(f"    {' '.join(lit(hit.snippet).split())}")
    if result.related and result.hits:
        say("没有逐字命中，以上为相关结果。")
    say(f"{'' if result.exact or result.related else '至少 '}{result.total} 篇 · {result.elapsed_ms:.0f} 毫秒")


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"“{path}”不是 UTF-8 文本，请另存为 UTF-8。") from error
    return [line for line in text.splitlines() if line.strip()]


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
