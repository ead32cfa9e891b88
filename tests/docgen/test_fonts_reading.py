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


def advances(path: Path) -> dict[int, int]:
    face = Face(path, "F")
    return {code: face.advance(chr(code)) for code in read_advances(path) if face.has(chr(code))}


@settings(max_examples=25, deadline=None)
@given(widths=st.dictionaries(CHARACTERS, st.integers(min_value=0, max_value=3000), min_size=1, max_size=60))
def test_any_font_has_the_advances_that_fonttools_reads(widths: dict[str, int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = make_font(Path(folder, "f.ttf"), "F", widths)
        assert advances(path) == read_advances(path)


@pytest.mark.parametrize("stem", BUILT)
def test_a_built_face_has_the_advances_that_fonttools_reads(stem: str) -> None:
    path = cache_folder() / f"{stem}.ttf"
    if not path.is_file():
        pytest.skip("make fonts has not run here")
    assert advances(path) == read_advances(path)
