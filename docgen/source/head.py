"""The head of a source text: `名称: 内容` line by line between two lines `---`, read with places and forgivingly.

It looks like YAML, and what a YAML head of names and texts says is read as YAML reads it. But a value is the rest of
its line, whatever stands in it: in “关于 #1 泵站改造的通知” nothing is a comment, in “会议: 第2次” nothing a second
name. There are no aliases, no tags and no guesses (000001 an octal number, yes a truth value).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from docgen.finding import Finding, Severity
from docgen.model import Place
from docgen.source.clean import clean
from docgen.source.keys import BY_NAME, Value, nearest
from docgen.source.values import BadList, closes_early, is_open, read_list, read_text

# A Chinese input method turns --- into —— or －－－.
FENCE = re.compile(r"(?:-{3,}|—{2,}|－{3,})\s*")

_PAIR = re.compile(r"\s*([\"']?)([^\s:：#\-\[\]{}\"'][^:：]{0,11}?)\1\s*([:：])\s*(.*)")
_ITEM = re.compile(r"\s*-\s+(.*)")
_COMMENT = re.compile(r"\s*(#.*)?")
_REMARK = re.compile(r"(?:^|\s{2,})#\s.*")
_LOOSE_REMARK = re.compile(r"(?:^|\s)#.*")
_NOTHING = ("", "~", "null", "|", ">", "|-", ">-")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `name: value` of the head; `line` counts from 1 in the source text. None: nothing after the colon.

    `places`: where the value begins, one for each item of a list.
    """

    name: str
    value: str | tuple[str, ...] | None
    line: int
    bad: bool = False  # neither a text nor a list of texts
    places: tuple[Place, ...] = ()


@dataclass(slots=True)
class Head:
    """What stands in the head: `line` is where it begins, `end` counts the lines up to and with the closing fence."""

    entries: list[Entry] = field(default_factory=list[Entry])
    findings: list[Finding] = field(default_factory=list[Finding])
    line: int = 0
    end: int = 0


def read_head(lines: list[str]) -> Head:
    """Read the head of `lines`; a text without one gives an empty head that ends at 0."""
    start = next((index for index, line in enumerate(lines) if line.strip()), None)
    if start is None or not FENCE.fullmatch(lines[start]):
        return Head(findings=[problem("head-absent", 0, _ABSENT, Severity.WARNING)])
    close = next((i for i in range(start + 1, len(lines)) if FENCE.fullmatch(lines[i])), None)
    head = Head(line=start + 1)
    if close is None:
        head.findings.append(problem("head-open", start + 1, _OPEN.format(start + 1)))
        close = start + 1 + sum(1 for _ in _head_like(lines[start + 1 :]))
        head.end = close
    else:
        head.end = close + 1
    _Reader(head, lines[start + 1 : close], start + 2).read()
    return head


_ABSENT = "文件开头没有文件头，按普通文稿处理；如需红头，请在最前面加上以“---”开始和结束的文件头。"
_OPEN = "第 {} 行开始的文件头没有结束，请在文件头之后另起一行写“---”。"


def head_lines(text: str) -> dict[str, int]:
    """Where each name of the head stands: name → line number from 1 (for marking a place in the editor)."""
    return {entry.name: entry.line for entry in read_head(clean(text)[0].split("\n")).entries}


def problem(rule: str, line: int, message: str, severity: Severity = Severity.ERROR, found: str = "") -> Finding:
    """A finding on the source text itself; `found` is the offending text, told to begin the line."""
    return Finding(rule, severity, message, paragraph=line, end=len(found), text=found)


