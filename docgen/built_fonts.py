"""Where the built fonts lie. A module of its own, since the window asks for it before anything else is loaded."""

from __future__ import annotations

import os
from pathlib import Path

from resources import PROGRAM

PROJECT = PROGRAM


def cache_folder() -> Path:
    """$WENYUAN_FONTS, or .cache/fonts of a checkout, or the user's cache folder."""
    if given := os.environ.get("WENYUAN_FONTS"):
        return Path(given)
    if (PROJECT / "pyproject.toml").is_file():
        return PROJECT / ".cache" / "fonts"
    from platformdirs import user_cache_path

    return user_cache_path("wenyuan", appauthor=False) / "fonts"
