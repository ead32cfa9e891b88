"""The most memory that a process ever had."""

from __future__ import annotations

from pathlib import Path

import psutil


def peak_memory(process: psutil.Process) -> int:
    """The most real memory that the process ever had, 0 once it is gone."""
    status = Path(f"/proc/{process.pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
