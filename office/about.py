"""The version of the program."""

from __future__ import annotations


def version() -> str:
    """The version that was installed, "0" where nothing says so."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("wenyuan")
    except PackageNotFoundError:
        return "0"
