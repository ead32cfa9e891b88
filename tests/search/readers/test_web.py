"""A saved web page gives its text: blocks as lines, cells parted by tabs, no menus and no scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from search.readers import Unreadable

TextOf = Callable[[str, bytes], str]
PAGE = """<!DOCTYPE html><html><head><meta charset="{0}"><title>青澜新区政府网</title><style>p{{}}</style></head><body>
<nav><a href="/">首页</a></nav><script>alert("甲")</script><h1>关于路灯检修的<br>通知</h1>
<p>各街道办事处：</p><p>　　请于<b>5月31日</b>前&nbsp;完成。<!-- 内部 --></p>
<table><tr><td>任务</td><td>单位</td></tr><tr><td>亮化</td><td>城管局</td></tr></table></body></html>"""
TEXT = "关于路灯检修的\n通知\n各街道办事处：\n请于5月31日前 完成。\n任务\t单位\n亮化\t城管局"


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk", "gb18030"])
def test_a_page_is_read_in_the_encoding_it_states(text_of: TextOf, encoding: str) -> None:
    assert text_of("通知.html", PAGE.format(encoding).encode(encoding)) == TEXT


def test_a_page_that_states_a_wrong_encoding_is_read_all_the_same(text_of: TextOf) -> None:
    assert text_of("通知.htm", PAGE.format("utf-8").encode("gb18030")) == TEXT


def test_a_page_without_any_statement_is_read(text_of: TextOf) -> None:
    assert text_of("通知.html", "<p>亮化工程</p><p>启动</p>".encode("gb18030")) == "亮化工程\n启动"


def test_unclosed_and_crossed_tags_lose_no_text(text_of: TextOf) -> None:
    assert text_of("乱.html", "<p>甲<div>乙<b>丙</div>丁</b><p>戊".encode()).replace("\n", "") == "甲乙丙丁戊"


def test_a_page_nested_a_hundred_thousand_deep_does_not_fell_the_reader(text_of: TextOf) -> None:
    assert "亮化" in text_of("深.html", ("<p>亮化</p>" + "<div>" * 100_000).encode())


def test_an_empty_page_is_told_to_have_no_text(read: Callable[[str, bytes], object]) -> None:
    with pytest.raises(Unreadable, match="没有文字"):
        read("空.html", b"<html><body><script>1</script></body></html>")
