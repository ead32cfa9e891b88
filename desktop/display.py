"""Whether a window can be shown; read before anything heavy is."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """Whether there is a display, or a platform was asked for that needs none."""
    asked = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in asked)
