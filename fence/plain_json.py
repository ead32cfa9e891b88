"""JSON of foreign origin (from an archive's folder or a backup): nested too deep is as wrong as any other fault."""

from __future__ import annotations

import json
from typing import Any


def load(data: str | bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What `data` says. Raises ValueError, also where it is nested too deep."""
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("nested too deep") from None
