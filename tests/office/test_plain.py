"""What stands in a title cannot steer a terminal."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from office.plain import escaped_json, safe_line, safe_text

DANGEROUS = "\x1b]52;c;cm0=\x07\r\x9b31m\u202e\u2066\u200f\u061c\u2028\ud800\U000e0041\x00\x7f\ufeff"


def harmless(text: str) -> bool:
    """No control, format (but the joiner of emoji), surrogate or separator character."""
    return all(
        character in "\n\t\u200c\u200d\xad" or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        for character in text
    ) and not any(unicodedata.bidirectional(character) in {"RLO", "LRO", "RLE", "LRE", "PDF"} for character in text)


def test_control_and_direction_characters_are_shown_as_their_codes() -> None:
    told = safe_line(f"关于{DANGEROUS}的通知")
    assert harmless(told)
    assert "\\x1b" in told
    assert "\\u202e" in told
    assert told.startswith("关于")
    assert told.endswith("的通知")


def test_a_line_stays_one_line() -> None:
    assert safe_line("一\n二\t三\r\n四") == "一 二 三 四"


def test_paragraphs_stay_paragraphs() -> None:
    assert safe_text("一\n\t二") == "一\n\t二"


def test_what_people_write_is_left_as_it_is() -> None:
    text = "关于𫖯家河（二〇二六年）—“路灯”👨\u200d👩\u200d👧 ①㎡ café"
    assert safe_line(text) == text


@given(st.text(st.characters()))
def test_no_text_gets_through_to_a_terminal_as_a_command(text: str) -> None:
    assert harmless(safe_text(text))


@given(st.text(st.characters()))
def test_a_program_reads_the_same_json(text: str) -> None:
    line = escaped_json(json.dumps({"title": text}, ensure_ascii=False))
    assert harmless(line)
    assert json.loads(line) == {"title": text}
