"""What symbol fonts show for a character (w:sym, text in Wingdings or Symbol), and raised or lowered figures."""

from __future__ import annotations

_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x46: "☞", 0x4A: "☺", 0x6C: "●", 0x6D: "❍",
    0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA2: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "□",
    0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xB2: "◇", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + number: chr(0x245F + number) for number in range(1, 11)}, 0x80: "⓪",
    **{0x8B + number: chr(0x2775 + number) for number in range(1, 11)}, 0x8B: "⓿",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0x9A: "○", 0x9B: "○",
    0xA0: "■", 0xA2: "■", 0xA3: "□", 0xAE: "◆", 0xF5: "★",
    **{0x69 + number: chr(0x245F + number) for number in range(1, 11)}, 0x69: "⓪",
}  # fmt: skip
_WINGDINGS_3 = {0x7D: "▶", 0x75: "▲", 0x70: "▲", 0x71: "▼", 0x74: "◀", 0x22: "→", 0x21: "←"}
_SYMBOL = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼", 0xA2: "′",
    0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈",
    0xD0: "∠", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓", 0xE5: "∑",
    0xF2: "∫",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "symbol": _SYMBOL,
}
"""Font → the byte of a character → what is seen (the vendors' mappings, as far as offices use them)."""

_RAISED = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))


def is_symbolic(font: str) -> bool:
    """Whether a font shows other things than its characters say."""
    return font.lower() in _FONTS


def shown_in(font: str, character: str) -> str:
    """What a font shows for a character; the character itself in a usual font, "" for a private one that is unknown."""
    code = ord(character)
    private = 0xE000 <= code <= 0xF8FF
    table = _FONTS.get(font.lower())
    if table is not None and (private or 0x20 < code < 0x100):
        return table.get(code & 0xFF, "" if private or font.lower() != "symbol" else character)
    if private:
        return _WINGDINGS.get(code & 0xFF, "") if not font and 0xF000 <= code <= 0xF0FF else ""
    return character


def raised(text: str) -> str:
    """m2 → m²: a superscript in characters of its own where there are such, else as it is."""
    return _moved(text, _RAISED)


def lowered(text: str) -> str:
    """CO2 → CO₂: the same for a subscript."""
    return _moved(text, _LOWERED)


def _moved(text: str, table: dict[str, str]) -> str:
    return "".join(map(table.__getitem__, text)) if text and all(character in table for character in text) else text
