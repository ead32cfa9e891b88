"""Commands on the archive: import, show, export, verify, reindex, backup, restore, stats."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli.asking import agreed, asked_password, at_terminal, password_of
from desktop.cli.options import (
    ArchiveOption,
    ForceOption,
    JsonOption,
    archive_folder,
    claim,
    open_archive,
    path_of,
)
from desktop.cli.output import CommandError, complain, print_json, say
from desktop.cli.progress import Progress, working
from search.records import RECOGNISED, ImportResult, Record
from search.saving import save


class Engine(StrEnum):
    """Which index engine to build."""

    AUTO = "auto"
    WHOOSH = "whoosh"
    TANTIVY = "tantivy"


def register(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command("import")(import_)
    for command in (show, export, verify, reindex, backup, restore, stats):
        app.command(command.__name__)(command)


def import_(
    paths: Annotated[list[Path], typer.Argument(parser=path_of, help="文件或文件夹")],
    *,
    split: Annotated[bool, typer.Option("--split", help="把报纸版面拆成多篇")] = False,
    kind: Annotated[str, typer.Option("--kind", help="指定文种")] = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """把文件、文件夹收进档案库。"""
    with open_archive(archive, create=True) as store:
        progress = Progress("正在收进文件")
        results = _by_file(store.importing.paths(paths, split=split, kind=kind, progress=progress.step))
        failed = 0
        counts: dict[str, int] = {"added": 0, "duplicate": 0, "failed": 0}
        for result in results:
            failed += result.status == "failed"
            counts[result.status] += max(1, len(result.ids))
            progress.end()
            _tell_import(result, as_json=as_json)
    if not as_json:
        say(f"收进 {counts['added']} 篇，重复 {counts['duplicate']} 篇，失败 {counts['failed']} 个。")
    raise typer.Exit(1 if failed else 0)


def _tell_import(result: ImportResult, *, as_json: bool) -> None:
    if as_json:
        print_json({"path": result.path, "status": result.status, "ids": list(result.ids), "reason": result.reason})
    else:
        words = {"added": "已收进", "duplicate": "已在库", "failed": "未收进"}
        say(f"{words[result.status]}  {result.path}  {result.remark}".rstrip())


def _by_file(results: Iterable[ImportResult]) -> Iterator[ImportResult]:
    """One result a file: the rows of one container come one after another and are told together."""
    rows: list[ImportResult] = []
    for result in results:
        if rows and rows[0].path != result.path:
            yield _together(rows)
            rows = []
        rows.append(result)
    if rows:
        yield _together(rows)


def _together(rows: list[ImportResult]) -> ImportResult:
    """The rows of one file as one result: its status is the best that happened, its reason counts the rest."""
    if len(rows) == 1:
        return rows[0]
    added = [row for row in rows if row.status == "added"]
    duplicates = [row for row in rows if row.status == "duplicate"]
    failures = [row for row in rows if row.status == "failed"]
    status = "added" if added else ("duplicate" if duplicates else "failed")
    ids = tuple(number for row in (added or duplicates) for number in row.ids)
    parts = [f"重复 {len(duplicates)} 篇" * bool(duplicates), f"失败 {len(failures)} 篇" * bool(failures)]
    reasons = [part for part in parts if part] + [row.reason for row in failures[:3] if row.reason]
    return ImportResult(rows[0].path, status, ids, "，".join(reasons))


def show(
    number: Annotated[int, typer.Argument(metavar="ID", help="编号")],
    *,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """显示一篇的全部信息和全文。"""
    with open_archive(archive, read_only=True) as store:
        record = store.records.read(number)
    if as_json:
        print_json(record_json(record))
        return
    for label, value in (
        ("标题", record.title),
        ("文种", record.kind),
        ("发文机关", record.issuer),
        ("发文字号", record.document_number),
        ("成文日期", record.issue_date),
        ("密级", record.metadata.secrecy or "无"),
        ("文字", RECOGNISED if record.metadata.recognised else "原文"),
        ("原文件", record.original_name),
        ("SHA-256", record.sha256),
    ):
        say(f"{label}：{value}")
    say()
    say(record.text)


def record_json(record: Record) -> dict[str, Any]:
    """The contract's JSON of a record: all metadata, `text`, `sha256`, `relations`."""
    value = dataclasses.asdict(record)
    extra = value.pop("metadata")
    extra.pop("places", None)
    return {**extra, **value}


