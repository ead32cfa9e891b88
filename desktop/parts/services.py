"""What every page may use: the archive, the pages worker, commands, notices, settings, the other archives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSettings

from desktop.jobs.store import Store
from desktop.jobs.worker import Worker
from desktop.parts.archives import Archives
from desktop.parts.commands import Commands
from desktop.parts.notices import Notices


@dataclass(frozen=True, slots=True)
class Services:
    """Handed to every page.

    `go_to` shows a page by name; `fault` tells a person what went wrong; `begin` begins a draft from a template of
    docgen.templating (None: freely), `begin_text` one from source text under a title; `check` examines a source text.
    """

    store: Store
    worker: Worker
    commands: Commands
    notices: Notices
    settings: QSettings
    archives: Archives
    go_to: Callable[[str], None]
    fault: Callable[[BaseException], None]
    begin: Callable[[Any], None]
    begin_text: Callable[[str, str], None]
    check: Callable[[str, str], None]
