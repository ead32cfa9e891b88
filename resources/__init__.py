"""Where the program's data lies: the one helper that finds resource files, in a checkout and when installed."""

from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent
"""The folder that the program's packages lie in; a child process gets it as its module path."""
TEMPLATES = PROGRAM / "templates"
MANUAL = PROGRAM / "docs" / "manual"


def resource(*parts: str) -> Path:
    """The file or folder `parts` below `resources/`."""
    return PROGRAM.joinpath("resources", *parts)
