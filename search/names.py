"""Names of files as they are shown and kept: a disk may hold names in no encoding, or in that of old discs, GBK."""

from __future__ import annotations

import os
from pathlib import Path, PurePath


def shown(path: PurePath | str) -> str:
    """A path or a name as text: what is not UTF-8 on the disk is read as GB18030, else with U+FFFD for what is lost."""
    return str(Path(*map(_part, Path(path).parts)))


def _part(name: str) -> str:
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
    else:
        return name
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")