def export(
    number: Annotated[int, typer.Argument(metavar="ID", help="编号")],
    file: Annotated[Path, typer.Argument(parser=path_of, help="存到哪个文件")],
    *,
    force: ForceOption = False,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """导出原文件，一个字节也不变；记入操作日志。"""
    from office.exporting import save_original

    claim(file, force=force)
    with open_archive(archive, read_only=True) as store:
        secrecy = store.records.get(number).metadata.secrecy
        if secrecy and at_terminal() and not agreed(f"这份文件的密级是“{secrecy}”，确定导出吗？"):
            raise CommandError("没有导出。")
        size = save_original(store, number, file)
    if as_json:
        print_json({"id": number, "path": str(file), "bytes": size})
    else:
        say(f"已导出 {file}（{size} 字节）。")


def verify(
    *,
    repair: Annotated[bool, typer.Option("--repair", help="先修好能自己修好的：原件说明、索引")] = False,
    head_file: Annotated[
        Path | None,
        typer.Option("--head-file", parser=path_of, help="另存日志校验值的文件：有则核对；没有问题便写入最新的"),
    ] = None,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """核对档案库：原件、索引、日志。"""
    from office.reading import read_text

    claim(head_file, force=True)
    noted = read_text(head_file).strip() if head_file and head_file.exists() else ""
    with open_archive(archive, read_only=not repair) as store, working("正在核对"):
        if repair:
            store.care.repair()
        report = dict(store.care.verify(noted))
        problems = list(report["problems"])
        if head_file is not None and not problems:
            save(head_file, f"{store.audit.head()}\n".encode())
    if as_json:
        print_json({**report, "problems": problems})
    else:
        say(f"{report['documents']} 篇，原件完好 {report['originals_ok']} 件，{'没有问题' if not problems else ''}")
        for problem in problems:
            say(f"· {problem}")
    raise typer.Exit(1 if problems else 0)


def reindex(
    *,
    engine: Annotated[Engine, typer.Option("--engine", help="auto / whoosh / tantivy")] = Engine.AUTO,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """重建索引（档案不动）。"""
    with open_archive(archive) as store, working("正在重建索引"):
        store.care.reindex(engine.value)
        report = dict(store.care.stats())
    _tell_stats(report, as_json=as_json)


def stats(*, archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """档案库有多大，索引是什么状态。"""
    with open_archive(archive, read_only=True) as store:
        report = dict(store.care.stats())
    _tell_stats(report, as_json=as_json)


def _tell_stats(report: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(report)
        return
    index = report["index"]
    say(f"{report['documents']} 篇，{report['bytes'] / 1e6:.1f} MB")
    say(f"索引 {index['engine']}：{index['documents']} 篇，{index['bytes'] / 1e6:.1f} MB，{index['state']}")


def backup(
    file: Annotated[Path | None, typer.Argument(parser=path_of, help="备份文件")] = None,
    *,
    auto: Annotated[
        bool,
        typer.Option("--auto", help="每天一次：清空回收站里满 30 天的，有改动就备份，旧备份按日、周、月疏减"),
    ] = False,
    force: ForceOption = False,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """把整个档案库备份成一个文件。"""
    if (file is None) == (not auto):
        raise CommandError("请给出备份文件，或用 --auto 自动备份。")
    claim(file, force=force)
    with open_archive(archive) as store, working("正在备份"):
        if file is None:
            file = store.care.upkeep()
        else:
            store.backups.write(file.absolute())
        documents = store.care.stats()["documents"]
    if file is None:
        _tell_copy("没有新的改动，或今天已经备份过", None, documents, as_json=as_json)
    else:
        _tell_copy("已备份", file, documents, as_json=as_json)


def restore(
    file: Annotated[Path | None, typer.Argument(parser=path_of, help="备份文件")] = None,
    *,
    from_originals: Annotated[bool, typer.Option("--from-originals", help="只凭原件文件夹重建")] = False,
    force: Annotated[bool, typer.Option("--force", help="现有的文件不在备份里也恢复")] = False,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """从备份恢复档案库。"""
    if (file is None) == (not from_originals):
        raise CommandError("请给出备份文件，或用 --from-originals 从原件重建。")
    folder = archive_folder(archive)
    with working("正在恢复"):
        failed = _restored(file, folder, force=force)
    with open_archive(archive) as store:
        store.care.wait_for_index()
        documents = store.care.stats()["documents"]
    _tell_copy("已恢复", folder, documents, as_json=as_json)
    for result in failed:
        complain(f"{result.path}没有读回来：{result.reason}原件仍在档案库的文件夹里。")
    raise typer.Exit(1 if failed else 0)


def _restored(file: Path | None, folder: Path, *, force: bool) -> list[ImportResult]:
    """Restore from a backup, or without one from the originals; the originals that could not be read in again."""
    from fence.regular import refuse_odd
    from search.archive import WouldLose, backup_has_password, restore_from_originals
    from search.archive import restore as put_back

    if file is None:
        results = restore_from_originals(folder, password_of(folder))
        return [result for result in results if result.status == "failed"]
    refuse_odd(file)
    file = file.absolute()
    password = asked_password() if backup_has_password(file) else None
    try:
        put_back(file, folder, password, force=force)
    except WouldLose as losses:
        if not (sys.stdin.isatty() and typer.confirm(f"{losses}仍要恢复吗？")):
            raise CommandError(f"{losses}确实要恢复，请加 --force。") from losses
        put_back(file, folder, password, force=True)
    return []


def _tell_copy(done: str, place: Path | None, documents: int, *, as_json: bool) -> None:
    if as_json:
        print_json({"path": str(place) if place else None, "documents": documents})
    else:
        say(f"{done} {documents} 篇：{place}" if place else f"{done}。")