def _head_like(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not (_COMMENT.fullmatch(line) or _ITEM.match(line) or _known_pair(line)):
            return
        yield line


def _known_pair(line: str) -> bool:
    found = _PAIR.match(line)
    return bool(found) and (found[2] in BY_NAME or bool(nearest(found[2])))


class _Reader:
    """Line by line; what can be understood is kept, the rest is told."""

    def __init__(self, head: Head, lines: list[str], first: int) -> None:
        self._head = head
        self._lines = lines
        self._first = first
        self._index = 0

    def read(self) -> None:
        while self._index < len(self._lines):
            text = self._lines[self._index]
            self._index += 1
            if not _COMMENT.fullmatch(text):
                self._take(text, self._first + self._index - 1)

    def _take(self, text: str, line: int) -> None:
        if (item := _ITEM.match(text)) and self._add_item(item[1], Place(line, item.start(1))):
            return
        pair = _PAIR.match(text)
        if pair and (not text[0].isspace() or pair[3] == ":" or _known_pair(text)):
            self._pair(pair, line)
        elif not (text[0].isspace() and self._add_line(text, line)):
            self._tell("head-syntax", line, f"第 {line} 行看不懂；文件头每行写“名称: 内容”。", text)

    def _pair(self, pair: re.Match[str], line: int) -> None:
        name = pair[2]
        if pair[3] == "：":
            self._head.findings.append(_wide_colon(name, line, pair.start(3)))
        value = self._without_remark(name, pair[4])
        place = Place(line, pair.start(4))
        if value in _NOTHING:
            self._head.entries.append(Entry(name, None, line, places=(place,)))
        elif value[0] in "[{" and not closes_early(value):
            self._list(name, value, place)
        else:
            text, shift = read_text(value)
            if value[0] in "\"'" and is_open(value):
                self._tell("head-syntax", line, _UNCLOSED.format(line, value[0]))
            self._head.entries.append(Entry(name, text, line, places=(replace(place, column=place.column + shift),)))

    def _without_remark(self, name: str, value: str) -> str:
        key = BY_NAME.get(name)
        plain = key is None or key.value in (Value.TEXT, Value.LIST)
        return (_REMARK if plain else _LOOSE_REMARK).sub("", value, count=1).strip()

    def _list(self, name: str, value: str, place: Place) -> None:
        """`[甲, 乙]`, on the lines below too where the bracket closes there."""
        text, used = value, 0
        while is_open(text) and self._index + used < len(self._lines):
            below = self._lines[self._index + used]
            if _known_pair(below) or used >= _MOST_LIST_LINES:
                break
            text, used = f"{text}\n{below}", used + 1
        if is_open(text):
            self._tell("head-syntax", place.line, _UNCLOSED.format(place.line, value[0]))
            text, used = value.lstrip("{"), 0
        self._index += used
        if text[:1] not in ("[", "{"):
            self._head.entries.append(Entry(name, text.strip() or None, place.line, places=(place,)))
            return
        try:
            items = read_list(text)
        except BadList:
            self._head.entries.append(Entry(name, None, place.line, bad=True))
            return
        places = tuple(_place_in(text, start, place) for _, start in items)
        self._head.entries.append(Entry(name, tuple(one_line(item) for item, _ in items), place.line, False, places))

    def _add_item(self, text: str, place: Place) -> bool:
        """`- 甲` below a name that has nothing else; False where it is none of a list."""
        entries = self._head.entries
        if not entries or isinstance(entries[-1].value, str):
            return False
        item, shift = read_text(text.strip())
        last = entries.pop()
        known = last.value if isinstance(last.value, tuple) else ()
        places = (*last.places[: len(known)], replace(place, column=place.column + shift))
        entries.append(replace(last, value=(*known, one_line(item)), places=places))
        return True

    def _add_line(self, text: str, line: int) -> bool:
        """A line further in goes on with the value above it; False where there is none to go on with."""
        entries = self._head.entries
        if not entries or isinstance(entries[-1].value, tuple):
            return False
        last = entries.pop()
        below = Place(line, len(text) - len(text.lstrip()))
        places = last.places if last.value else (below,)
        entries.append(replace(last, value=one_line(f"{last.value or ''}\n{text}"), places=places))
        return True

    def _tell(self, rule: str, line: int, message: str, found: str = "") -> None:
        self._head.findings.append(problem(rule, line, message, found=found))


_MOST_LIST_LINES = 200
_UNCLOSED = "第 {} 行的“{}”没有结束，请补上另一半，或者删去它。"


def _place_in(text: str, offset: int, start: Place) -> Place:
    """The place of text[offset], the text beginning at `start`."""
    above = text.count("\n", 0, offset)
    if not above:
        return replace(start, column=start.column + offset)
    return Place(start.line + above, offset - text.rindex("\n", 0, offset) - 1)


def _wide_colon(name: str, line: int, start: int) -> Finding:
    message = f"第 {line} 行“{name}”后面是全角冒号，请改为英文冒号加一个空格。"
    return Finding(
        "head-colon",
        Severity.ERROR,
        message,
        paragraph=line,
        start=start,
        end=start + 1,
        text="：",
        suggestion=": ",
        fixable=True,
    )


def one_line(text: str) -> str:
    """`text` on one line: a line break between Han characters vanishes, any other becomes a space."""
    joined = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        apart = joined and not (_is_wide(joined[-1]) and _is_wide(line[0]))
        joined += f" {line}" if apart else line
    return joined


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef" or character >= "\U00020000"
