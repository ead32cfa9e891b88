"""Options and days that the commands on registers share."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from desktop.cli.output import CommandError

ByOption = Annotated[str, typer.Option("--by", help="经手人（默认本机账户）")]
OnOption = Annotated[str, typer.Option("--on", help="当作今天的日子，如 2026-05-31")]
YearOption = Annotated[int | None, typer.Option("--year", min=1900, max=2999, help="年份（默认今年）")]


def day_of(on: str, option: str = "--on") -> date:
    """The day that is taken for today: `on`, or today. CommandError for what is no day."""
    from papers.dates import read_date

    if not on:
        return datetime.now().astimezone().date()
    day = read_date(on)
    if day is None:
        raise CommandError(f"{option} 的日期“{on}”不对，请写成 2026-05-31。")
    return day
