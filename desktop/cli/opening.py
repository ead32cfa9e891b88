"""Opening the window from the command line."""

from __future__ import annotations

from pathlib import Path

from desktop.cli.options import named_folder
from desktop.cli.output import CommandError
from desktop.display import has_display


def open_window(archive: Path | None) -> int:
    """Open the window on `archive`; raise CommandError where Qt or a display is missing."""
    if not has_display():
        raise CommandError("没有可用的显示器，窗口打不开；其他命令照常可用，见 wenyuan --help。")
    try:
        from desktop.app import run
    except ImportError as error:
        raise CommandError(f"窗口所需的系统库不全（{error}）；请先运行 make setup。") from error
    return run(named_folder(archive))
