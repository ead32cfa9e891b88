"""Fields (w:fldSimple, w:fldChar) that show something which the file does not hold as text: EQ, SYMBOL, check boxes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from search.readers.word.names import W, is_on, of
from search.readers.word.symbols import shown_in
from search.readers.xml import Element

_LONGEST = 2_000
"""Characters of a field's code that are looked at."""

_CIRCLES = "○〇◯"
_CIRCLED = {
    "".join(chr(int(code, 16)) for code in parts[1:]): chr(place)
    for place in (*range(0x2460, 0x2474), *range(0x24B6, 0x24EA), *range(0x3251, 0x3260), *range(0x3280, 0x32C0))
    if (parts := unicodedata.decomposition(chr(place)).split()) and parts[0] == "<circle>"
}
"""1 → ①, 一 → ㊀, A → Ⓐ: what there is a circled character for."""

_BOXES = "□☐"
_BOXED = {"√": "☑", "✓": "☑", "✔": "☑", "v": "☑", "×": "☒", "✗": "☒", "x": "☒"}
_SWITCH = re.compile(r"\\[a-z]{1,3}(?:\(?-?\d{1,4}(?:\.\d{1,4})?\)?(?=\\|\())?", re.IGNORECASE)
_OVERSTRUCK = re.compile(r"\s*eq\s*\\o\s*(?:\\a[lcr])?\s*[（(]([^,，;；]{1,4})[,，;；](.{1,8}?)[)）]\s*", re.IGNORECASE)
_SYMBOL = re.compile(r"\s*symbol\s+(\d{1,5}|0x[0-9a-f]{1,4})", re.IGNORECASE)
_FONT = re.compile(r'\\f\s+(?:"([^"]{1,60})"|(\S{1,60}))')
_BUTTON = re.compile(r"\s*macrobutton\s+\S+\s(.*)", re.IGNORECASE | re.DOTALL)
_QUOTED = re.compile(r'\s*quote\s+"?(.*?)"?\s*(?:\\\*.*)?', re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Field:
    """A complex field while it is read: its code, whether its result has begun, whether anything of that was shown."""

    code: str = ""
    in_result: bool = False
    shown: bool = False
    form: Element | None = None


def evaluated(code: str) -> str:
    """What a field shows that has no stored result."""
    code = code[:_LONGEST]
    if re.match(r"\s*eq\b", code, re.IGNORECASE):
        return _equation(code)
    if symbol := _SYMBOL.match(code):
        place = int(symbol[1], 0)
        font = _FONT.search(code)
        name = (font[1] or font[2]) if font else ""
        return shown_in(name, chr(place)) if 0 < place < 0x10000 and not 0xD800 <= place < 0xE000 else ""
    if button := _BUTTON.match(code):
        return button[1].strip()
    quoted = _QUOTED.fullmatch(code)
    return quoted[1] if quoted else ""


def form_shows(form: Element | None) -> str:
    """What a form's field (w:ffData) shows: a box, ticked or not, or the chosen entry of a list."""
    if form is None:
        return ""
    box = form.find(W + "checkBox")
    if box is not None:
        states = [box.find(W + name) for name in ("checked", "default")]
        state = next((each for each in states if each is not None), None)
        return "☑" if state is not None and is_on(state) else "☐"
    choice = form.find(W + "ddList")
    if choice is None:
        return ""
    entries = [of(entry, "val") for entry in choice.findall(W + "listEntry")]
    result = choice.find(W + "result")
    place = int(of(result, "val", "0")) if result is not None and of(result, "val", "0").isdecimal() else 0
    return entries[place] if place < len(entries) else ""


def _equation(code: str) -> str:
    """EQ: two characters struck over each other are ① or ☑; of anything else the characters, without the switches."""
    if over := _OVERSTRUCK.fullmatch(code):
        frame, inner = over[1].strip(), over[2].strip()
        if frame in _CIRCLES:
            return _CIRCLED.get(inner.lstrip("0") or inner) or f"{frame}{inner}"
        if frame in _BOXES:
            return _BOXED.get(inner) or f"{frame}{inner}"
        return f"{frame}{inner}"
    bare = re.sub(r"^\s*eq\s*", "", code, flags=re.IGNORECASE)
    if fraction := re.fullmatch(r"\s*\\f\s*\(([^,，;；()]+)[,，;；]([^()]+)\)\s*", bare, re.IGNORECASE):
        return f"{fraction[1].strip()}/{fraction[2].strip()}"
    return re.sub(r"[(),;\s]", "", _SWITCH.sub("", bare))
