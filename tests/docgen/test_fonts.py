"""Faces are found by name, preferred in order, and stand in for each other character by character."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.fonts import Face, Fonts, FontsMissing, find_fonts, is_half_width, locate, name_character
from docgen.fonts.catalogue import BUILT
from docgen.fonts.system import font_folders, installed
from docgen.pages import Role
from tests.docgen.font_making import (
    leave_unicode_out,
    make_cff_font,
    make_collection,
    make_font,
    rename_as_old_fonts_do,
)

HAN = dict.fromkeys("国“—", 1000)
LATIN = dict.fromkeys("H2 é", 500)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A font cache as `make fonts` leaves it, with small faces."""
    folder = tmp_path / "cache"
    folder.mkdir()
    for stem, family in BUILT.items():
        more = {"FandolSong-Regular": {"2": 500}, "LXGWWenKai-Regular": {"镕": 1000, "𫖯": 1000}}.get(stem, {})
        make_font(folder / f"{stem}.ttf", family, LATIN if stem.startswith("Liberation") else HAN | more)
    return folder


@pytest.fixture
def fonts(cache: Path) -> Fonts:
    return find_fonts(cache, ())


def test_each_role_gets_its_own_stand_in(fonts: Fonts) -> None:
    families = {role: fonts.face(role, "国").family for role in Role}
    assert families == {
        Role.MARK: "FandolSong Bold",
        Role.BODY: "FandolFang",
        Role.KAI: "FandolKai",
        Role.HEI: "FandolHei",
        Role.SONG: "FandolSong",
    }


def test_a_stand_in_is_not_called_official(fonts: Fonts) -> None:
    assert not any(use.official for use in fonts.uses)


def test_uses_name_every_role_and_the_letters(fonts: Fonts) -> None:
    assert [use.role for use in fonts.uses] == ["小标宋", "仿宋", "楷体", "黑体", "宋体", "西文"]


@pytest.mark.parametrize("character", ["镕", "𫖯"])
def test_a_rare_character_falls_back_to_the_face_that_has_it(fonts: Fonts, character: str) -> None:
    assert fonts.face(Role.BODY, character).family == "LXGW WenKai"


def test_digits_and_letters_take_the_half_width_face(fonts: Fonts) -> None:
    assert fonts.face(Role.BODY, "2").family == "Liberation Serif"
    assert fonts.face(Role.HEI, "H").family == "Liberation Sans"


def test_the_digits_of_page_numbers_take_the_chinese_face(fonts: Fonts) -> None:
    assert fonts.face(Role.SONG, "2").family == "FandolSong"


def test_chinese_quotes_and_dashes_take_the_chinese_face(fonts: Fonts) -> None:
    assert {fonts.face(Role.BODY, mark).family for mark in "“—"} == {"FandolFang"}


def test_a_character_that_no_face_has_is_named_once(fonts: Fonts) -> None:
    assert fonts.missing("国🙂国🙂\n 2") == ("🙂 U+1F642",)


def test_a_character_that_no_face_has_still_gets_the_face_of_its_role(fonts: Fonts) -> None:
    assert fonts.face(Role.KAI, "🙂").family == "FandolKai"
    assert fonts.find(Role.KAI, "🙂") is None


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.BODY, "仿宋_GB2312"),
        (Role.BODY, "FangSong"),
        (Role.KAI, "楷体_GB2312"),
        (Role.MARK, "方正小标宋简体"),
        (Role.MARK, "FZXiaoBiaoSong-B05S"),
        (Role.HEI, "SimHei"),
        (Role.SONG, "simsun"),
    ],
)
def test_an_installed_official_face_is_preferred(cache: Path, tmp_path: Path, role: Role, name: str) -> None:
    (tmp_path / "installed").mkdir()
    make_font(tmp_path / "installed" / "any.ttf", name, HAN)
    face = find_fonts(cache, [tmp_path / "installed"]).face(role, "国")
    assert face.official
    assert face.path.name == "any.ttf"


def test_what_the_official_face_lacks_comes_from_the_stand_in(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "installed").mkdir()
    make_font(tmp_path / "installed" / "any.ttf", "仿宋_GB2312", {"国": 1000})
    fonts = find_fonts(cache, [tmp_path / "installed"])
    assert fonts.face(Role.BODY, "“").family == "FandolFang"


