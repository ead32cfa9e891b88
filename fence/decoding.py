"""Text from bytes in the encodings that Chinese offices have: UTF-8, GB18030 (GBK), UTF-16, Big5; BOM or none."""

from __future__ import annotations

import re

from papers.problem import Problem


class NotText(Problem):
    """Bytes that are no text in any of the encodings."""


_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子产种面而方后多定"
    "行学法所民得经十三之进等部度家电力里水化高自二理起小物现实加量都两体制机当使点从业本性好应开合还因由其前外天政"
    "四日社义事平形相全表间与关各重新线内数正心明原利比或但质气第向道命此变条结解问意建月公无系情者最立代已通并提直"
    "題題這個國來時們對會發動過產後學經進電開還關義間與數質氣變條結問無總員資設議報區規領導書務實應當業機體處據務單"
)

_USUAL = frozenset(
    bytes((row, column)).decode(encoding, "ignore")
    for encoding, rows in (("gb2312", range(0xB0, 0xD8)), ("big5", range(0xA4, 0xC7)))
    for row in rows
    for column in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
)
"""The first levels of GB 2312 and Big5: the characters in daily use."""

_LEAST = 0.3  # likeness below which nothing is taken for text
_DAMAGE = 200  # characters among which one damaged is forgiven
_PLAIN = frozenset("，。、：；（）《》“”〔〕\n\r\t\u3000")


def decode(data: bytes, name: str) -> str:
    """As `plain_text`, without the blank lines before and after."""
    return plain_text(data, name).strip("\n")


def plain_text(data: bytes, name: str) -> str:
    """Text from bytes, line ends made line feeds. Raises NotText, which tells of the file as `name`.

    By byte order mark, else UTF-8, else whichever of GB18030, Big5, UTF-16 reads as Chinese.
    """
    text = _decoded(data)
    if text is None or _is_binary(text):
        raise NotText(f"“{name}”不是文本文件，或编码无法辨认；请用记事本打开后另存为 UTF-8。")
    return re.sub(r"\r\n?|\u2028|\u2029|\x0c", "\n", text).replace("\x00", "")


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tried(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" not in text:
        return text
    whole = data[: len(data) // 2 * 2]
    sixteen = [_tried(whole, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    others = [_tried(data, encoding) for encoding in ("utf-8", "gb18030", "big5")]
    guesses = [text for text in (*others, *sixteen) if text is not None]
    best = max(guesses, key=_likeness, default="")
    return best if _likeness(best) >= _LEAST else None


def _tried(data: bytes, encoding: str) -> str | None:
    """The text in this encoding, a damaged or cut character shown as U+FFFD; None where there are many of them."""
    text = data.decode(encoding, "replace")
    return None if _damaged(text) else text


def _damaged(text: str) -> bool:
    count = text.count("\ufffd")
    return count > 1 + len(text) // _DAMAGE or 2 * count > len(text)


def _likeness(text: str) -> float:
    """How much the first 2,000 characters look like written Chinese, at most 1; ASCII tells less than 的 and 。do."""
    sample = text[:2000]
    return sum(_weight(character) for character in sample) / max(1, len(sample))


def is_usual(character: str) -> bool:
    """Whether a Chinese character is in daily use: of the first levels of GB 2312 and Big5."""
    return character in _COMMON or character in _USUAL


def _weight(character: str) -> float:
    if character in _COMMON or character in _PLAIN:
        return 1.0
    if character in _USUAL:
        return 0.7
    if character < " " or "\x7f" <= character < "\xa0" or "\ud800" <= character < "\uf900" or character == "\ufffd":
        return -1.0  # control characters, surrogates, private use, damage
    return 0.6 if character <= "~" else 0.0


def _is_binary(text: str) -> bool:
    sample = text[:4000]
    odd = sum(character < " " and character not in "\n\r\t\x0c" for character in sample)
    return odd > len(sample) * 0.02
