"""The commands on follow-ups (督办): add, list, split, note, extend, close, return, report; and what is due."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop.cli.asking import password_of
from desktop.cli.options import ArchiveOption, ForceOption, JsonOption, archive_folder, claim, path_of
from desktop.cli.output import CommandError, complain, print_json, print_table, say
from desktop.cli.register_options import ByOption, OnOption, day_of
from search.saving import save

if TYPE_CHECKING:
    from office.registers.followups import FollowUpRegister, Standing
    from search.store.registers.followups import Item

app = typer.Typer(name="followup", help="督办：立项、分解、进展、延期、销号、通报。", add_completion=False)

RefArgument = Annotated[str, typer.Argument(metavar="REF", help="督办编号，见 followup list")]
EvidenceOption = Annotated[int | None, typer.Option("--evidence", metavar="ID", help="作凭据的文件在档案库里的编号")]
WhyOption = Annotated[str, typer.Option("--why", help="原因")]


def register(parent: typer.Typer) -> None:
    """Add the commands of this module to `parent`."""
    parent.add_typer(app)
    parent.command("due")(due)


@app.command()
def add(  # noqa: PLR0913  each option of the contract is one argument
    papers: Annotated[list[str] | None, typer.Argument(metavar="FILE|ID...", help="文件，或档案库里的编号")] = None,
    *,
    matter: Annotated[str, typer.Option("--matter", help="督办事项")] = "",
    lead: Annotated[str, typer.Option("--lead", help="牵头单位")] = "",
    co: Annotated[list[str] | None, typer.Option("--co", help="配合单位，可多次")] = None,
    due: Annotated[str, typer.Option("--due", help="时限，如 2026-05-31 或 5月31日前")] = "",
    target: Annotated[str, typer.Option("--target", help="量化目标，如 20个")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看，不立项")] = False,
    by: ByOption = "",
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """立项：从文件里读出，或者一条一条写。"""
    from office.registers.ordered import items_in, typed_item

    day = day_of(on)
    if bool(papers) == bool(matter):
        raise CommandError("请给出文件或编号，或者用 --matter 写明一条事项。")
    with _register(archive, day, by) as followups:
        items = (
            items_in(papers, day, archive_folder(archive), password_of(archive_folder(archive)))
            if papers
            else (typed_item(matter, lead, tuple(co or ()), due, target, day),)
        )
        standings = followups.preview(items) if dry_run else followups.add(items)
    _tell(standings, as_json=as_json)


@app.command("list")
def list_(  # noqa: PLR0913  each option of the contract is one argument
    *,
    unit: Annotated[str, typer.Option("--unit", help="牵头或配合单位")] = "",
    state: Annotated[str, typer.Option("--state", help="open 在办、closed 已销号、returned 退回重办")] = "",
    table: Annotated[Path | None, typer.Option("--table", parser=path_of, help="督办台账存成 .xlsx 或 .csv")] = None,
    ics: Annotated[Path | None, typer.Option("--ics", parser=path_of, help="时限存成日历 .ics")] = None,
    force: ForceOption = False,
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """督办台账。"""
    from office.registers.calendar_file import calendar_file
    from office.registers.report import COLUMNS, cells
    from office.tables import table_bytes

    if state not in {"", "open", "closed", "returned"}:
        raise CommandError("--state 只有 open、closed、returned。")
    claim(table, ics, force=force)
    with _register(archive, day_of(on)) as followups:
        standings = followups.standings(unit, state)
    if table is not None:
        save(table, table_bytes(table, COLUMNS, map(cells, standings), "督办台账"))
    if ics is not None:
        save(ics, calendar_file(standings))
    _tell(standings, as_json=as_json)


@app.command()
def split(
    ref: RefArgument,
    shares: Annotated[list[str], typer.Argument(metavar="UNIT=VALUE...", help="各单位的数，如 区教育局=5")],
    *,
    partial: Annotated[bool, typer.Option("--partial", help="允许只分一部分")] = False,
    by: ByOption = "",
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """把量化目标分解到各单位。"""
    with _register(archive, day_of(on), by) as followups:
        done = followups.split(ref, [_share(share) for share in shares], partial=partial)
    if as_json:
        parts = [standing_json(part) for part in done.parts]
        status = "refused" if done.reason else "done"
        head = {"ref": done.ref, "status": status, "reason": done.reason}
        print_json({**head, "whole": _figure(done.whole), "sum": _figure(done.sum), "parts": parts})
    elif done.reason:
        complain(done.reason)
    else:
        _tell(done.parts, as_json=False)
    raise typer.Exit(1 if done.reason else 0)


def _share(text: str) -> tuple[str, float]:
    unit, sign, value = text.rpartition("=")
    try:
        figure = float(value)
    except ValueError:
        sign, figure = "", 0.0
    if not (sign and unit.strip()) or not 0 <= figure < float("inf"):
        raise CommandError(f"分解要写成 单位=数，这里是“{text}”。")
    return unit.strip(), figure


@app.command()
def note(  # noqa: PLR0913  each option of the contract is one argument
    ref: RefArgument,
    text: Annotated[str, typer.Argument(help="进展")],
    *,
    value: Annotated[float | None, typer.Option("--value", help="已完成的数")] = None,
    percent: Annotated[float | None, typer.Option("--percent", min=0, max=100, help="已完成百分之几")] = None,
    evidence: EvidenceOption = None,
    by: ByOption = "",
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """记一笔进展。"""
    with _register(archive, day_of(on), by) as followups:
        standing = followups.note(ref, text, value=value, percent=percent, evidence=evidence)
    _finish(standing, as_json=as_json)


@app.command()
def extend(
    ref: RefArgument,
    *,
    until: Annotated[str, typer.Option("--until", help="延到哪一天")],
    why: WhyOption,
    by: ByOption = "",
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """延期；到期以后不能再延。"""
    with _register(archive, day_of(on), by) as followups:
        standing = followups.extend(ref, day_of(until, "--until"), why)
    _finish(standing, as_json=as_json)


@app.command()
def close(
    ref: RefArgument,
    *,
    evidence: EvidenceOption = None,
    by: ByOption = "",
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """销号。"""
    with _register(archive, day_of(on), by) as followups:
        standing = followups.close(ref, evidence)
    _finish(standing, as_json=as_json)


@app.command("return")
def return_(
    ref: RefArgument,
    *,
    why: WhyOption,
    by: ByOption = "",
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """退回重办。"""
    with _register(archive, day_of(on), by) as followups:
        standing = followups.send_back(ref, why)
    _finish(standing, as_json=as_json)


@app.command()
def report(
    *,
    output: Annotated[Path, typer.Option("-o", "--output", parser=path_of, help="通报的源文本存到哪里")],
    force: ForceOption = False,
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """起草督查通报，台账在里面。"""
    from dataclasses import asdict

    from office.registers.report import counts
    from office.registers.report import report as draft

    day = day_of(on)
    claim(output, force=force)
    with _register(archive, day) as followups:
        standings = followups.standings()
    save(output, draft(standings, day).encode())
    found = asdict(counts(standings))
    if as_json:
        print_json(found)
    else:
        say(f"已起草：{output}（{found['items']} 项，逾期 {found['red']} 项）")


def due(
    *,
    days: Annotated[int, typer.Option("--days", min=0, help="几天以内")] = 7,
    on: OnOption = "",
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """到期和逾期的事项，早的在前。"""
    from dataclasses import asdict

    from office.registers.due import due_things
    from office.registers.lights import WORDS
    from office.registers.opening import register_database

    day = day_of(on)
    folder = archive_folder(archive)
    with register_database(folder, password_of(folder)) as database:
        found = due_things(database, day, days)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    rows = (
        (
            one.due,
            f"逾期 {-one.days} 天" if one.days < 0 else f"{one.days} 天",
            one.ref,
            one.title,
            one.unit,
            WORDS[one.light],
        )
        for one in found
    )
    print_table(("时限", "还有", "编号", "事项", "单位", "灯"), rows)


@contextmanager
def _register(archive: Path | None, day: date, by: str = "") -> Generator[FollowUpRegister]:
    from office.registers.followups import FollowUpRegister
    from office.registers.opening import register_database
    from office.working_days import calendar
    from search.store.registers.followups import FollowUps

    folder = archive_folder(archive)
    with register_database(folder, password_of(folder)) as database:
        yield FollowUpRegister(FollowUps(database), day, calendar(), by)


def standing_json(one: Standing) -> dict[str, Any]:
    """The contract's JSON of an item."""
    item = one.item
    return {
        **{key: getattr(item, key) for key in ("ref", "matter", "lead")},
        "co": list(item.co),
        "due": item.due,
        "due_text": item.due_text,
        "target": _target_json(item),
        "progress": {
            "value": _figure(one.progress.value),
            "percent": _figure(one.progress.percent),
            "at": one.progress.at,
        },
        "light": one.light,
        "state": item.state,
        "source": {"id": item.source_id, "paragraph": item.paragraph, "text": item.source_text},
        "status": one.status,
        "reason": one.reason,
    }


def _target_json(item: Item) -> dict[str, Any] | None:
    target = item.target
    return {"name": target.name, "value": _figure(target.value), "unit": target.unit} if target else None


def _figure(value: float | None) -> float | int | None:
    """A whole number without a point."""
    return int(value) if value is not None and value == int(value) else value


def _finish(standing: Standing, *, as_json: bool) -> None:
    if as_json:
        print_json(standing_json(standing))
    elif standing.reason:
        complain(standing.reason)
    else:
        _tell([standing], as_json=False)
    raise typer.Exit(1 if standing.reason else 0)


def _tell(standings: Iterable[Standing], *, as_json: bool) -> None:
    from office.registers.report import COLUMNS, cells

    rows: Sequence[Standing] = tuple(standings)
    if as_json:
        print_json([standing_json(one) for one in rows])
    elif rows:
        print_table(COLUMNS, map(cells, rows))
    else:
        say("没有督办事项。")
