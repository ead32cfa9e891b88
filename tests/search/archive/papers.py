"""Papers of the invented 青澜新区 for the tests of the archive."""

from __future__ import annotations

from dataclasses import replace

from search.archive import Archive
from search.metadata import read_metadata
from search.records import Metadata, Parsed

WATER = """青澜新区管理委员会关于加强饮用水水源保护的意见
青管〔2014〕15号
各乡镇人民政府：
根据《青澜新区环境保护办法》（青管〔2012〕3号），现就水源保护提出以下意见。
一、划定水源保护区。任何单位不得在水源保护区内新建排污口。
青澜新区管理委员会
2014年5月31日"""
LIGHTS = """青澜新区管理委员会关于城区亮化工程实施方案的通知
青管〔2016〕21号
各街道办事处：
现将城区亮化工程实施方案印发给你们。亮化工程投资521万元。
青澜新区管理委员会
2016年6月1日"""
RULES = """青澜新区环境保护办法
青管〔2012〕3号
第一条 为了保护环境，制定本办法。
第二条 本办法适用于青澜新区。
青澜新区管理委员会
2012年3月8日"""
MINUTES = """青澜新区管理委员会会议纪要
会议听取了水源保护和亮化工程的汇报。會議認為，應當繼續抓好ＧＤＰ核算。
2017年2月3日"""
PAPERS = (WATER, LIGHTS, RULES, MINUTES)
KINDS = {WATER: "意见", LIGHTS: "通知", RULES: "办法", MINUTES: "纪要"}


def parsed(text: str) -> Parsed:
    """The paper as a reader would give it."""
    title = text.split("\n", 1)[0]
    metadata = read_metadata(text, title)
    return Parsed(text, replace(metadata, title=title, kind=KINDS.get(text, metadata.kind)))


def add(archive: Archive, text: str, name: str = "") -> int:
    """Add one paper; its id."""
    document = parsed(text)
    return archive.importing.add([document], text.encode(), name or f"{document.metadata.title}.txt")[0]


def plain(title: str, text: str) -> Parsed:
    """A text with nothing but a title."""
    return Parsed(text, Metadata(title=title))
