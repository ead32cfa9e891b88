"""Cutting into words keeps every character, and tells where words meet."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.segmentation import are_borders, cut

TEXTS = st.text(alphabet="的了目参与对账单已经自己，。a1 ", max_size=40)


@settings(deadline=None)  # the first cut opens the dictionary
@given(TEXTS, st.booleans())
def test_the_words_joined_are_the_text(text: str, guess: bool) -> None:
    assert "".join(cut(text, guess=guess)) == text


def test_a_word_ends_where_another_begins_and_not_within() -> None:
    assert are_borders("以营利为目的的经营", 5, 6, 7) == (False, True, True)
