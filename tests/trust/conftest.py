"""What the tests of trust share: a line in the report for each figure of docs/reliability.md."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figure = Callable[[str], None]
whoosh_forgets = pytest.mark.filterwarnings(  # it leaves files open that it could not write to, or not understand
    "ignore:.*_io.FileIO:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """Writes one line into the test report, where `-s` or not makes no difference."""
    reporter = request.config.pluginmanager.getplugin("terminalreporter")

    def write(line: str) -> None:
        if isinstance(reporter, pytest.TerminalReporter):
            reporter.ensure_newline()
            reporter.write_line(line)

    return write
