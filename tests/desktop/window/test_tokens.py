from __future__ import annotations

import pytest

from desktop.theme.tokens import DARK, LIGHT, Colours, contrast


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "second", "accent", "ok", "error"])
@pytest.mark.parametrize("ground", ["ground", "surface", "raised"])
def test_text_stands_out_from_every_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "hit"),
        ("ink", "wash"),
        ("second", "wash"),
        ("accent", "wash"),
        ("on_accent", "accent"),
        ("ink", "hover"),
        ("second", "hover"),
        ("second", "line"),
        ("ground", "ink"),
    ],
)
def test_text_stands_out_from_what_it_is_painted_on(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5
