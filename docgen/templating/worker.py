"""The process in which templates run: Jinja2's immutable sandbox, with limits on memory, files and time.

Speaks JSON, one line a message. A request is {"op": "render" | "inspect", "source", "answers", "dates"}; the reply is
{"text", "values"}, {"names": [[name, line], …]} or {"error", "line"}. In "text" each printed value stands as its index
between U+E000 and U+E001, so that whoever puts the text together knows what the template said and what an answer said.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from types import TracebackType
from typing import Any, cast

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError, meta, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

from docgen.dates import date_text, weekday_text
from docgen.numbering import to_chinese

OPEN, CLOSE = "\ue000", "\ue001"
MEMORY = 256 * 1024 * 1024
OUTPUT = 1_000_000  # characters: some 1,000 pages
_SECONDS_ALONE = 10  # should whoever started us be gone, a loop ends all the same
_TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")
_END_MARKS = "。；，、！？.;, "


class TooMuch(Exception):
    """The template printed more than OUTPUT characters or multiplied something large."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox with our filters, without what templates of ours do not need, and with bounded products."""

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_token)
        for name in ("lipsum", "cycler", "joiner"):
            del self.globals[name]
        self.filters.update(FILTERS)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401  Jinja's own
        """Refuse a product or power that would be large."""
        sizes = [len(side) if isinstance(side, str | list | tuple) else abs(side) for side in (left, right)]
        limit = 300 if operator == "**" else OUTPUT
        if any(size > limit for size in sizes) or (operator == "*" and sizes[0] * sizes[1] > OUTPUT):
            raise TooMuch
        return super().call_binop(context, operator, left, right)


@pass_context
def _token(context: Context, value: object) -> str:
    """What `{{ value }}` prints: a mark; the value itself goes into the list that the context carries.

    Answers never hold marks, so a text with marks is what a macro or a {% set %} block caught: the template's own.
    """
    if isinstance(value, str) and OPEN in value:
        return value
    values = cast("_Values", context["__values__"])
    return f"{OPEN}{values.add(value)}{CLOSE}"


class _Values:
    def __init__(self) -> None:
        self.items: list[str | list[str]] = []
        self._size = 0

    def add(self, value: object) -> int:
        item = (
            [self._text(one) for one in cast("list[object]", value)] if isinstance(value, list) else self._text(value)
        )
        self._size += sum(map(len, item)) + 8
        if self._size > OUTPUT:
            raise TooMuch
        self.items.append(item)
        return len(self.items) - 1

    def _text(self, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "是" if value else "否"
        text = date_text(value) if isinstance(value, date) else str(value)
        return _TOKEN.sub(lambda found: joined(self.items[int(found[1])]), text) if OPEN in text else text


def joined(value: str | list[str]) -> str:
    """A printed value as text: a list is set off with 、."""
    return value if isinstance(value, str) else "、".join(value)


def _bare(text: object) -> str:
    return str(text).rstrip(_END_MARKS)


def _month_day(day: object) -> str:
    return f"{day.month}月{day.day}日" if isinstance(day, date) else str(day)


FILTERS: dict[str, Callable[..., object]] = {
    "中文数字": lambda number: to_chinese(int(number)),  # pyright: ignore[reportUnknownLambdaType]
    "月日": _month_day,
    "星期": lambda day: weekday_text(day) if isinstance(day, date) else "",
    "天后": lambda day, days=1: day + timedelta(days=int(days)) if isinstance(day, date) else day,
    "顿号": lambda items: "、".join(map(str, cast("Iterable[object]", items))),
    "去句号": _bare,
    "句号": lambda text: f"{_bare(text)}。" if text else "",
}


def render(source: str, answers: dict[str, object], dates: Iterable[str]) -> dict[str, object]:
    """Fill `source` in; raise what Jinja2 raises."""
    values = _Values()
    given = {**answers, "__values__": values}
    for name in dates:
        given[name] = _day(answers.get(name))
    size = 0
    chunks: list[str] = []
    for chunk in _compiled(source).generate(given):
        size += len(chunk)
        if size > OUTPUT:
            raise TooMuch
        chunks.append(chunk)
    return {"text": "".join(chunks), "values": values.items}


def inspect(source: str) -> dict[str, object]:
    """The names that `source` uses without setting them, each with the first line where it does."""
    tree = _ENVIRONMENT.parse(source)
    _compiled(source)
    names = meta.find_undeclared_variables(tree) - set(_ENVIRONMENT.globals)
    lines: dict[str, int] = {}
    for node in tree.find_all(nodes.Name):
        if node.name in names and node.ctx == "load":
            lines.setdefault(node.name, node.lineno)
    return {"names": sorted(lines.items(), key=lambda pair: pair[1])}


_ENVIRONMENT = Sandbox()
_CACHE: dict[str, Template] = {}


def _compiled(source: str) -> Template:
    if source not in _CACHE:
        if len(_CACHE) > 8:
            _CACHE.clear()
        _CACHE[source] = _ENVIRONMENT.from_string(source.replace(OPEN, "").replace(CLOSE, ""))
    return _CACHE[source]


def _day(value: object) -> object:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return value


def answer(request: dict[str, Any]) -> dict[str, object]:
    """The reply to one request; an error of the template is a reply too."""
    try:
        if request["op"] == "inspect":
            return inspect(request["source"])
        return render(request["source"], request["answers"], request["dates"])
    except (MemoryError, RecursionError, TooMuch):
        _CACHE.clear()
        return {"error": "模板生成的内容过大或嵌套过深，已经停止；请检查其中的循环。", "line": 0}
    except Exception as error:  # noqa: BLE001  a template may raise anything; its user gets a sentence
        return {"error": _sentence(error), "line": _line(error)}


def _sentence(error: Exception) -> str:
    message = str(getattr(error, "message", None) or error)[:200]
    if isinstance(error, SecurityError):
        return "模板里有不允许的操作，已经停止；模板只能取字段、判断和循环。"
    if isinstance(error, UndefinedError):
        name = re.search(r"(?:attribute )?'([^']*)'(?: is undefined)?$", message)
        return f"模板用到了没有声明的“{name[1] if name else message}”，请在“字段”里声明或改正写法。"
    if isinstance(error, TemplateSyntaxError):
        if unknown := re.match(r"No (filter|test) named '([^']*)'", message):
            return f"模板用到了不存在的{'过滤器' if unknown[1] == 'filter' else '判断'}“{unknown[2]}”，请改正写法。"
        return f"模板语法有误，请检查 {{{{ }}}} 与 {{% %}} 是否成对、循环和判断是否结束（{message}）。"
    return f"模板这一处无法执行，请检查写法（{type(error).__name__}：{message}）。"


def _line(error: Exception) -> int:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    line = 0
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _fence() -> None:
    """Take away memory, files and endless time; where the system has no such limits, whoever started us counts time."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: int) -> None:
    import signal

    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def main() -> None:
    """Answer requests until the input ends."""
    _fence()
    print("{}", flush=True)  # noqa: T201  ready: start-up does not count against a template's time
    for line in sys.stdin.buffer:
        _alarm(_SECONDS_ALONE)
        reply = json.dumps(answer(json.loads(line)))
        _alarm(0)
        sys.stdout.write(reply + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
