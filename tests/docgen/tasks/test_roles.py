"""Who leads and who helps, by every usual form of saying it."""

from __future__ import annotations

import pytest

from docgen.tasks.names import are_bodies
from docgen.tasks.roles import roles


def said(text: str) -> tuple[set[str], set[str]]:
    found = roles(text)
    return {name for role in found for name in role.lead}, {name for role in found for name in role.support}


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        ("由区林业站牵头，区公安分局配合", {"区林业站"}, {"区公安分局"}),
        ("灯具采购由区财政局统筹", {"区财政局"}, set[str]()),
        ("请区财政局会同区审计局核定预算", {"区财政局"}, {"区审计局"}),
        ("责成望江街道办事处限期清理", {"望江街道办事处"}, set[str]()),
        ("区发改局为牵头单位，区统计局为配合单位", {"区发改局"}, {"区统计局"}),
        ("各街道每月5日前报送进度", {"各街道"}, set[str]()),
        ("区应急管理局要组织演练", {"区应急管理局"}, set[str]()),
        ("更换灯具。（区路灯所、区财政局负责）", {"区路灯所", "区财政局"}, set[str]()),
        ("更换灯具（区路灯所牵头，各街道按职责分工配合）", {"区路灯所"}, {"各街道"}),
        ("更换灯具（牵头单位：区路灯所；配合单位：各街道）", {"区路灯所"}, {"各街道"}),
        ("更换灯具。责任单位：区路灯所、区供电公司。完成时限：5月底", {"区路灯所", "区供电公司"}, set[str]()),
        ("区融媒体中心：负责宣传报道", {"区融媒体中心"}, set[str]()),
        ("区委组织部负责选派", {"区委组织部"}, set[str]()),
        ("信息科与区大数据局对接升级事宜", {"信息科"}, set[str]()),
    ],
)
def test_the_bodies_are_read(text: str, lead: set[str], support: set[str]) -> None:
    assert said(text) == (lead, support)


@pytest.mark.parametrize(
    "text",
    [
        "会议听取了区水务局关于防汛工作的汇报",
        "区水务局负责同志参加会议",
        "全社会都要关心支持防汛工作",
        "加强公共场所管理",
        "（以下简称养护单位）",
        "（含配件、辅材）",
    ],
)
def test_what_gives_nobody_anything_to_do_is_let_alone(text: str) -> None:
    assert said(text) == (set(), set())


@pytest.mark.parametrize(("text", "are"), [("区财政局、区", False), ("区财政局、各街道", True), ("社会", False)])
def test_a_list_is_one_of_bodies_only_where_each_is_one(text: str, are: bool) -> None:
    assert are_bodies(text) is are


@pytest.mark.parametrize("verb", ["制定统一标准", "制订方案", "制作标识", "制止违建"])
def test_a_body_leads_also_where_the_thing_to_do_begins_with_the_character_of_a_system(verb: str) -> None:
    """负责制 is a system; 牵头制定 is not."""
    (role,) = roles(f"由区城市管理局牵头{verb}")
    assert role.lead == ("区城市管理局",)
    assert roles("实行由区城市管理局负责制") == []
