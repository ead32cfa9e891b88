"""The house profile of this machine: one YAML file beside the window's settings, read anew when it changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from docgen.profile import Profile, read_profile
from fence import plain_yaml
from papers.problem import Problem

NAME = "本机关.yaml"
_PLACES: list[Path] = []
_READ: dict[tuple[Path, int], Profile] = {}


def keep_house_in(folder: Path) -> Path:
    """Tell where the profile lies, once a start; return the file."""
    _PLACES[:] = [folder / NAME]
    return _PLACES[0]


def house_file() -> Path | None:
    """The file of the profile, whether it is there or not; None before anyone told."""
    return _PLACES[0] if _PLACES else None


def house_profile() -> Profile:
    """The profile in force: the standard where there is none, or none that can be used. Safe on any thread."""
    path = house_file()
    if path is None:
        return Profile()
    try:
        key = (path, path.stat().st_mtime_ns)
        if key not in _READ:
            _READ[key] = read_profile(path.read_text(encoding="utf-8"))
        return _READ[key]
    except (OSError, ValueError, Problem):
        return Profile()


def read_settings(path: Path) -> dict[str, Any]:
    """The settings of the file as they stand, {} where it cannot be read."""
    try:
        found = plain_yaml.load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def write_settings(path: Path, settings: dict[str, Any]) -> None:
    """Write the file, once it has been found to be a profile; ProfileError where it is none."""
    import yaml

    from search.saving import save

    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False) if settings else ""
    read_profile(text)
    path.parent.mkdir(parents=True, exist_ok=True)
    save(path, text.encode())
