"""The house profile (本机关.yaml) of this machine: beside the window's settings, read anew when it changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from docgen.profile import Profile, ProfileError, read_profile
from fence import plain_yaml
from fence.regular import read_own, read_plain
from office.reading import text_of
from office.sentences import sentence
from papers.problem import Problem

NAME = "本机关.yaml"
_MOST = 1_000_000
"""Bytes of a profile."""
_PLACES: list[Path] = []
_READ: dict[tuple[Path, int], tuple[Profile, str]] = {}


def keep_house_in(folder: Path) -> Path:
    """Tell where the profile lies, once a start; return the file."""
    _PLACES[:] = [folder / NAME]
    return _PLACES[0]


def house_file() -> Path:
    """The file of the profile, whether it is there or not: in the program's settings folder unless told otherwise."""
    from platformdirs import user_config_path

    return _PLACES[0] if _PLACES else user_config_path("wenyuan", appauthor=False) / NAME


def house_profile() -> Profile:
    """The profile in force: the standard where there is none, or none that can be used. Safe on any thread."""
    return _house()[0]


def house_problem() -> str:
    """Why the profile of the machine cannot be used, as a sentence; "" where it can, or where there is none."""
    return _house()[1]


def _house() -> tuple[Profile, str]:
    path = house_file()
    try:
        key = (path, path.stat().st_mtime_ns)
        if key not in _READ:
            _READ[key] = (profile_at(path), "")
        return _READ[key]
    except FileNotFoundError:
        return Profile(), ""
    except (OSError, Problem) as error:
        return Profile(), f"本机关的设置用不了，这一次照国家标准排：{sentence(error)}"


def profile_at(path: Path) -> Profile:
    """The profile in a file that was named. ProfileError with the file's name, or another Problem; OSError."""
    text = text_of(read_plain(path, largest=_MOST), path.name)
    try:
        return read_profile(text)
    except ProfileError as error:
        raise ProfileError(f"设置文件“{path.name}”{error}") from None


def read_settings(path: Path) -> dict[str, Any]:
    """The settings of the file as they stand, {} where it cannot be read."""
    try:
        found = plain_yaml.load(read_own(path).decode("utf-8"))
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
