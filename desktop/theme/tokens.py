"""The tokens of the look: colours, spaces, type sizes. Nothing else in the window names a colour or a size.

Sizes are device-independent pixels at 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One colour scheme; every value is “#RRGGBB”."""

    dark: bool
    ground: str
    surface: str
    raised: str
    line: str
    ink: str
    second: str
    faint: str  # icons and disabled things; never text
    accent: str
    on_accent: str
    wash: str
    ok: str
    warning: str
    error: str
    hit: str
    hover: str
    paper: str = "#FFFFFF"


LIGHT = Colours(
    dark=False,
    ground="#F5F4F1",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#E4E2DC",
    ink="#1E2023",
    second="#5C6068",
    faint="#8B9099",
    accent="#B3261E",
    on_accent="#FFFFFF",
    wash="#FBECEA",
    ok="#2E7D4F",
    warning="#9A6700",
    error="#B3261E",
    hit="#FFE9A8",
    hover="#EFEDE8",
)

DARK = Colours(
    dark=True,
    ground="#1B1C1E",
    surface="#232528",
    raised="#2B2E32",
    line="#3A3D42",
    ink="#ECEDEE",
    second="#B4B8BF",
    faint="#858A93",
    accent="#F2786D",
    on_accent="#1B1C1E",
    wash="#3A2422",
    ok="#6BC58F",
    warning="#E0B04C",
    error="#F2786D",
    hit="#6B5310",
    hover="#303338",
)

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
"""The spaces."""

RADIUS = 6
RAIL = 76
ICON = 20
SMALL, BODY, LEAD, TITLE = 13, 14, 16, 22
"""Type sizes: 12 · 13 · 15 · 20 pt of the design at 72 points an inch, one pixel up, since Han strokes are dense."""

READING = 1.5
"""Line height of running text."""

MOTION = 120
"""The longest movement, milliseconds."""


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
