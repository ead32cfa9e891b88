"""What Qt reads from the environment once, before the application is made: scale and input method."""

from __future__ import annotations

from collections.abc import Collection, MutableMapping
from importlib.util import find_spec
from pathlib import Path

_FCITX = ("fcitx", "fcitx5")


def prepare(environment: MutableMapping[str, str], scale: str) -> None:
    """Set what is not set: the scale (“125%”), and an input method that this Qt can talk to."""
    percent = scale.removesuffix("%")
    if percent.isdigit() and percent != "100":
        environment.setdefault("QT_SCALE_FACTOR", str(int(percent) / 100))
    wanted = input_method(environment.get("QT_IM_MODULE", ""), _input_contexts)
    if wanted:
        environment["QT_IM_MODULE"] = wanted


def input_method(asked: str, known: object) -> str:
    """What QT_IM_MODULE is to be, "" for as it is.

    Qt from the package registry has no plugin for fcitx; fcitx answers to ibus as well, so that is asked for instead.
    `known` is the plugins there are, or a function that tells them (only asked where fcitx is wanted).
    """
    if asked not in _FCITX:
        return ""
    plugins: Collection[str] = known() if callable(known) else known  # type: ignore[assignment]  # as said above
    return "" if any("fcitx" in name for name in plugins) else "ibus"


def _input_contexts() -> list[str]:
    found = find_spec("PySide6")
    if found is None or found.origin is None:
        return []
    return [path.name for path in (Path(found.origin).parent / "Qt/plugins/platforminputcontexts").glob("*")]
