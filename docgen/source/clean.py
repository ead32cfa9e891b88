"""What no document may carry: control characters, lone surrogates, invisible marks, radicals instead of characters.

They are taken out, or put right, and told.
"""

from __future__ import annotations

import re

from docgen.finding import Finding, Severity
from papers.radicals import RADICALS, without_radicals

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# XML cannot hold the controls, surrogates and noncharacters; the zero-width ones would print as boxes.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b\u2060\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def clean(text: str) -> tuple[str, list[Finding]]:
    """`text` with line feeds only and without unwanted characters, and a finding that tells where the first stood."""
    text = _BREAKS.sub("\n", text.removeprefix("\ufeff"))
    told = _radicals(text)
    text = without_radicals(text)
    first = _UNWANTED.search(text)
    if first is None:
        return text, told
    line = text.count("\n", 0, first.start()) + 1
    cleaned, count = _UNWANTED.subn("", text)
    message = f"文中有 {count} 个看不见的控制字符（第一个在第 {line} 行），已经略去；请检查是否由粘贴带入。"
    return cleaned, [*told, Finding("text-control", Severity.WARNING, message, paragraph=line)]


_RADICAL = re.compile(f"[{''.join(map(chr, RADICALS))}]")


def _radicals(text: str) -> list[Finding]:
    """A finding on radicals that stand for characters, as text copied from some PDF files has them."""
    first = _RADICAL.search(text)
    if first is None:
        return []
    line = text.count("\n", 0, first.start()) + 1
    count = sum(1 for _ in _RADICAL.finditer(text))
    shown = without_radicals(first[0])
    where = f"第一个“{first[0]}”在第 {line} 行"
    message = f"文中有 {count} 个部首字（{where}），已按“{shown}”这样的汉字处理；请检查是否由 PDF 粘贴带入。"
    return [Finding("text-radical", Severity.WARNING, message, paragraph=line, text=first[0], suggestion=shown)]
