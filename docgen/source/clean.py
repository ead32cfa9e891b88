"""What no document may carry: control characters, lone surrogates, invisible marks. They are taken out and told."""

from __future__ import annotations

import re

from docgen.finding import Finding, Severity

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# XML cannot hold the controls, surrogates and noncharacters; the zero-width ones would print as boxes.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b\u2060\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def clean(text: str) -> tuple[str, list[Finding]]:
    """`text` with line feeds only and without unwanted characters, and a finding that tells where the first stood."""
    text = _BREAKS.sub("\n", text.removeprefix("\ufeff"))
    first = _UNWANTED.search(text)
    if first is None:
        return text, []
    line = text.count("\n", 0, first.start()) + 1
    cleaned, count = _UNWANTED.subn("", text)
    message = f"文中有 {count} 个看不见的控制字符（第一个在第 {line} 行），已经略去；请检查是否由粘贴带入。"
    return cleaned, [Finding("text-control", Severity.WARNING, message, paragraph=line)]
