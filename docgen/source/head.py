"""The head of a source text: YAML between two lines `---`, read with line numbers and forgivingly.

Values are taken as typed: YAML's own guesses (000001 an octal number, yes a truth value) do not apply here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from docgen.finding import Finding, Severity
from docgen.source.clean import clean
from docgen.source.keys import BY_NAME, nearest

# A Chinese input method turns --- into —— or －－－.
FENCE = re.compile(r"(?:-{3,}|—{2,}|－{3,})\s*")
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# A head is 1–2 KB. Past these it is not a head, and YAML (recursive, slow) shall not see it.
_MAX_CHARACTERS = 20_000
_MAX_NESTING_MARKS = 300

_PAIR = re.compile(r"\s*([^\s:：#\-\[\]{}\"'][^:：]{0,11}?)\s*([:：])\s*(.*)")
_ITEM = re.compile(r"\s*-\s+(.*)")
_COMMENT = re.compile(r"\s*(#.*)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `name: value` of the head; `line` counts from 1 in the source text. None: nothing after the colon."""

    name: str
    value: str | tuple[str, ...] | None
    line: int
    bad: bool = False  # neither a text nor a list of texts


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
    _read_entries(head, lines[start + 1 : close], start + 2)
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
    return bool(found) and (found[1] in BY_NAME or bool(nearest(found[1])))


def _read_entries(head: Head, lines: list[str], first: int) -> None:
    text = "\n".join(lines)
    if len(text) > _MAX_CHARACTERS or sum(map(text.count, "[{?-")) > _MAX_NESTING_MARKS:
        head.findings.append(problem("head-size", head.line, "文件头过长，只逐行读取；正文请写在第二个“---”之后。"))
        _read_loosely(head, lines, first)
        return
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        _explain(head, lines, first, _where(error))
        return
    if isinstance(node, yaml.MappingNode):
        head.entries.extend(_entries(node, first))
    elif node is not None:
        _explain(head, lines, first, None)


def _entries(node: yaml.MappingNode, first: int) -> Iterator[Entry]:
    for key, value in node.value:
        line = key.start_mark.line + first
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if isinstance(value, yaml.ScalarNode):
            absent = not value.style and value.value in ("", "~", "null")
            yield Entry(name, None if absent else one_line(value.value), line)
        elif isinstance(value, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in value.value):
            yield Entry(name, tuple(one_line(item.value) for item in value.value), line)
        else:
            yield Entry(name, None, line, bad=True)


def one_line(text: str) -> str:
    """`text` on one line: a line break between Han characters vanishes, any other becomes a space."""
    joined = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        apart = joined and not (_is_wide(joined[-1]) and _is_wide(line[0]))
        joined += f" {line}" if apart else line
    return joined


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef" or character >= "\U00020000"


def _where(error: Exception) -> yaml.Mark | None:
    # YAML notices a missing ] or " only at the end; what is wrong is where it was opened.
    context = str(getattr(error, "context", "") or "")
    name = "context_mark" if "flow" in context or "quoted" in context else "problem_mark"
    return getattr(error, name, None) or getattr(error, "problem_mark", None)


def _explain(head: Head, lines: list[str], first: int, mark: yaml.Mark | None) -> None:
    known = len(head.findings)
    _read_loosely(head, lines, first)
    if len(head.findings) == known:
        line = first + (mark.line if mark else 0)
        message = (
            f"第 {line} 行文件头的写法有误；每行写“名称: 内容”，内容中有英文冒号、引号或方括号时请用英文双引号括起来。"
        )
        head.findings.append(problem("head-syntax", line, message))


def _read_loosely(head: Head, lines: list[str], first: int) -> None:
    """Line by line, for a head that is no YAML: what can be understood is kept, the rest is told."""
    for line, text in enumerate(lines, first):
        if item := _ITEM.match(text):
            _add_item(head.entries, _unquote(item[1]))
        elif pair := _PAIR.match(text):
            if pair[2] == "：":
                message = f"第 {line} 行“{pair[1]}”后面是全角冒号，请改为英文冒号加一个空格。"
                found = Finding(
                    "head-colon", Severity.ERROR, message, paragraph=line, text="：", suggestion=": ", fixable=True
                )
                start = pair.start(2)
                head.findings.append(_at(found, start, start + 1))
            head.entries.append(Entry(pair[1], _loose_value(pair[3]), line))
        elif not _COMMENT.fullmatch(text):
            message = f"第 {line} 行看不懂；文件头每行写“名称: 内容”。"
            head.findings.append(problem("head-syntax", line, message, found=text))


def _at(finding: Finding, start: int, end: int) -> Finding:
    from dataclasses import replace

    return replace(finding, start=start, end=end)


def _add_item(entries: list[Entry], item: str) -> None:
    if entries and not isinstance(entries[-1].value, str):
        last = entries.pop()
        entries.append(Entry(last.name, (*(last.value or ()), item), last.line))


def _loose_value(text: str) -> str | tuple[str, ...] | None:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return tuple(_unquote(item) for item in text[1:-1].split(",") if item.strip())
    return _unquote(text) or None


def _unquote(text: str) -> str:
    text = text.strip()
    return text[1:-1].strip() if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
