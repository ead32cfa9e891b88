"""The builder makes the whole cache or nothing, once, and says in one line why it cannot."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from docgen.fonts import Face
from docgen.fonts.catalogue import BUILT
from resources.fonts import packages
from resources.fonts.build import build, is_built, main
from resources.fonts.convert import convert
from resources.fonts.packages import BuildError
from tests.docgen.font_making import make_cff_font, make_font, read_name

FAMILY, DESCRIPTION = 1, 10  # name table, name identifiers
WIDTHS = {"国": 1000, "𫖯": 900}
CONTROL = "Package: fonts\nVersion: 1\nArchitecture: all\nMaintainer: nobody <nobody@invalid>\nDescription: test\n"


def every_program(_program: str) -> str:
    return "/bin/true"


def no_program(_program: str) -> None:
    return None


def no_network(_command: list[str], _folder: Path, _options: tuple[str, ...]) -> bool:
    return False


def make_package(folder: Path, stems: list[str]) -> Path:
    """A .deb file with the named faces, CFF outlines where Debian's have them, and a licence."""
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb is not on this machine")
    tree = folder / "tree"
    (tree / "DEBIAN").mkdir(parents=True)
    (tree / "DEBIAN" / "control").write_text(CONTROL, encoding="utf-8")
    (tree / "usr/share/doc/fandol").mkdir(parents=True)
    (tree / "usr/share/doc/fandol/COPYING").write_text("licence", encoding="utf-8")
    for stem in stems:
        if stem.startswith("Fandol"):
            make_cff_font(tree / f"{stem}.otf", stem, WIDTHS)
        else:
            make_font(tree / f"{stem}.ttf", stem, WIDTHS)
    debs = folder / "debs"
    debs.mkdir()
    subprocess.run(["dpkg-deb", "-b", str(tree), str(debs / "fonts.deb")], check=True, capture_output=True)
    return debs


def test_a_converted_face_keeps_characters_and_widths(tmp_path: Path) -> None:
    source, target = make_cff_font(tmp_path / "a.otf", "Old", WIDTHS), tmp_path / "a.ttf"
    convert(source, target, "New")
    face = Face(target, "New")
    assert {character: face.advance(character) for character in WIDTHS if face.has(character)} == WIDTHS


def test_a_converted_face_says_that_it_was_changed(tmp_path: Path) -> None:
    convert(make_cff_font(tmp_path / "a.otf", "Old", WIDTHS), tmp_path / "a.ttf", "New")
    assert read_name(tmp_path / "a.ttf", FAMILY) == "New"
    assert "Changed by the Wenyuan font builder" in read_name(tmp_path / "a.ttf", DESCRIPTION)


def test_the_same_source_makes_the_same_bytes(tmp_path: Path) -> None:
    source = make_cff_font(tmp_path / "a.otf", "Old", WIDTHS)
    for name in ("1.ttf", "2.ttf"):
        convert(source, tmp_path / name, "New")
    assert (tmp_path / "1.ttf").read_bytes() == (tmp_path / "2.ttf").read_bytes()


def test_the_cache_has_every_face_and_the_licence(tmp_path: Path) -> None:
    debs = make_package(tmp_path, list(BUILT))
    assert build(tmp_path / "cache", debs)
    made = {path.name for path in (tmp_path / "cache").iterdir()}
    assert made == {f"{stem}.ttf" for stem in BUILT} | {"fandol-COPYING", "built.txt"}


def test_a_finished_cache_is_left_alone(tmp_path: Path) -> None:
    debs = make_package(tmp_path, list(BUILT))
    build(tmp_path / "cache", debs)
    assert not build(tmp_path / "cache", tmp_path / "nowhere")


def test_an_incomplete_cache_is_built_anew(tmp_path: Path) -> None:
    debs = make_package(tmp_path, list(BUILT))
    build(tmp_path / "cache", debs)
    (tmp_path / "cache" / "FandolFang-Regular.ttf").unlink()
    assert build(tmp_path / "cache", debs)
    assert is_built(tmp_path / "cache")


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    debs = make_package(tmp_path, list(BUILT)[1:])
    with pytest.raises(BuildError, match=next(iter(BUILT))):
        build(tmp_path / "new" / "cache", debs)
    assert list((tmp_path / "new").iterdir()) == []


def test_a_damaged_package_is_one_sentence(tmp_path: Path) -> None:
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb is not on this machine")
    (tmp_path / "bad.deb").write_bytes(b"no archive")
    with pytest.raises(BuildError, match="make fonts"):
        build(tmp_path / "cache", tmp_path)


def test_a_folder_without_packages_names_what_belongs_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages.shutil, "which", every_program)
    with pytest.raises(BuildError, match="texlive-lang-chinese"):
        build(tmp_path / "cache", tmp_path)


def test_offline_the_way_out_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages.shutil, "which", every_program)
    monkeypatch.setattr(packages, "_apt", no_network)
    with pytest.raises(BuildError, match="make fonts FROM="):
        build(tmp_path / "cache")


def test_a_system_without_apt_is_told_to_install_fonts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(packages.shutil, "which", no_program)
    monkeypatch.setenv("WENYUAN_FONTS", str(tmp_path / "cache"))
    monkeypatch.setattr("resources.fonts.build._machine_has_fonts", lambda: False)
    monkeypatch.setattr("sys.argv", ["build"])
    assert main() == 2
    assert capsys.readouterr().err.count("\n") == 1
