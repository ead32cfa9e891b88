"""From a template and answers to source text; and what is wrong with a template file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from docgen.finding import Finding, Severity
from docgen.source import parse
from docgen.templating.answers import complete, example_answers
from docgen.templating.assemble import BrokenHead, assemble
from docgen.templating.library import load_template, read_template
from docgen.templating.model import Template, TemplateError
from docgen.templating.process import SECONDS, WORKER


def draft(template: Template, answers: Mapping[str, object], *, seconds: float = SECONDS) -> str:
    """Source text from `template` filled in with `answers` (field name → text, date, list, rows, truth value).

    A required field without an answer is printed as 【待补：…】. Raise TemplateError (plain Chinese, with the line of
    the template's file) where the template does not work, takes longer than `seconds` or needs too much memory.
    """
    dates = [field.name for field in template.fields if field.type == "date"]
    request = {"op": "render", "source": template.source, "answers": complete(template, answers), "dates": dates}
    try:
        reply = WORKER.ask(request, seconds)
    except TemplateError as error:
        raise _placed(template, error) from None
    try:
        return assemble(reply["text"], reply["values"])
    except BrokenHead as error:
        raise _placed(template, TemplateError(str(error), _line_like(template, error.text))) from None


def _line_like(template: Template, text: str) -> int:
    """The first line of the template's text that begins as `text` does, 0 where none does."""
    beginning = text.strip()[:4].split("\ue000")[0]
    lines = template.source.split("\n")
    return next((i for i, line in enumerate(lines, 1) if beginning and line.strip().startswith(beginning)), 0)


def validate(path: Path) -> tuple[Finding, ...]:
    """What is wrong with the template file at `path`, each with its line; nothing for a template that works."""
    return _validated(lambda: load_template(path))


def validate_text(text: str, path: Path) -> tuple[Finding, ...]:
    """The same for a template that is being edited: `text` as it would stand in `path`."""
    return _validated(lambda: read_template(text, path))


def _validated(read: Callable[[], Template]) -> tuple[Finding, ...]:
    try:
        return _inspected(read())
    except TemplateError as error:
        return (_finding("template-broken", str(error), error.line),)


def _inspected(template: Template) -> tuple[Finding, ...]:
    try:
        reply = WORKER.ask({"op": "inspect", "source": template.source})
    except TemplateError as error:
        raise _placed(template, error) from None
    known = {field.name for field in template.fields}
    unknown = [(name, line + template.first_line - 1) for name, line in reply["names"] if name not in known]
    if unknown:
        message = "第 {1} 行用到了没有声明的“{0}”，请在“字段”里声明它或改正写法。"
        return tuple(_finding("template-unknown-field", message.format(*pair), pair[1]) for pair in unknown)
    findings = parse(draft(template, example_answers(template)))[1]
    return tuple(_in_template(template, found) for found in findings if found.severity is Severity.ERROR)


def _in_template(template: Template, found: Finding) -> Finding:
    """What the parser says about the filled-in example, told of the template: at the head name it is about, if any."""
    name = re.match(r"[^:：]+(?=[:：])", found.text) or re.match(".+", found.text)
    place = name and re.search(rf"^{re.escape(name[0])}[:：]", template.source, re.MULTILINE)
    line = template.first_line + template.source.count("\n", 0, place.start()) if place else 0
    what = re.sub(r"^第 \d+ 行[：的]?", "", found.message)
    return _finding(found.rule, f"按示例填出的公文有问题：{what}", line)


def _placed(template: Template, error: TemplateError) -> TemplateError:
    if not error.line:
        return error
    line = error.line + template.first_line - 1
    return TemplateError(f"模板“{template.name}”第 {line} 行：{error}", line)


def _finding(rule: str, message: str, line: int) -> Finding:
    return Finding(rule, Severity.ERROR, message, paragraph=line)
