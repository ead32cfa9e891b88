"""From template to source text to document: the worker cold and warm, every template, the parser and how it grows."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.timing import median_python_seconds, median_seconds
from docgen.source import parse
from docgen.templating import draft, example_answers, load_templates

_COLD = """
from docgen.templating import draft, example_answers, load_templates
template = load_templates()[0]
draft(template, example_answers(template))
"""
_LINE = "（一）完善照明设施。2026年5月31日前完成12条主次干道路灯的安装和修复，亮灯率达到98%以上。\n"
_LINES_A_PAGE = 11


def run() -> list[tuple[str, float, str, str]]:
    """Times of drafting and parsing, and the parser's growth."""
    templates = load_templates()
    answers = [(template, example_answers(template)) for template in templates]
    draft(*answers[0])

    def parsed(pages: int) -> Callable[[], object]:
        text = "---\n版式: 普通\n标题: 试\n---\n" + _LINE * (pages * _LINES_A_PAGE)
        return lambda: parse(text)

    drafts = median_seconds(lambda: [draft(*pair) for pair in answers]) / len(answers)
    ten, many = median_seconds(parsed(10), repeats=15), median_seconds(parsed(200))
    return [
        ("first draft of a fresh process", 1000 * median_python_seconds(_COLD), "ms", "imports and worker included"),
        ("draft, worker warm", 1000 * drafts, "ms", f"mean of {len(templates)} templates"),
        ("reading all templates", 1000 * median_seconds(load_templates), "ms", ""),
        ("parsing ten pages", 1000 * ten, "ms", ""),
        ("parsing 200 pages against ten", many / ten, "times", "asked: linear"),
    ]
