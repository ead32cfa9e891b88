"""The fonts installed on this machine, by name."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from docgen.fonts import sfnt
from docgen.fonts.face import Face

SUFFIXES = (".ttf", ".ttc")


def font_folders(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> tuple[Path, ...]:
    """The folders in which this kind of system keeps fonts, those of the user first."""
    home = Path.home()
    if platform == "win32":
        local = Path(environment.get("LOCALAPPDATA", home / "AppData" / "Local"))
        windows = Path(environment.get("WINDIR", "C:/Windows"))
        return (local / "Microsoft" / "Windows" / "Fonts", windows / "Fonts")
    if platform == "darwin":
        word = Path("/Applications/Microsoft Word.app/Contents/Resources/DFonts")
        return (home / "Library" / "Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"), word)
    data = Path(environment.get("XDG_DATA_HOME", home / ".local" / "share"))
    return (data / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


def installed(folders: Iterable[Path]) -> dict[str, Face]:
    """Name in lower case → face, for every TrueType font under the folders; of two of a name the first counts."""
    found: dict[str, Face] = {}
    for path in (path for folder in folders for path in sorted(_font_files(folder))):
        for name, face in _named_faces(path):
            found.setdefault(name.casefold(), face)
    return found


def _font_files(folder: Path) -> Iterator[Path]:
    for parent, _folders, files in os.walk(folder):
        yield from (Path(parent, file) for file in files if file.lower().endswith(SUFFIXES))


def _named_faces(path: Path) -> Iterator[tuple[str, Face]]:
    """The font's own names, then the file's; nothing for a file that no PDF may hold (damaged, CFF, forbidden)."""
    try:
        fonts = sfnt.open_fonts(path)
        if not all(sfnt.may_be_embedded(font) for font in fonts):
            return
        for index, font in enumerate(fonts):
            names = sfnt.names(font)
            yield from ((name, Face(path, names[0], index=index)) for name in names)
    except sfnt.BadFont:
        return
    yield path.stem, Face(path, path.stem)
