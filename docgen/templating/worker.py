"""The process in which templates run: Jinja2's immutable sandbox, with limits on memory, files and time.

A request is {"op": "render" | "inspect", "source", "answers", "dates"}; the reply is
{"text", "values"}, {"names": [[name, line], …]} or {"error", "line"}. In "text" each printed value stands as its index
between U+E000 and U+E001, so that whoever puts the text together knows what the template said and what an answer said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from types import TracebackType
from typing import Any

from jinja2 import Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from docgen.templating.sandbox import CLOSE, OPEN, OUTPUT, VALUES, Sandbox, TooMuch, Values
from fence.worker import serve

MEMORY = 256 * 1024 * 1024


def render(source: str, answers: dict[str, object], dates: Iterable[str]) -> dict[str, object]:
    """Fill `source` in; raise what Jinja2 raises."""
    values = Values()
    given = {**answers, VALUES: values}
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


_ENVIRONMENT = Sandbox()
_CACHE: dict[str, Template] = {}


def _compiled(source: str) -> Template:
    if source not in _CACHE:
        if len(_CACHE) > 40:
            _CACHE.clear()
        _CACHE[source] = _ENVIRONMENT.from_string(source.replace(OPEN, "").replace(CLOSE, ""))
    return _CACHE[source]


def _day(value: object) -> object:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return value


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The reply to one request; an error of the template is a reply too."""
    try:
        if request["op"] == "inspect":
            _compiled(request["source"])
            return {"names": _ENVIRONMENT.foreign_names(request["source"])}
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


def fill_in() -> None:
    """Answer requests until the input ends."""
    serve(lambda question, say: say(answer(question.head)), MEMORY)
