"""Two hundred hostile templates: each is answered by a plain sentence in time, and the next draft works."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.templating import Template, TemplateError, draft, load_template

HARMLESS = load_template(Path(__file__).resolve().parents[3] / "templates" / "新闻通稿.md")

OBJECTS = (
    "''",
    "[]",
    "{}",
    "1",
    "1.5",
    "none",
    "range",
    "namespace()",
    "self",
    "dict",
    "true",
    "主体",
    "导语",
    "成稿日期",
)
ATTRIBUTES = ("__class__", "__init__", "__subclasses__()", "__globals__", "__class__.__mro__[1].__subclasses__()")
ESCAPES = (
    *(f"{{{{ {thing}.{attribute} }}}}" for thing in OBJECTS for attribute in ATTRIBUTES),
    *(f"{{{{ ({thing} | attr('__class__')).__mro__ }}}}" for thing in OBJECTS),
    *(f"{{{{ {thing}['__class__']['__base__'] }}}}" for thing in OBJECTS),
    "{{ ''.__class__.__mro__[1].__subclasses__()[0]('id', shell=True) }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ self.__init__.__globals__.__builtins__.__import__('os').system('id') }}",
    "{{ namespace.__init__.__globals__['os'] }}",
    "{{ lipsum.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ url_for.__globals__ }}",
    "{{ config.items() }}",
    "{{ request.application }}",
    "{{ ''['__cla' ~ 'ss__'] }}",
    "{{ '{0.__class__.__mro__}'.format('') .foo }}",
    "{{ ('{0.__class__}' | format_map) }}",
    "{{ (''|attr('_' * 2 ~ 'class' ~ '_' * 2)).x }}",
    "{{ [].append.__self__.__class__ }}",
    "{% set 主体.x = 1 %}",
    "{{ 主体.append('改') }}",
    "{{ 主体.clear() }}",
    "{{ dict(a=1).update(b=2) }}",
    "{% include 'worker.py' %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os.system('id') }}",
    "{% from 'os' import system %}{{ system('id') }}",
    "{% extends 'base.html' %}",
    "{{ open('/etc/passwd').read() }}",
    "{{ __import__('os') }}",
    "{{ eval('1') }}",
    "{{ exec('1') }}",
    "{{ __values__.items.clear() or __values__.__class__ }}",
    "{{ debug() }}",
    "{% debug %}",
    "{{ (1).__add__ }}",
    "{{ 导语.format.__func__ }}",
    "{{ ().__class__.__bases__[0] }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{{ m() }}",
    "{{ ''.join.__self__.__class__ }}",
    "{{ (导语 | map('attr', '__class__') | list)[0].__mro__ }}",
    "{{ (导语 | selectattr('__class__.__mro__') | list).x }}",
)
FAULTS = (
    "{{",
    "{% for x in 主体 %}",
    "{% endfor %}",
    "{{ 没有这个字段 }}",
    "{{ 导语 | 没有这个过滤器 }}",
    "{{ 导语 is 没有这个判断 }}",
    "{{ 1 / 0 }}",
    "{{ 导语 + 1 }}",
    "{{ 主体[99] }}",
    "{{ 主体.没有 }}",
    "{{ 导语() }}",
    "{{ '三' | 中文数字 }}",
    "{{ 0 | 中文数字 }}",
    "{{ 成稿日期 | 天后('x') }}",
    "{{ 成稿日期 | 天后(99999999999) }}",
    "{% if %}x{% endif %}",
    "{{ '" + "(" * 300 + "' }",
    "{{ " + "(" * 5000 + " }}",
    "{{ " + "-" * 20000 + "1 }}",
    "{% if 1 %}" * 3000,
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('长') }}",
    "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
)
LONG = "{% for a in range(99999) %}"
END = "{% endfor %}"
BOMBS = (
    "{{ '长' * 999999999 }}",
    "{{ 999999999 * '长' }}",
    "{{ [1] * 999999999 }}",
    "{{ (1, 2) * 999999999 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 2 ** 999999 }}",
    "{{ (10 ** 200) ** 200 }}",
    "{{ '%999999999d' % 1 }}",
    "{{ '%999999999d' | format(1) }}",
    "{{ '{:>999999999}'.format(1) }}",
    "{{ 'x' | center(999999999) }}",
    "{{ 'x'.center(999999999) }}",
    "{{ 'x'.ljust(999999999) }}",
    "{{ 'x'.rjust(999999999) }}",
    "{{ 'x'.zfill(999999999) }}",
    "{{ '\t'.expandtabs(999999999) }}",
    "{{ 'x' | indent(999999999, true) }}",
    "{{ ('x'.ljust(9999999)).replace('x', 'x'.ljust(9999999)) }}",
    "{{ 'x'.ljust(99999999) | urlize }}",
    "{{ 'x'.ljust(99999999) | wordwrap(1) }}",
    "{{ 'x'.ljust(2000000) }}",
    "{{ range(100001) | list }}",
    "{{ range(999999999) }}",
    "{{ range(99999) | map('string') | join('很长很长的分隔') }}",
    "{{ range(99999) | list | string * 99 }}",
    "{{ range(99999) | batch(1) | list | tojson | length * 9999999 }}",
    "{% set x = range(99999) | list | string %}{{ [x, x, x, x] | join(x) }}",
    LONG + "{{ '一个值，一个值' }}" + END,
    LONG + "多写一些多写一些多写一些" + END,
    "{% set n = namespace(t='长') %}" + LONG + "{% set n.t = n.t ~ n.t %}" + END,
    "{% set n = namespace(t=[1]) %}" + LONG + "{% set n.t = n.t + n.t %}" + END,
    "{% set n = namespace(t=[]) %}" + LONG + "{% set n.t = [n.t, n.t] %}" + END + "{{ n.t }}",
    "{% set n = namespace(t=2) %}" + LONG + "{% set n.t = n.t * n.t %}" + END,
    "{% set n = namespace(t='') %}" + LONG + "{% set n.t %}{{ n.t }}{{ n.t }}长{% endset %}" + END,
    "{% set a %}{{ 导语 }}{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40 + "{{ a }}",
)
LOOPS = (
    *(
        LONG + LONG + body + END + END
        for body in (
            "",
            "{% set x = a * a %}",
            "{% if a == 1 %}{% endif %}",
            "{% set x = 导语 | upper %}",
            "{% set x = '甲' ~ a %}",
            "{% set x = [a, a] | sum %}",
            "{# 空转 #}",
            "{% for c in 主体 %}{% endfor %}",
        )
    ),
    "{% set x = range(99999) | list %}" + LONG + "{% set y = x | sort(reverse=true) | list %}" + END,
    LONG + "{% for b in range(99999) if b < 0 %}{% endfor %}" + END,
    "{% macro m() %}" + LONG + END + "{% endmacro %}" + LONG + "{% set x = m() %}" + END,
    "{% for a in range(99999) recursive %}{% if loop.depth < 9 %}{% set x = loop(range(99999)) %}{% endif %}" + END,
)


def hostile(source: str) -> Template:
    return replace(HARMLESS, source=source)


def refusal(source: str, seconds: float = 2.0) -> tuple[str, float]:
    draft(HARMLESS, {})  # the worker is up: what is timed is the hostile template alone
    start = time.perf_counter()
    with pytest.raises(TemplateError) as caught:
        draft(hostile(source), {"主体": ["一段"], "导语": "导语", "成稿日期": "2026-04-17"}, seconds=seconds)
    return str(caught.value), time.perf_counter() - start


def test_there_are_two_hundred_of_them() -> None:
    assert len(ESCAPES) + len(FAULTS) + len(BOMBS) + len(LOOPS) >= 200


@pytest.mark.parametrize("source", [*ESCAPES, *FAULTS, *BOMBS])
def test_what_a_template_may_not_do_is_refused_in_a_plain_sentence(source: str) -> None:
    message, seconds = refusal(source)
    assert "Traceback" not in message
    assert message.endswith("。")
    assert seconds <= 2.5


@pytest.mark.parametrize("source", LOOPS)
def test_a_loop_without_end_is_cut_off(source: str) -> None:
    message, seconds = refusal(source, seconds=0.3)
    assert "停止" in message
    assert seconds <= 0.8


def test_a_loop_without_end_is_cut_off_after_two_seconds() -> None:
    message, seconds = refusal(LOOPS[0])
    assert "2 秒" in message
    assert 1.9 <= seconds <= 60  # processor time, however busy the machine is


def test_the_next_draft_works_after_a_template_was_killed() -> None:
    refusal(LOOPS[0], seconds=0.1)
    assert "标题: 亮灯" in draft(HARMLESS, {"主题": "亮灯"})


def test_an_error_names_the_line_of_the_template_file(tmp_path: Path) -> None:
    text = HARMLESS.path.read_text("utf-8")
    path = tmp_path / "坏.md"
    path.write_text(text + "{{ 没有 }}\n", "utf-8")
    with pytest.raises(TemplateError) as caught:
        draft(load_template(path), {})
    assert caught.value.line == text.count("\n") + 1
    assert f"第 {caught.value.line} 行" in str(caught.value)
