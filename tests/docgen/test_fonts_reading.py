"""Our reading of TrueType tables agrees with fontTools on anything that fontTools can write."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.fonts import Face, cache_folder
from docgen.fonts.catalogue import BUILT
from tests.docgen.font_making import make_font, read_advances

CHARACTERS = st.characters(min_codepoint=0x20, exclude_categories=["Cs"])


def assert_read_alike(path: Path) -> None:
    """For every character that fontTools finds in the font, and for those next to them."""
    face, told = Face(path, "F"), read_advances(path)
    asked = {near for code in told for near in (code - 1, code, code + 1) if 0 <= near <= 0x10FFFF}
    assert {code: face.advance(chr(code)) for code in asked if face.has(chr(code))} == told


@settings(max_examples=25, deadline=None)
@given(widths=st.dictionaries(CHARACTERS, st.integers(min_value=0, max_value=3000), min_size=1, max_size=60))
def test_any_font_has_the_advances_that_fonttools_reads(widths: dict[str, int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = make_font(Path(folder, "f.ttf"), "F", widths)
        assert_read_alike(path)


@pytest.mark.parametrize("stem", BUILT)
def test_a_built_face_has_the_advances_that_fonttools_reads(stem: str) -> None:
    path = cache_folder() / f"{stem}.ttf"
    if not path.is_file():
        pytest.skip("make fonts has not run here")
    assert_read_alike(path)
