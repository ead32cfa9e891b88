"""Small helpers of the benchmarks: medians of repeated runs, and whole processes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence


def median_seconds(work: Callable[[], object], repeats: int = 5) -> float:
    """The median of some runs of `work` in this process."""
    return statistics.median(_seconds(work) for _ in range(repeats))


def ratio_of_work(more: Callable[[], object], less: Callable[[], object], repeats: int = 5) -> float:
    """How many times the work of `less` that of `more` is: the least processor time of runs taken in turn.

    For growth, where what else the machine does would weigh on one side alone.
    """
    pairs = [(_processor_seconds(more), _processor_seconds(less)) for _ in range(repeats)]
    return min(many for many, _ in pairs) / min(few for _, few in pairs)


def median_process_seconds(command: Sequence[str], repeats: int = 5) -> float:
    """The median of some runs of a whole process, from its start to its end; it must succeed."""
    return median_seconds(lambda: subprocess.run(command, check=True, capture_output=True), repeats)


def median_python_seconds(code: str, repeats: int = 5) -> float:
    """The same for a fresh Python that runs `code`."""
    return median_process_seconds([sys.executable, "-c", code], repeats)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _processor_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
