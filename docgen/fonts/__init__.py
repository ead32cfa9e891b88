"""Fonts by role: the official faces where they are installed, else free stand-ins, character by character.

The stand-ins are made once by `make fonts` (resources/fonts/build.py) in the folder `cache_folder()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from docgen.built_fonts import cache_folder
from docgen.fonts.catalogue import BUILT, LATIN, OFFICIAL, SIMILAR, STAND_IN
from docgen.fonts.face import Face, locate
from docgen.fonts.system import font_folders, installed
from docgen.pages import FontUse, Role
from papers.problem import Problem

__all__ = ["Face", "Fonts", "FontsMissing", "cache_folder", "find_fonts", "is_half_width", "locate", "name_character"]

LATIN_ROLE = "西文"


class FontsMissing(Problem, RuntimeError):
    """No font at all can be had; the message is a plain Chinese sentence with the way out."""


def is_half_width(character: str) -> bool:
    """Whether a character belongs to a Latin face: ASCII, accented letters, the ² ₂ µ of units; not · × ° and such."""
    return character < "\x7f" or ("À" <= character <= "ɏ" and character not in "×÷") or character in OF_UNITS


OF_UNITS = "²³¹⁰⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉µμ"
"""What stands in units and formulas beside Latin letters (m², CO₂, μg): of one face with them, and without a gap."""


def name_character(character: str) -> str:
    """A character for a report: “𫖯 U+2B5AF”."""
    return f"{character} U+{ord(character):04X}"


class Fonts:
    """The faces of this machine by role. Immutable but for what it remembers; cheap to keep, so find it once."""

    def __init__(self, han: Mapping[Role, Sequence[Face]], latin: Mapping[Role, Sequence[Face]]) -> None:
        """`han` and `latin` give each role its faces, best first; no role may be without a face."""
        self._han = {role: tuple(faces) for role, faces in han.items()}
        self._latin = {role: tuple(faces) for role, faces in latin.items()}
        self._chosen: dict[tuple[Role, str], Face | None] = {}

    def find(self, role: Role, character: str) -> Face | None:
        """The best face of a role that has this one character, or None where no face has it."""
        key = (role, character)
        if key not in self._chosen:
            self._chosen[key] = next((face for face in self._order(role, character) if face.has(character)), None)
        return self._chosen[key]

    def face(self, role: Role, character: str) -> Face:
        """The best face of a role for this one character; the role's first where no face has it (see `missing`)."""
        return self.find(role, character) or self.main(role)

    def main(self, role: Role) -> Face:
        """The face that sets a role's Chinese text."""
        return self._han[role][0]

    def latin(self, role: Role) -> Face:
        """The face that sets a role's half-width letters and digits."""
        return (self._latin[role] or self._han[role])[0]

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of a text that no face has, named, each once, in the order of the text."""
        wanted = dict.fromkeys(character for character in text if character.isprintable() and not character.isspace())
        return tuple(name_character(character) for character in wanted if self.find(Role.BODY, character) is None)

    @property
    def uses(self) -> tuple[FontUse, ...]:
        """Which face each role got, and which one sets its letters and digits."""
        han = [_use(role.value, self.main(role)) for role in Role]
        return (*han, _use(LATIN_ROLE, self.latin(Role.BODY)))

    def _order(self, role: Role, character: str) -> Iterator[Face]:
        """The faces to ask, best first: the role's own, then those of all roles."""
        first, second = (self._latin, self._han) if is_half_width(character) else (self._han, self._latin)
        yield from first[role]
        yield from second[role]
        for faces in (*self._han.values(), *self._latin.values()):
            yield from faces


def _use(role: str, face: Face) -> FontUse:
    return FontUse(role=role, family=face.family, file=face.file, official=face.official)


def find_fonts(cache: Path | None = None, folders: Iterable[Path] | None = None) -> Fonts:
    """The fonts of this machine, found once per process.

    `cache` is the folder of the built fonts and `folders` those of installed ones, where they are not the usual ones.
    Raises FontsMissing.
    """
    return _find_fonts(cache or cache_folder(), font_folders() if folders is None else tuple(folders))


@cache
def _find_fonts(built_folder: Path, folders: tuple[Path, ...]) -> Fonts:
    built = {stem: Face(built_folder / f"{stem}.ttf", family) for stem, family in BUILT.items()}
    built = {stem: face for stem, face in built.items() if face.path.is_file()}
    system = installed(folders)
    han = {role: _han_faces(role, built, system) for role in Role}
    anything = tuple(dict.fromkeys(face for faces in han.values() for face in faces))
    if not anything:
        raise FontsMissing(
            "没有找到可用的中文字体，无法排版：请在系统里安装仿宋、楷体、黑体、宋体等字体，"
            "或者在项目目录运行 make fonts（用 pip 安装的运行 python -m resources.fonts.build）。"
        )
    return Fonts(
        {role: faces or anything for role, faces in han.items()},
        {role: _latin_faces(role, built, system) for role in Role},
    )


def _han_faces(role: Role, built: Mapping[str, Face], system: Mapping[str, Face]) -> tuple[Face, ...]:
    """Official faces, then the built stand-ins, then what the system has of the same style."""
    official = [replace(face, official=True) for face in _named(OFFICIAL[role], system)]
    stand_ins = [built[stem] for stem in STAND_IN[role] if stem in built]
    return tuple(dict.fromkeys((*official, *stand_ins, *_named(SIMILAR[role], system))))


def _latin_faces(role: Role, built: Mapping[str, Face], system: Mapping[str, Face]) -> tuple[Face, ...]:
    families, stem = LATIN[role]
    stand_in = [built[stem]] if stem in built else []
    return tuple(dict.fromkeys((*_named(families, system), *stand_in)))


def _named(names: Iterable[str], system: Mapping[str, Face]) -> list[Face]:
    found = [replace(system[name.casefold()], family=name) for name in names if name.casefold() in system]
    return [face for face in found if face.sound]
