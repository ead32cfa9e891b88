"""The page beside the text: from a key until the page is drawn anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys


def run() -> list[tuple[str, float, str, str]]:
    """One process that types into a ten-page draft."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "benchmarks.writing_at_work"]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, env=surroundings, timeout=600).stdout)
    what = f"{figures['pages']} pages, from the key, the pause of {figures['pause']} ms included"
    return [
        ("preview update, median", figures["median"], "ms", what),
        ("preview update, p95", figures["p95"], "ms", "asked: at most 300"),
        ("preview update, longest", figures["longest"], "ms", ""),
        ("processor time an update", figures["work"], "ms", "typing, pages and check, all threads"),
    ]
