"""Source text is read as it will be printed, and its head is believed; other Markdown loses its marks and no words."""

from __future__ import annotations

from collections.abc import Callable

from search.records import Parsed

TextOf = Callable[[str, bytes], str]
Read = Callable[[str, bytes], tuple[Parsed, ...]]
SOURCE = """---
版式: 文件
文种: 通知
发文机关: 青澜新区管理委员会
发文字号: 青管〔2026〕12号
标题: 关于开展城区路灯检修的通知
主送机关: 各街道办事处
署名: 青澜新区管理委员会
成文日期: 2026-04-15
抄送机关: [区人大办公室, 区政协办公室]
---
# 检修范围
城区主次干道。
| 任务 | 单位 |
|---|---|
| 亮化 | 城管局 |
![示意图](图.png)
::: 附件 检修清单
共27条街巷。
:::
"""
PRINTED = """青管〔2026〕12号
关于开展城区路灯检修的通知
各街道办事处：
检修范围
城区主次干道。
任务\t单位
亮化\t城管局
示意图
附件 检修清单
共27条街巷。
青澜新区管理委员会
2026年4月15日
抄送：区人大办公室、区政协办公室"""


def test_source_text_is_read_as_it_will_be_printed(text_of: TextOf) -> None:
    assert text_of("通知.md", SOURCE.encode()) == PRINTED


def test_the_head_says_what_the_paper_is(read: Read) -> None:
    (paper,) = read("通知.md", SOURCE.encode())
    about = paper.metadata
    assert (about.title, about.kind, about.issuer) == ("关于开展城区路灯检修的通知", "通知", "青澜新区管理委员会")
    assert (about.document_number, about.issue_date) == ("青管〔2026〕12号", "2026-04-15")


def test_the_secrecy_in_the_head_is_kept_and_stands_over_the_number(read: Read) -> None:
    source = SOURCE.replace("标题:", "密级: 机密\n保密期限: 5年\n标题:")
    (paper,) = read("通知.md", source.encode())
    assert paper.metadata.secrecy == "机密"
    assert paper.text.startswith("机密★5年\n青管〔2026〕12号\n关于开展")


def test_markdown_without_a_head_loses_its_marks_and_no_words(text_of: TextOf) -> None:
    assert text_of("说明.md", "# 说明\n\n> 引文\n\n一、甲\n---\n乙".encode()) == "说明\n\n引文\n\n一、甲\n---\n乙"


def test_a_head_that_is_no_yaml_is_text(text_of: TextOf) -> None:
    assert text_of("坏.md", "---\n标题: [甲\n---\n正文".encode()) == "---\n标题: [甲\n---\n正文"


def test_a_head_of_odd_values_does_no_harm(text_of: TextOf) -> None:
    assert "正文" in text_of("怪.md", "---\n标题: {甲: 乙}\n成文日期: 12\n主送机关: 3\n1: 2\n---\n正文".encode())