def test_a_face_with_damaged_names_is_known_by_its_file(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "installed" / "deep").mkdir(parents=True)
    make_font(tmp_path / "installed" / "deep" / "仿宋_GB2312.ttf", "?", HAN)
    assert find_fonts(cache, [tmp_path / "installed"]).main(Role.BODY).official


def test_an_old_face_with_names_in_gbk_is_known(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "installed").mkdir()
    rename_as_old_fonts_do(make_font(tmp_path / "installed" / "x.ttf", "?", HAN), "仿宋_GB2312")
    assert find_fonts(cache, [tmp_path / "installed"]).main(Role.BODY).official


def test_a_bold_face_does_not_pass_for_its_family(tmp_path: Path) -> None:
    make_font(tmp_path / "b.ttf", "Times New Roman", LATIN, style="Bold")
    assert set(installed([tmp_path])) == {"times new roman bold", "b"}


def test_of_two_fonts_of_a_name_the_first_folder_counts(tmp_path: Path) -> None:
    for folder in ("z-user", "a-system"):
        (tmp_path / folder).mkdir()
        make_font(tmp_path / folder / "f.ttf", "仿宋", HAN)
    assert installed([tmp_path / "z-user", tmp_path / "a-system"])["仿宋"].path.parent.name == "z-user"


def test_every_font_of_a_collection_is_found(tmp_path: Path) -> None:
    first, second = make_font(tmp_path / "1", "宋体", HAN), make_font(tmp_path / "2", "新宋体", HAN | {"镕": 700})
    make_collection(tmp_path / "simsun.ttc", first, second)
    face = installed([tmp_path])["新宋体"]
    assert (face.index, face.advance("镕")) == (1, 700)
    assert locate(face.file) == (tmp_path / "simsun.ttc", 1)


@pytest.mark.parametrize(
    "content", [b"", b"OTTO", b"\x00\x01\x00\x00", b"ttcf\x00\x01\x00\x00\xff\xff\xff\xff", b"x" * 999]
)
def test_a_damaged_font_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.ttf").write_bytes(content)
    assert installed([tmp_path]) == {}


def test_a_font_with_cff_outlines_is_passed_over(tmp_path: Path) -> None:
    make_cff_font(tmp_path / "仿宋.ttf", "仿宋", HAN)
    assert installed([tmp_path]) == {}


def test_without_any_font_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match="make fonts"):
        find_fonts(tmp_path / "none", ())


def test_one_font_serves_every_role_where_there_is_no_other(tmp_path: Path) -> None:
    make_font(tmp_path / "one.ttf", "宋体", HAN)
    fonts = find_fonts(tmp_path / "none", [tmp_path])
    assert {fonts.face(role, "国").family for role in Role} == {"宋体"}
    assert fonts.latin(Role.BODY).family == "宋体"


def test_a_face_measures_in_points(tmp_path: Path) -> None:
    face = Face(make_font(tmp_path / "f.ttf", "仿宋", {"国": 1000, "2": 500}), "仿宋")
    assert (face.units, face.width("国", 16), face.width("2", 14)) == (1000, 16.0, 7.0)
    assert face.width("缺", 16) == 16.0


def test_a_face_knows_where_its_ink_begins_and_ends(tmp_path: Path) -> None:
    assert Face(make_font(tmp_path / "f.ttf", "仿宋", HAN), "仿宋").ink == (0, 700)


@pytest.mark.parametrize(("character", "half"), [("a", True), ("é", True), ("×", False), ("“", False), ("·", False)])
def test_only_letters_and_ascii_are_half_width(character: str, half: bool) -> None:
    assert is_half_width(character) is half


def test_a_character_beyond_the_basic_plane_is_named_in_full() -> None:
    assert name_character("𫖯") == "𫖯 U+2B5AF"


@pytest.mark.parametrize(("platform", "last"), [("win32", "Fonts"), ("darwin", "DFonts"), ("linux", "fonts")])
def test_every_system_has_font_folders(platform: str, last: str) -> None:
    assert font_folders({}, platform)[-1].name == last


def test_a_font_that_knows_no_unicode_is_not_taken(tmp_path: Path) -> None:
    leave_unicode_out(make_font(tmp_path / "旧.ttf", "仿宋_GB2312", HAN))
    make_font(tmp_path / "其他.ttf", "华文仿宋", HAN)
    assert find_fonts(tmp_path / "none", (tmp_path,)).main(Role.BODY).family == "华文仿宋"
