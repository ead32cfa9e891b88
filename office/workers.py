"""The program's own door for its child processes: `wenyuan --worker NAME` (desktop.start), and what each does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

_WORKERS = {
    "readers": "search.readers.worker:read_files",
    "scans": "search.readers.worker:read_scans",
    "templates": "docgen.templating.worker:fill_in",
    "pages": "search.readers.drawing:draw_pages",
    "stamps": "office.filing.stamps:put_stamps",
}
"""Name → module and function; imported only when such a worker starts."""


def run(arguments: Sequence[str]) -> int:
    """Be the worker that is named; 2 for a name that is none."""
    place = _WORKERS.get(arguments[0] if arguments else "")
    if place is None:
        return 2
    module, function = place.split(":")
    work: Callable[[], None] = getattr(import_module(module), function)
    work()
    return 0
