"""What the tests of trust share: a line in the report for each figure of docs/reliability.md."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator

import pytest

Figure = Callable[[str], None]
whoosh_forgets = pytest.mark.filterwarnings(  # it leaves files open that it could not write to, or not understand
    "ignore:.*_io.FileIO:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(autouse=True)
def own_leavings() -> Iterator[None]:
    """What a test leaves open is told in that test, which may expect it, not in whichever one comes later."""
    yield
    gc.collect()


@pytest.fixture
def figure(capsys: pytest.CaptureFixture[str]) -> Figure:
    """Writes one line into the test report, where `-s` or not makes no difference."""

    def write(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{line}\n")

    return write
