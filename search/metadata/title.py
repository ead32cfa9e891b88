"""The title: one line or several, after the masthead and before the number, the recipients or the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papers.kinds import kind_of
from search.dates import DATE, NUMBER
from search.metadata.lines import Line

LONGEST = 150
_MASTHEAD = re.compile(
    r"^(?:\d{6}|(?:绝密|机密|秘密)(?:★.*)?|特急|加急|平急|特提|签发人.*|.{2,40}文件|(?:〔\d{4}〕)?第?\d{1,4}[号期].{0,4}|"
    r"公\s*告|通\s*告|[-—─━＿_=*\s]+)$"
)
_LABELLED = re.compile(r"^[一-鿿][一-鿿\s]{1,10}[：:]")
_NOTE = re.compile(r"^[（(〔\[【]")
_STOP = re.compile(
    r"^(?:目\s*录|第[一二三四五六七八九十百\d]+[章节条编]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|"
    r"\d+[.．、]|——|各位代表|引\s*言|序\s*言|[附来]件?源?[：:]|发布|颁布|现将)"
)
_MARK = re.compile(r"^(?!.*关于)[一-鿿]{2,40}(?:纪要|简报|专报|快报|政府|委员会|办公厅|办公室|部|局|厅|院|署|会|委)$")
_SENTENCE_END = "。！？；，：:;"
_BEGUN = re.compile(r"关于|转发|批转|印发|(?:厅|院|委|会|府|部|局)对|(?:人民政府|办公厅|办公室|国务院|委员会)$")
_INSIDE = re.compile(r"的$|印发$|转发$|批转$|^的|和$|^和|、$|与$|及$|或$|等$")


def read_title(head: Sequence[Line]) -> tuple[str, int, int]:
    """(title, index of its first line, index after its last line) among the lines of the head; ("", 0, 0) for none."""
    first = _first(head)
    if first is None:
        return "", 0, 0
    last = first + 1
    title = NUMBER.sub("", head[first].text, count=1).strip() if NUMBER.match(head[first].text) else head[first].text
    while (after := _next(head, last, title)) < len(head) and _goes_on(title, head[after].text):
        title = _joined(title, head[after].text)
        last = after + 1
    return title[:LONGEST], first, last


def _next(head: Sequence[Line], index: int, title: str) -> int:
    """The line that may go on with `title`: the next, or beyond blank lines where the title cannot end here."""
    while index < len(head) and not head[index].text and _INSIDE.search(title):
        index += 1
    return index


def _first(head: Sequence[Line]) -> int | None:
    for index, line in enumerate(head):
        text = line.text
        if text and not _skipped(text) and text[-1] not in _SENTENCE_END and not _is_mark(head, index):
            return index
    return next((index for index, line in enumerate(head) if line.text), None)


def _is_mark(head: Sequence[Line], index: int) -> bool:
    """Whether a line is the mark of a letter (the issuer's bare name) or of minutes and bulletins (with 第3期 below).

    Then the title stands below it.
    """
    below = [line.text for line in head[index + 1 : index + 8] if line.text]
    if not any("关于" in text and kind_of(text) for text in below[:5]):
        return False
    numbered = any(_MASTHEAD.match(text) or NUMBER.match(text) for text in below[:2])
    return numbered and bool(_MARK.match(head[index].text))


def _skipped(text: str) -> bool:
    """True for what may stand above a title."""
    return bool(
        _MASTHEAD.match(text)
        or NUMBER.fullmatch(text)
        or ("签发人" in text and NUMBER.match(text))
        or DATE.fullmatch(text)
        or _LABELLED.match(text)
        or _NOTE.match(text)
    )


def _goes_on(title: str, line: str) -> bool:
    """True when `line` belongs to the title that `title` began."""
    if not line or len(title) + len(line) > LONGEST or _STOP.match(line) or _NOTE.match(line):
        return False
    if line[-1] in _SENTENCE_END or NUMBER.search(line) or DATE.search(line):
        return False
    if title.count("《") > title.count("》") or _INSIDE.search(title) or line.startswith("的"):
        return True
    if kind_of(title):
        return "关于" in title and bool(kind_of(line)) and not title.endswith(("通知", "批复", "复函", "决定", "公告"))
    return bool(kind_of(line)) or (len(line) <= 40 and bool(_BEGUN.search(title) or line.startswith("关于")))


def _joined(title: str, line: str) -> str:
    """Two lines of a title as one; a space stays where Latin words meet."""
    if title[-1].isascii() and line[0].isascii() and title[-1].isalnum() and line[0].isalnum():
        return f"{title} {line}"
    return title + line
